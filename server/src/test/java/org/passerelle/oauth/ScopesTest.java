package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.access.Permissions;

/** Scopes and what they permit. */
class ScopesTest {

    @Test
    void each_scope_that_is_told_of_is_one() {
        assertThat(Scopes.all())
                .doesNotHaveDuplicates()
                .allSatisfy(scope -> assertThat(Scopes.of(scope)).isPresent());
    }

    @Test
    void a_scope_of_an_api_type_permits_that_and_no_more() {
        assertThat(Scopes.of("users:r")).contains(Permissions.parse(Map.of("users", "r")));
        assertThat(Scopes.of("openid")).contains(Permissions.NONE);
        assertThat(Scopes.of("ADMIN")).contains(Permissions.ALL);
        assertThat(Scopes.of("USER")).contains(Permissions.parse(Map.of("data", "rw")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "data", "data:", "data:none", "data:rw:", "DATA:r", "nosuch:r", "admin", "data:r users:r"})
    void other_words_are_none(String word) {
        assertThat(Scopes.of(word)).isEmpty();
    }

    @Test
    void several_permit_what_either_does() {
        assertThat(Scopes.of(List.of("data:r", "users:r", "data:rw")))
                .isEqualTo(Permissions.parse(Map.of("data", "rw", "users", "r")));
        assertThat(Scopes.of(Permissions.parse(Map.of("data", "rw", "users", "r"))))
                .containsExactlyInAnyOrder("data:rw", "users:r");
    }

    @Test
    void nothing_asked_is_all_and_too_much_is_refused() {
        assertThat(Scopes.granted(null, List.of("data:r", "users:r"))).containsExactly("data:r", "users:r");
        assertThat(Scopes.granted("users:r", List.of("data:r", "users:r"))).containsExactly("users:r");
        assertThatThrownBy(() -> Scopes.granted("data:r system:rw", List.of("data:r")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("invalid_scope");
    }
}
