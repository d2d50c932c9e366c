package org.passerelle.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Status;

/** The permission file, as people write it. */
class PermissionFileTest {

    private static final String GOOD = "a-token-that-nobody-guesses";

    private static Permit only(String permissions) throws PermissionFile.Unreadable {
        return PermissionFile.parse("{\"" + GOOD + "\": {\"permissions\": " + permissions + "}}")
                .find(GOOD)
                .orElseThrow();
    }

    @Test
    void commas_comments_and_a_byte_order_mark_are_passed_over() throws PermissionFile.Unreadable {
        var file = PermissionFile.parse("""
                \uFEFF// who may
                {
                  /* one */
                  "a-token-that-nobody-guesses": {"description": "A", "permissions": {"m": ["list",], },}, # last
                }
                """);
        assertThat(file.find(GOOD).orElseThrow().modules()).containsEntry("m", Set.of(ModuleAction.LIST));
        assertThat(file.warnings()).isEmpty();
    }

    @Test
    void all_stands_for_every_action_and_every_status() throws PermissionFile.Unreadable {
        assertThat(only("{\"m\": \"all\"}").modules().get("m")).isEqualTo(EnumSet.allOf(ModuleAction.class));
        assertThat(only("{\"m\": [\"all\"]}").modules().get("m")).isEqualTo(EnumSet.allOf(ModuleAction.class));
        assertThat(only("{\"status\": \"all\"}").statuses()).isEqualTo(EnumSet.allOf(Status.class));
        assertThat(only("{\"status\": [\"all\"]}").statuses()).isEqualTo(EnumSet.allOf(Status.class));
    }

    @Test
    void statuses_are_added_to_what_is_public() throws PermissionFile.Unreadable {
        assertThat(only("{}").statuses()).containsExactly(Status.P);
        assertThat(only("{\"status\": \"D\"}").statuses()).containsExactlyInAnyOrder(Status.P, Status.D);
        assertThat(only("{\"status\": [\"PA\", \"X\"]}").statuses()).containsExactlyInAnyOrder(Status.P, Status.PA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "[]",
                "\"all\"",
                "{\"m\": null}",
                "{\"m\": {}}",
                "{\"m\": [\"nosuch\"]}",
                "{\"m\": true}"
            })
    void what_is_not_understood_opens_nothing(String permissions) throws PermissionFile.Unreadable {
        assertThat(only(permissions).modules().values())
                .allSatisfy(actions -> assertThat(actions).isEmpty());
        assertThat(only(permissions).statuses()).containsExactly(Status.P);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"a\": {}} {", "all", "{a: {}}"})
    void what_is_no_such_file_is_told_and_not_shown(String text) {
        assertThatThrownBy(() -> PermissionFile.parse(text))
                .isInstanceOf(PermissionFile.Unreadable.class)
                .message()
                .startsWith("it is no");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6685453c9821b", "linea21-6685453c9821b", "linea21-6685453c9821b.12345678", "short"})
    void a_token_that_can_be_guessed_counts_and_is_warned_of(String token) throws PermissionFile.Unreadable {
        var file = PermissionFile.parse("{\"" + token + "\": {\"description\": \"A\", \"permissions\": {}}}");
        assertThat(file.find(token)).isPresent();
        assertThat(file.warnings())
                .hasSize(1)
                .allSatisfy(warning -> assertThat(warning)
                        .contains("can be guessed", "«A»", "token create")
                        .doesNotContain(token));
    }

    @Test
    void it_holds_no_token() throws PermissionFile.Unreadable {
        var file = PermissionFile.parse(
                "{\"" + GOOD + "\": {\"permissions\": {\"m\": [\"nosuch\"]}}, \"\": {}, \"x\": 1}");
        assertThat(file.toString()).doesNotContain(GOOD).contains("there is no action nosuch");
        assertThat(file.permits()).hasSize(1);
    }

    @Test
    void a_holder_is_told_in_one_line_and_is_no_account() throws PermissionFile.Unreadable {
        var file = PermissionFile.parse("{\"" + GOOD + "\": {\"description\": \"A\\nB\", \"contact\": \"c@x\"}}");
        assertThat(file.find(GOOD).orElseThrow().holder()).isEqualTo("public: A B (c@x)");
    }
}
