package org.passerelle.credential;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** Random texts that nobody guesses, and what is kept of them. Thread-safe. */
public final class Secrets {

    static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String BASE32 = "0123456789abcdefghijklmnopqrstuv";
    private static final int TIME = 10;
    private static final int NOISE = 8;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MessageDigest SHA256 = sha256();

    private Secrets() {}

    /** So many random letters and digits: 5.95 bits each. */
    public static String fresh(int characters) {
        var text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(BASE62.charAt(RANDOM.nextInt(BASE62.length())));
        }
        return text.toString();
    }

    /** An id of 18 characters 0-9 a-v: 50 bits of milliseconds since 1970, then 40 random bits; so later ones sort behind. */
    public static String sortableId(Instant made) {
        return base32(made.toEpochMilli(), TIME) + base32(RANDOM.nextLong() >>> (Long.SIZE - 5 * NOISE), NOISE);
    }

    private static String base32(long number, int characters) {
        var text = new char[characters];
        long rest = number;
        for (int i = characters - 1; i >= 0; i--) {
            text[i] = BASE32.charAt((int) (rest & 31));
            rest >>>= 5;
        }
        return new String(text);
    }

    /** SHA-256 is enough for what has 160 random bits; passwords need {@link PasswordHash}. */
    public static byte[] digest(String secret) {
        try {
            // a copy of a fresh digest costs less than the look-up of the algorithm
            return ((MessageDigest) SHA256.clone()).digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException e) {
            return sha256().digest(secret.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The digest in hexadecimal, as it is stored. */
    public static String hash(String secret) {
        return HexFormat.of().formatHex(digest(secret));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
