package org.passerelle.licence;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Objects;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/**
 * A licence as a text that only its distributor can make (Ed25519, RFC 8032).
 *
 * <pre>
 * -----BEGIN PASSERELLE LICENCE-----
 * base64url(JSON) . base64url(signature of "passerelle-licence-1." and what stands before the point)
 * -----END PASSERELLE LICENCE-----</pre>
 *
 * Lines may be broken anywhere.
 */
public final class LicenceFile {

    private static final String ALGORITHM = "Ed25519";
    private static final String CONTEXT = "passerelle-licence-1.";
    private static final String BEGIN = "-----BEGIN PASSERELLE LICENCE-----";
    private static final String END = "-----END PASSERELLE LICENCE-----";
    private static final int LINE = 76;
    private static final int LONGEST = 20_000;

    private LicenceFile() {}

    /** A new pair: the private key stays with the distributor, the public one goes into the settings of each server. */
    public static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** A key on one line: Base64 of X.509 or PKCS#8. */
    public static String text(java.security.Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** @throws IllegalArgumentException for what is no such key */
    public static PublicKey publicKey(String text) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(decoded(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no public key of a distributor", e);
        }
    }

    /** @throws IllegalArgumentException for what is no such key */
    public static PrivateKey privateKey(String text) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(decoded(text)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no private key of a distributor", e);
        }
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    }

    /** The text of the licence. */
    public static String write(Licence licence, PrivateKey key) {
        try {
            String payload = base64(Json.MAPPER.writeValueAsBytes(licence));
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(signed(payload));
            String body = payload + "." + base64(signature.sign());
            return BEGIN + "\n" + body.replaceAll("(.{" + LINE + "})", "$1\n").strip() + "\n" + END + "\n";
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param keys of the distributors that are trusted
     * @throws Fault 422 for what none of them has signed, letter by letter
     */
    static Licence read(String text, Collection<PublicKey> keys) {
        String whole = text.replaceAll("\\s", "");
        String begin = BEGIN.replace(" ", "");
        String end = END.replace(" ", "");
        if (whole.length() > LONGEST || !whole.startsWith(begin) || !whole.endsWith(end)) {
            throw refused("This is no licence: it begins with " + BEGIN + " and ends with " + END + ".");
        }
        String[] parts = whole.substring(begin.length(), Math.max(begin.length(), whole.length() - end.length()))
                .split("\\.", -1);
        if (keys.isEmpty()) {
            throw refused("This server trusts no distributor: set licenceKeys to the public key of yours.");
        }
        if (parts.length != 2 || keys.stream().noneMatch(key -> holds(parts[0], parts[1], key))) {
            throw refused("The licence was not signed by a distributor that this server trusts, or was changed since.");
        }
        try {
            Licence licence = Json.MAPPER.readValue(Base64.getUrlDecoder().decode(parts[0]), Licence.class);
            Objects.requireNonNull(licence.holder());
            Objects.requireNonNull(licence.issued());
            Objects.requireNonNull(licence.seats());
            return licence;
        } catch (java.io.IOException | NullPointerException e) {
            throw refused("The licence is of a kind that this version does not know.");
        }
    }

    private static boolean holds(String payload, String signed, PublicKey key) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signed);
            if (!base64(bytes).equals(signed)) {
                return false; // of several ways to write the same bytes one is right
            }
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(signed(payload));
            return signature.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] signed(String payload) {
        return (CONTEXT + payload).getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Fault refused(String detail) {
        return Fault.inconsistent(detail, java.util.List.of(new Fault.Error("/licence", detail)));
    }
}
