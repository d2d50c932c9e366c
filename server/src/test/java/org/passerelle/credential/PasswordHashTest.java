package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    @Test
    void it_is_argon2id_in_phc_form_with_a_salt_of_its_own() {
        String one = PasswordHash.make("Correct-horse-7!");
        assertThat(one).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PasswordHash.make("Correct-horse-7!")).isNotEqualTo(one);
        assertThat(PasswordHash.matches("Correct-horse-7!", one)).isTrue();
        assertThat(PasswordHash.matches("correct-horse-7!", one)).isFalse();
    }

    @Test
    void passwords_are_utf_8() {
        String hash = PasswordHash.make("été à la plage 🦊");
        assertThat(PasswordHash.matches("été à la plage 🦊", hash)).isTrue();
        assertThat(PasswordHash.matches("ete a la plage 🦊", hash)).isFalse();
    }

    /** RFC 9106 and its reference tool: another cost, so that a hash says by itself how it was made. */
    @Test
    void a_hash_of_other_parameters_still_opens() {
        String reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertThat(PasswordHash.matches("password", reference)).isTrue();
        assertThat(PasswordHash.matches("passwore", reference)).isFalse();
    }

    @Test
    void nobodys_hash_has_the_form_of_a_real_one_and_opens_to_nothing() {
        String nobody = PasswordHash.ofNobody();
        assertThat(nobody).hasSameSizeAs(PasswordHash.make("x")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PasswordHash.matches("", nobody)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$argon2id$",
                "$argon2id$v=19$m=0,t=0,p=0$x$y"
            })
    void what_is_no_hash_opens_to_nothing(String hash) {
        assertThat(PasswordHash.matches("x", hash)).isFalse();
    }
}
