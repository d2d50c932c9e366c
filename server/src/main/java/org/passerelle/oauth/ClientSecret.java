package org.passerelle.oauth;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.passerelle.credential.Secrets;

/**
 * A client's secret as it is kept.
 *
 * @param hash SHA-256; the secret itself is kept nowhere
 * @param ends when a rotation lets it end; null for the present one
 */
record ClientSecret(byte[] hash, @Nullable Instant ends) {

    /** 40 letters and digits: 238 bits. */
    private static final int CHARACTERS = 40;

    private static final String PREFIX = "psc_";

    static String fresh() {
        return PREFIX + Secrets.fresh(CHARACTERS);
    }

    static String hash(String secret) {
        return HexFormat.of().formatHex(Secrets.digest(secret));
    }

    static ClientSecret kept(String hash, @Nullable Instant ends) {
        return new ClientSecret(HexFormat.of().parseHex(hash), ends);
    }

    /** In a time that tells nothing of either. */
    boolean matches(byte[] digest, Instant now) {
        return MessageDigest.isEqual(hash, digest) && (ends == null || now.isBefore(ends));
    }

    @Override
    public String toString() {
        return "a client's secret";
    }
}
