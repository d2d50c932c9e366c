package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** The pages of the server itself: its settings, how it is, what it publishes. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ServerPagesTest {

    private static final String SETTING = "shutdownDelay";
    private static final String PAGE = "/console/settings/" + SETTING;

    private static JsonNode setting() {
        return Client.as("owner")
                .get("/api/v1/settings")
                .is(200)
                .json()
                .valueStream()
                .filter(setting -> setting.path("name").asText().equals(SETTING))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_setting_is_changed_only_after_what_would_hold_was_told() {
        var owner = AtConsole.as("owner");
        assertThat(owner.reading().get("/console/settings?q=" + SETTING).is(200).text())
                .contains("href=\"" + PAGE + "\"");
        String told = owner.post(PAGE, "value=PT3S").is(200).text();
        assertThat(told).contains("name=\"sure\"", "value=\"PT3S\"", SETTING);
        assertThat(setting().path("value").isNull()).isTrue();

        assertThat(owner.post(PAGE, "value=PT3S&sure=1").is(303).header("Location"))
                .startsWith(PAGE);
        assertThat(setting().path("value").asText()).isEqualTo("PT3S");
        assertThat(owner.reading().get(PAGE).is(200).text()).contains("value=\"PT3S\"");

        owner.post(PAGE, "value=&sure=1").is(303);
        assertThat(setting().path("value").isNull()).isTrue();
    }

    @Test
    void a_setting_that_the_server_could_not_start_with_is_refused_at_its_field() {
        String page = AtConsole.as("owner").post(PAGE, "value=soon").is(400).text();
        assertThat(page).contains("invalid-feedback", "value=\"soon\"");
        assertThat(setting().path("value").isNull()).isTrue();
    }

    @Test
    void a_setting_that_is_needed_before_the_catalogue_is_shown_and_not_offered_for_change() {
        String page = AtConsole.as("owner")
                .reading()
                .get("/console/settings/catalogueUrl")
                .is(200)
                .text();
        assertThat(page).contains("readonly").doesNotContain("name=\"rehearse\"");
        AtConsole.as("owner").reading().get("/console/settings/nothing").is(404);
    }

    @Test
    void the_system_page_tells_what_runs_and_whether_it_is_well() {
        String page =
                AtConsole.as("admin").reading().get("/console/system").is(200).text();
        assertThat(page)
                .contains("<code>demo</code>", "state-good", "passerelle backup", System.getProperty("os.name"));
        AtConsole.as("admin").reading().get("/console/slow-queries").is(200);
        AtConsole.as("user").reading().get("/console/system").is(403);
    }

    @Test
    void modules_are_the_published_tables_and_lead_to_a_preview() {
        var owner = AtConsole.as("owner").reading();
        assertThat(owner.get("/console/modules").is(200).text()).contains("href=\"/console/modules/indicator\"");
        assertThat(owner.get("/console/modules?as=csv").is(200).text()).contains("\"indicator\"");
        String page = owner.get("/console/modules/indicator").is(200).text();
        assertThat(page).contains("data-preview=\"/api/public/indicator/\"", "last-value");
        assertThat(page).contains("href=\"/console/tables/indicator\"");
        owner.get("/console/modules/clients").is(404);
    }

    @Test
    void what_cannot_be_removed_has_no_page_that_would() {
        AtConsole.as("owner").reading().get("/console/slow-queries/1/remove").is(404);
        AtConsole.as("owner").post("/console/audit/1/remove", "").is(404);
    }
}
