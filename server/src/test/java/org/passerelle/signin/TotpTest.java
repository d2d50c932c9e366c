package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238, appendix B: the last six digits of what stands there. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codes_are_those_of_the_standard(long second, String code) {
        assertThat(Totp.code(SECRET, second / Totp.STEP_SECONDS)).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} steps from now: {1}")
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void a_code_fits_one_step_before_and_after_its_own(int off, boolean fits) {
        var now = Instant.ofEpochSecond(1_111_111_109);
        String code = Totp.code(SECRET, now.getEpochSecond() / Totp.STEP_SECONDS + off);
        assertThat(Totp.step(SECRET, code, now, 0).isPresent()).isEqualTo(fits);
    }

    @Test
    void a_code_is_good_once_and_none_from_before_it() {
        var now = Instant.ofEpochSecond(1_234_567_890);
        long step = now.getEpochSecond() / Totp.STEP_SECONDS;
        assertThat(Totp.step(SECRET, Totp.code(SECRET, step), now, step)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, step - 1), now, step)).isEmpty();
        assertThat(Totp.step(SECRET, Totp.code(SECRET, step + 1), now, step)).hasValue(step + 1);
    }

    @Test
    void base_32_says_the_secret_as_authenticators_read_it() {
        assertThat(Base32.encode(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        var random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] bytes = new byte[20];
            random.nextBytes(bytes);
            bytes[0] = (byte) (i % 3 == 0 ? 0 : bytes[0]);
            assertThat(Base32.decode(Base32.encode(bytes))).isEqualTo(bytes);
        }
    }
}
