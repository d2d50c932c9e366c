package org.passerelle.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Where the key that signs comes from, as the operator says. */
sealed interface KeySource {

    /** The key to begin with. Of a temporary one, a new one at each call. */
    SigningKey open();

    /** An RSA key in a file: RS256. */
    record Rsa(RSAKey key) implements KeySource {
        @Override
        public SigningKey open() {
            return SigningKey.of(key);
        }

        @Override
        public String toString() {
            return "an RSA key";
        }
    }

    /** A text: HS256. One of fewer than 32 bytes is stretched, so that guessing it costs what guessing a password does. */
    record Secret(String text) implements KeySource {

        private static final int BYTES = 32;
        private static final int ROUNDS = 600_000;

        @Override
        public SigningKey open() {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return SigningKey.of(bytes.length >= BYTES ? bytes : stretched());
        }

        /** PBKDF2 (RFC 8018 §5.2), with a salt that is the same on every node and at every start. */
        private byte[] stretched() {
            var spec = new PBEKeySpec(
                    text.toCharArray(),
                    "passerelle: key that signs tokens".getBytes(StandardCharsets.UTF_8),
                    ROUNDS,
                    8 * BYTES);
            try {
                return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                        .generateSecret(spec)
                        .getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
            } finally {
                spec.clearPassword();
            }
        }

        @Override
        public String toString() {
            return "a secret";
        }
    }

    /** Nothing is said: an RSA key that lives as long as the process. */
    record Temporary() implements KeySource {
        @Override
        public SigningKey open() {
            return SigningKey.freshRsa();
        }
    }
}
