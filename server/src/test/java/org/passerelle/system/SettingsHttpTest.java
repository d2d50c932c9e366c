package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Vault;
import org.passerelle.command.DemoHouse;

/** {@code /api/v1/settings} (wire.md §8; DigDash D14). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class SettingsHttpTest {

    private static final String PATH = "/api/v1/settings";

    @Inject
    Catalogue catalogue;

    @Inject
    Vault vault;

    private static JsonNode setting(Answer answer, String name) {
        return answer.json()
                .valueStream()
                .filter(setting -> setting.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @AfterEach
    void set_back() {
        Client.byKey().put(PATH, "{\"bodyLimit\":null,\"slowQueries\":null}").is(200);
    }

    @Test
    void each_setting_tells_its_type_its_value_and_where_that_was_said() {
        JsonNode limit = setting(Client.byKey().get(PATH).is(200), "bodyLimit");
        assertThat(limit.path("type").asText()).isEqualTo("a whole number from 1024 to 2147483647");
        assertThat(limit.path("value").isNull()).isTrue();
        assertThat(limit.path("defaultValue").asText()).isEqualTo("16777216");
        assertThat(limit.path("origin").asText()).isEqualTo("default");
        assertThat(limit.path("changeable").asBoolean()).isTrue();
        assertThat(limit.path("restart").asBoolean()).isFalse();
    }

    @Test
    void a_change_is_kept_and_holds_from_the_next_start_on() {
        JsonNode changed = setting(
                Client.byKey()
                        .put(PATH, "{\"bodyLimit\":4096,\"slowQueries\":\"PT2S\"}")
                        .is(200),
                "bodyLimit");
        assertThat(changed.path("value").asText()).isEqualTo("4096");
        assertThat(changed.path("origin").asText()).isEqualTo("kept");
        assertThat(changed.path("restart").asBoolean()).isTrue();
        assertThat(SettingStore.all(catalogue, vault)).containsEntry("bodyLimit", "4096");
        Answer back = Client.byKey().put(PATH, "{\"bodyLimit\":null}").is(200);
        assertThat(setting(back, "bodyLimit").path("restart").asBoolean()).isFalse();
        assertThat(setting(back, "slowQueries").path("value").asText()).isEqualTo("PT2S");
    }

    @Test
    void a_rehearsed_change_answers_the_same_and_keeps_nothing() {
        Answer rehearsed = Client.byKey()
                .with("Dry-Run", "true")
                .put(PATH, "{\"bodyLimit\":4096}")
                .is(200);
        assertThat(setting(rehearsed, "bodyLimit").path("value").asText()).isEqualTo("4096");
        assertThat(SettingStore.all(catalogue, vault)).doesNotContainKey("bodyLimit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"bodyLimit":1}                | /bodyLimit   | a whole number from 1024
            {"nonsense":1}                 | /nonsense    | there is no such setting
            {"bodyLimit":[1]}              | /bodyLimit   | a text, a number
            {"catalogueUrl":"jdbc:x"}      | /catalogueUrl | before the catalogue can be read
            {"logFormat":"loud"}           | /logFormat   | text or json
            """)
    void what_cannot_be_is_refused_with_its_place(String body, String pointer, String reason) {
        JsonNode error =
                Client.byKey().put(PATH, body).is(400).json().path("errors").path(0);
        assertThat(error.path("pointer").asText()).isEqualTo(pointer);
        assertThat(error.path("detail").asText()).contains(reason);
    }

    @Test
    void all_problems_are_told_at_once_and_nothing_is_kept() {
        Answer refused = Client.byKey()
                .put(PATH, "{\"slowQueries\":\"PT2S\",\"bodyLimit\":1,\"nonsense\":2}")
                .is(400);
        assertThat(refused.json().path("errors")).hasSize(2);
        assertThat(SettingStore.all(catalogue, vault)).doesNotContainKey("slowQueries");
    }

    @Test
    void a_secret_is_sealed_and_never_shown() {
        Client.byKey().put(PATH, "{\"jwtSecretkey\":\"canary-of-settings\"}").is(200);
        try {
            Answer shown = Client.byKey().get(PATH).is(200);
            assertThat(shown.text()).doesNotContain("canary-of-settings");
            assertThat(setting(shown, "jwtSecretkey").path("secret").asBoolean())
                    .isTrue();
            assertThat(setting(shown, "jwtSecretkey").path("origin").asText()).isEqualTo("kept");
            assertThat(catalogue.all(row -> row.text("value"), "SELECT value FROM setting"))
                    .noneSatisfy(value -> assertThat(value).contains("canary-of-settings"));
            assertThat(SettingStore.all(catalogue, vault)).containsEntry("jwtSecretkey", "canary-of-settings");
        } finally {
            Client.byKey().put(PATH, "{\"jwtSecretkey\":null}").is(200);
        }
    }
}
