package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.fault.Fault;

class PasswordRulesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Correct-horse-7!", "été au bord de l'eau", "8kQz0PmWx2", "🦊🦊🐻🐻🦁🦁🐯🐯🐨🐼"})
    void a_long_enough_uncommon_password_is_taken(String password) {
        assertThatCode(() -> PasswordRules.check("anne", password)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Short-7!x, must be from 10",
        "xxANNExx123456, must not contain the login",
        "1234567890, tried first",
        "QwertyUiop, tried first",
        "password123, tried first",
        "Password2026!, tried first",
        "2026-dragon-2026, tried first",
        "aaaaaaaaaaaa, tried first",
        "🦊🦊🦊🦊🦊, must be from 10"
    })
    void a_weak_one_is_a_422_that_says_why(String password, String reason) {
        assertThatThrownBy(() -> PasswordRules.check("anne", password))
                .asInstanceOf(type(Fault.class))
                .satisfies(fault -> {
                    assertThat(fault.kind()).isEqualTo(Fault.Kind.INCONSISTENT);
                    assertThat(fault.detail()).contains(reason).doesNotContain(password);
                    assertThat(fault.errors()).extracting(Fault.Error::pointer).containsExactly("/password");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 1_001})
    void the_length_has_bounds(int length) {
        assertThatThrownBy(() -> PasswordRules.check("anne", "xy".repeat(length).substring(0, length)))
                .isInstanceOf(Fault.class);
    }
}
