package org.passerelle.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.ParseException;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * A key and the one algorithm that it is for: what a token's header says of the algorithm chooses nothing. Its name is the thumbprint of
 * RFC 7638, so the same key has the same name everywhere. Thread-safe.
 */
final class SigningKey {

    private static final int RSA_BITS = 2_048;
    private static final int SECRET_BITS = 256;

    private final JWK jwk;
    private final JWSAlgorithm algorithm;
    private final Check check;
    private final @Nullable JWSSigner signer;

    /** Whether this is the signature of these bytes. */
    interface Check {
        boolean holds(byte[] input, byte[] signature) throws GeneralSecurityException;
    }

    private SigningKey(JWK jwk) throws JOSEException {
        this.jwk = jwk;
        switch (jwk) {
            case RSAKey rsa -> {
                algorithm = JWSAlgorithm.RS256;
                check = new RsaCheck(rsa.toPublicKey());
                signer = rsa.isPrivate() ? new RSASSASigner(rsa) : null;
            }
            case OctetSequenceKey secret -> {
                algorithm = JWSAlgorithm.HS256;
                SecretKey shared = secret.toSecretKey("HmacSHA256");
                check = (input, signature) -> {
                    var mac = Mac.getInstance(shared.getAlgorithm());
                    mac.init(shared);
                    return MessageDigest.isEqual(mac.doFinal(input), signature);
                };
                signer = new MACSigner(secret);
            }
            default -> throw new JOSEException("no key of ours: " + jwk.getKeyType());
        }
    }

    static SigningKey of(RSAKey key) {
        return make(() -> new SigningKey(new RSAKey.Builder(key)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .keyIDFromThumbprint()
                .build()));
    }

    static SigningKey of(byte[] secret) {
        return make(() -> new SigningKey(new OctetSequenceKey.Builder(secret)
                .algorithm(JWSAlgorithm.HS256)
                .keyIDFromThumbprint()
                .build()));
    }

    static SigningKey freshRsa() {
        return make(() -> of(new RSAKeyGenerator(RSA_BITS).generate()));
    }

    /** Another of the same kind. */
    SigningKey fresh() {
        return make(() -> jwk instanceof RSAKey
                ? freshRsa()
                : of(new OctetSequenceKeyGenerator(SECRET_BITS).generate().toByteArray()));
    }

    /** As {@link #text} wrote it. */
    static SigningKey parse(String text) {
        return make(() -> {
            try {
                return new SigningKey(JWK.parse(text));
            } catch (ParseException e) {
                throw new JOSEException("a kept key cannot be read", e);
            }
        });
    }

    /** All of it, as a JSON Web Key; to be sealed. */
    String text() {
        return jwk.toJSONString();
    }

    /** What is enough to verify: of an RSA key the public half. */
    String verifyingText() {
        return published().map(JWK::toJSONString).orElseGet(this::text);
    }

    String kid() {
        return jwk.getKeyID();
    }

    JWSAlgorithm algorithm() {
        return algorithm;
    }

    boolean canSign() {
        return signer != null;
    }

    /** What everyone may know; a shared secret has nothing of the kind. */
    Optional<JWK> published() {
        return Optional.ofNullable(jwk.toPublicJWK());
    }

    /** What a token of this key and type begins with, as it is sent (RFC 7515 §4); no other beginning is ever taken. */
    String header(JOSEObjectType type) {
        return Base64URL.encode("{\"alg\":\"%s\",\"kid\":\"%s\",\"typ\":\"%s\"}".formatted(algorithm, kid(), type))
                .toString();
    }

    /** @param input the header and the payload, as they are sent, with a point between (RFC 7515 §5.1) */
    Base64URL sign(String input) {
        if (signer == null) {
            throw new IllegalStateException("key " + kid() + " only verifies");
        }
        try {
            return signer.sign(new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException e) {
            throw new IllegalStateException("a token cannot be signed", e);
        }
    }

    boolean verifies(byte[] input, byte[] signature) {
        try {
            return check.holds(input, signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private interface Making {
        SigningKey make() throws JOSEException;
    }

    private static SigningKey make(Making making) {
        try {
            return making.make();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key that signs tokens cannot be used", e);
        }
    }

    @Override
    public String toString() {
        return "signing key " + kid();
    }
}
