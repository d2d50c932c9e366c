package org.passerelle.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.fault.Fault;

/** Regular expressions of clients cost no more than their length. */
class PatternsTest {

    @Test
    void the_whole_must_match() {
        assertThat(Patterns.compile("test.*").matches("test1")).isTrue();
        assertThat(Patterns.compile("test.*").matches("mytest1")).isFalse();
        assertThat(Patterns.compile("test").matches("test1")).isFalse();
        assertThat(Patterns.compile("a|b").matches("ab")).isFalse();
        assertThat(Patterns.compile(""))
                .satisfies(empty -> assertThat(empty.matches("")).isTrue());
        assertThat(Patterns.compile(null)).isNull();
    }

    @Test
    void what_makes_others_run_for_ever_is_answered() {
        assertThat(Patterns.compile("(a*)*b").matches("a".repeat(100_000))).isFalse();
        assertThat(Patterns.compile("(x+x+)+y").matches("x".repeat(100_000))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "a{2,1}", "(?=a)", "\\1", "*", "((a{100}){100}){100}", "a{1000000000}"})
    void what_is_no_expression_or_too_dear_is_400(String text) {
        assertThatThrownBy(() -> Patterns.compile(text))
                .isInstanceOf(Fault.class)
                .message()
                .startsWith("bad-request");
    }

    @Test
    void a_long_one_is_400() {
        assertThatThrownBy(() -> Patterns.compile("a".repeat(501))).isInstanceOf(Fault.class);
    }
}
