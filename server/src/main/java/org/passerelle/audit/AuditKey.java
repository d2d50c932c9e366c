package org.passerelle.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;

/**
 * What only this server can write: signatures (Ed25519, RFC 8032) that others can check, and the seal of the chain's head, which only it
 * checks. Both keys come from outside the catalogue, by the {@link Vault}, so that who changes the catalogue cannot make them. Thread-safe.
 */
final class AuditKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String MAC = "HmacSHA256";

    private final KeyPair pair;
    private final SecretKeySpec sealing;

    private AuditKey(KeyPair pair, byte[] sealing) {
        this.pair = pair;
        this.sealing = new SecretKeySpec(sealing, MAC);
    }

    /** The catalogue's own, made where there is none. */
    static AuditKey open(Catalogue catalogue, Vault vault) {
        return catalogue.change(unit -> {
            String sealed = kept(unit);
            if (sealed.isEmpty()) {
                unit.run(
                        "INSERT INTO audit_key (id, sealed) VALUES (1, ?) ON CONFLICT (id) DO NOTHING",
                        vault.seal(fresh()));
                sealed = kept(unit); // another node may have been quicker
            }
            return new AuditKey(pair(vault.unseal(sealed)), vault.derive("audit head"));
        });
    }

    private static String kept(Unit unit) {
        return unit.one(row -> row.text("sealed"), "SELECT sealed FROM audit_key WHERE id = 1")
                .orElse("");
    }

    /** In base64, as it is shown to those who verify elsewhere (X.509 SubjectPublicKeyInfo). */
    String publicKey() {
        return encoded(pair.getPublic().getEncoded());
    }

    PublicKey verifying() {
        return pair.getPublic();
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return encoded(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    static boolean verify(PublicKey key, String text, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException for what is no public key of this kind */
    static PublicKey publicKey(String encoded) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(encoded.trim())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The code of a head; the one that it carries does not count. */
    String seal(Head head) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(sealing);
            return HexFormat.of().formatHex(mac.doFinal(head.text().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + MAC, e);
        }
    }

    boolean isSealed(Head head) {
        return seal(head).equals(head.seal());
    }

    private static String fresh() {
        try {
            KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return encoded(made.getPrivate().getEncoded())
                    + " "
                    + encoded(made.getPublic().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    private static KeyPair pair(String text) {
        int space = text.indexOf(' ');
        try {
            return new KeyPair(
                    publicKey(text.substring(space + 1)),
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text.substring(0, space)))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key of the audit log cannot be read", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
