package org.passerelle.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jti} of a token: unique, and telling enough to take the token back without keeping a list of all tokens.
 *
 * <pre>
 * 5 bytes    when the token ends, in seconds since 1970: until then its revocation is kept
 * 12 bytes   random
 * 13 bytes   keyed digest of these and of who made the token: he may take it back, and nobody can invent one that was his
 * as 40 letters, digits, - and _ (RFC 4648 §5)</pre>
 */
record TokenId(String text, Instant ends) {

    private static final int END = 5;
    private static final int NOISE = 12;
    private static final int CHECK = 13;
    private static final int LENGTH = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Makes and knows them. Thread-safe. */
    static final class Maker {
        private final SecretKeySpec key;

        Maker(byte[] secret) {
            this.key = new SecretKeySpec(secret, "HmacSHA256");
        }

        TokenId fresh(String maker, Instant ends) {
            byte[] noise = new byte[NOISE];
            RANDOM.nextBytes(noise);
            byte[] head = ByteBuffer.allocate(END + NOISE)
                    .put(
                            ByteBuffer.allocate(Long.BYTES)
                                    .putLong(ends.getEpochSecond())
                                    .array(),
                            Long.BYTES - END,
                            END)
                    .put(noise)
                    .array();
            byte[] all = ByteBuffer.allocate(END + NOISE + CHECK)
                    .put(head)
                    .put(check(head, maker))
                    .array();
            return new TokenId(Base64.getUrlEncoder().encodeToString(all), ends);
        }

        /** Whether it is of a token that he made. */
        boolean isOf(TokenId id, String maker) {
            byte[] all = Base64.getUrlDecoder().decode(id.text);
            byte[] head = Arrays.copyOf(all, END + NOISE);
            return MessageDigest.isEqual(Arrays.copyOfRange(all, END + NOISE, all.length), check(head, maker));
        }

        private byte[] check(byte[] head, String maker) {
            try {
                Mac mac = Mac.getInstance(key.getAlgorithm());
                mac.init(key);
                mac.update(head);
                return Arrays.copyOf(mac.doFinal(maker.getBytes(StandardCharsets.UTF_8)), CHECK);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA256", e);
            }
        }
    }

    /** Null for what cannot be one of ours. */
    static @Nullable TokenId parse(String text) {
        if (text.length() != LENGTH) {
            return null;
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            byte[] end = new byte[Long.BYTES];
            System.arraycopy(all, 0, end, Long.BYTES - END, END);
            return new TokenId(text, Instant.ofEpochSecond(ByteBuffer.wrap(end).getLong()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
