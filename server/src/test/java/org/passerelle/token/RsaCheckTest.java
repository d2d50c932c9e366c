package org.passerelle.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.passerelle.http.Soon;

/** A signature is the same to the JDK and to AWS-LC, which takes its place: right, changed, cut short, by another key. */
class RsaCheckTest {

    private static final byte[] INPUT = "header.payload".getBytes(StandardCharsets.US_ASCII);

    private static KeyPair pair(int bits, BigInteger exponent) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(new RSAKeyGenParameterSpec(bits, exponent));
        return generator.generateKeyPair();
    }

    private static byte[] signed(KeyPair pair) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(INPUT);
        return signature.sign();
    }

    private static boolean holds(RsaCheck check, byte[] input, byte[] signature) {
        try {
            return check.holds(input, signature);
        } catch (GeneralSecurityException e) {
            return false; // as the key that asks takes it
        }
    }

    private static void assertJudges(RsaCheck check, byte[] right, byte[] foreign) {
        assertThat(holds(check, INPUT, right)).isTrue();
        assertThat(holds(check, INPUT, foreign)).isFalse();
        assertThat(holds(check, "header.payloaD".getBytes(StandardCharsets.US_ASCII), right))
                .isFalse();
        for (int bit = 0; bit < right.length * Byte.SIZE; bit += 7) {
            byte[] changed = right.clone();
            changed[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            assertThat(holds(check, INPUT, changed)).as("bit %d", bit).isFalse();
        }
        for (int length : new int[] {0, 1, right.length - 1, right.length + 1, right.length * 2}) {
            assertThat(holds(check, INPUT, Arrays.copyOf(right, length)))
                    .as("%d bytes", length)
                    .isFalse();
        }
    }

    @Test
    void what_the_jdk_refuses_is_refused_before_and_after_the_other_has_come() throws GeneralSecurityException {
        KeyPair pair = pair(2_048, RSAKeyGenParameterSpec.F4);
        byte[] right = signed(pair);
        byte[] foreign = signed(pair(2_048, RSAKeyGenParameterSpec.F4));
        var check = new RsaCheck(pair.getPublic());
        assertThat(check.isNative()).isFalse();
        assertJudges(check, right, foreign);
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void it_comes_by_itself_and_judges_alike() throws GeneralSecurityException {
        KeyPair pair = pair(2_048, RSAKeyGenParameterSpec.F4);
        byte[] right = signed(pair);
        byte[] foreign = signed(pair(2_048, RSAKeyGenParameterSpec.F4));
        var check = new RsaCheck(pair.getPublic());
        Soon.atLast("AWS-LC verifies", () -> holds(check, INPUT, right) && check.isNative());
        assertJudges(check, right, foreign);
    }

    /** An administrator may bring any key that the JDK takes; AWS-LC takes no exponent of more than 33 bits. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void a_key_that_only_the_jdk_takes_is_verified_by_it() throws GeneralSecurityException {
        KeyPair pair = pair(2_048, BigInteger.TWO.pow(80).add(BigInteger.valueOf(13)));
        byte[] right = signed(pair);
        var check = new RsaCheck(pair.getPublic());
        var common = new RsaCheck(pair(2_048, RSAKeyGenParameterSpec.F4).getPublic());
        holds(check, INPUT, right);
        Soon.atLast("AWS-LC has come", () -> !holds(common, INPUT, right) && common.isNative());
        assertThat(check.isNative()).isFalse();
        assertJudges(check, right, signed(pair(2_048, RSAKeyGenParameterSpec.F4)));
    }
}
