package org.passerelle.token;

import com.nimbusds.jose.jwk.RSAKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An RSA private key in PEM, as {@code openssl genrsa} writes it: PKCS#1 (RFC 8017 §A.1.2) before version 3, PKCS#8 (RFC 5958) since. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final int FEWEST_BITS = 2_048;
    private static final long LARGEST = 100_000;

    /** The version, and the algorithm rsaEncryption without parameters: what PKCS#8 puts before a PKCS#1 key. */
    private static final byte[] PKCS8_HEAD = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private PemFile() {}

    /** Why a file is no key; said so that it may follow the file's name. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    static KeySource.Rsa read(String path) throws Unreadable {
        String text;
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                throw new Unreadable("is no file that could hold a key");
            }
            text = Files.readString(file);
        } catch (IOException | InvalidPathException e) {
            throw new Unreadable("cannot be read");
        }
        if (text.contains("ENCRYPTED")) {
            throw new Unreadable("is encrypted: give it without a password, readable by this server only");
        }
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new Unreadable("holds no RSA private key in PEM (openssl genrsa 2048)");
        }
        byte[] der = decoded(block.group(2));
        return new KeySource.Rsa(key(block.group(1).startsWith("RSA") ? pkcs8(der) : der));
    }

    private static byte[] decoded(String base64) throws Unreadable {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("holds no base64");
        }
    }

    private static RSAKey key(byte[] pkcs8) throws Unreadable {
        try {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            if (!(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)) instanceof RSAPrivateCrtKey key)) {
                throw new Unreadable("holds no RSA key with its primes");
            }
            BigInteger modulus = key.getModulus();
            if (modulus.bitLength() < FEWEST_BITS) {
                throw new Unreadable("holds a key of " + modulus.bitLength() + " bits; RS256 needs " + FEWEST_BITS);
            }
            var half = (RSAPublicKey) factory.generatePublic(new RSAPublicKeySpec(modulus, key.getPublicExponent()));
            return new RSAKey.Builder(half).privateKey(key).build();
        } catch (GeneralSecurityException e) {
            throw new Unreadable("holds no RSA private key");
        }
    }

    private static byte[] pkcs8(byte[] pkcs1) {
        var inner = new ByteArrayOutputStream();
        inner.writeBytes(PKCS8_HEAD);
        element(inner, OCTETS, pkcs1);
        var outer = new ByteArrayOutputStream();
        element(outer, SEQUENCE, inner.toByteArray());
        return outer.toByteArray();
    }

    /** Tag, length and value (X.690 §8.1). */
    private static void element(ByteArrayOutputStream out, int tag, byte[] value) {
        out.write(tag);
        if (value.length < 0x80) {
            out.write(value.length);
        } else {
            byte[] length = BigInteger.valueOf(value.length).toByteArray();
            int from = length[0] == 0 ? 1 : 0;
            out.write(0x80 | length.length - from);
            out.write(length, from, length.length - from);
        }
        out.writeBytes(value);
    }
}
