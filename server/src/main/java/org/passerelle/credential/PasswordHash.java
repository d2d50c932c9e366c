package org.passerelle.credential;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What is kept of a password: Argon2id with 19 MiB, two rounds, one lane, as OWASP's Password Storage Cheat Sheet asks, in PHC string form
 * ({@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}), so that other parameters can come without making the old ones worthless.
 */
final class PasswordHash {

    private static final int MEMORY_KIB = 19_456;
    private static final int ROUNDS = 2;
    private static final int LANES = 1;
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHash() {}

    /** Takes about 20 ms and 19 MiB. */
    static String make(String password) {
        return Argon2Function.getInstance(MEMORY_KIB, ROUNDS, LANES, BYTES, Argon2.ID)
                .hash(password.getBytes(StandardCharsets.UTF_8), random(SALT_BYTES))
                .getResult();
    }

    /** Takes as long as making it did. */
    static boolean matches(String password, String hash) {
        try {
            return Argon2Function.getInstanceFromHash(hash)
                    .check(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            return false; // not a hash of ours: no password opens it
        }
    }

    /** A hash that no password matches, and that costs as much to try as a real one. */
    static String ofNobody() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + ROUNDS + ",p=" + LANES + "$"
                + base64.encodeToString(random(SALT_BYTES)) + "$" + base64.encodeToString(random(BYTES));
    }

    private static byte[] random(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
