package org.passerelle.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by time, as authenticators show them: HMAC-SHA-1, 30 seconds, six digits (RFC 6238, RFC 4226 §5.3). Pure. */
final class Totp {

    static final int STEP_SECONDS = 30;

    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;
    /** A clock that is off by a step, or a code that is typed slowly, still fits (RFC 6238 §5.2). */
    private static final int DRIFT = 1;

    private Totp() {}

    static String code(byte[] secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format("%0" + DIGITS + "d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    /**
     * The time step that a code belongs to, if it fits now.
     *
     * @param after the step of the last code that was taken: a code is good once
     */
    static OptionalLong step(byte[] secret, String code, Instant now, long after) {
        long current = now.getEpochSecond() / STEP_SECONDS;
        byte[] given = code.getBytes(StandardCharsets.UTF_8);
        return LongStream.rangeClosed(current - DRIFT, current + DRIFT)
                .filter(step -> step > after)
                .filter(step -> MessageDigest.isEqual(given, code(secret, step).getBytes(StandardCharsets.UTF_8)))
                .findFirst();
    }
}
