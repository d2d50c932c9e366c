package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** The language in which one is spoken to is kept with the account, and chosen by oneself. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class OwnLanguageHttpTest {

    private static final String PATH = "/api/v1/auth/language";
    private static final String PASSWORD = "une phrase assez longue";

    private static String person() {
        String id = "l" + UUID.randomUUID();
        Client.as("owner")
                .post(
                        "/api/v1/users",
                        "{\"id\":\"" + id + "\",\"password\":\"" + PASSWORD + "\",\"acls\":[\"api.access\"]}")
                .is(201);
        return id;
    }

    private static String languageOf(String id) {
        return Client.as("owner")
                .get("/api/v1/users/" + id)
                .is(200)
                .json()
                .path("language")
                .asText("");
    }

    @Test
    void who_chooses_a_language_in_his_profile_is_spoken_to_in_it_from_then_on() {
        String id = person();
        var console = AtConsole.as(id, PASSWORD);
        assertThat(console.reading().get("/console/me").is(200).text()).contains("<html lang=\"en\"");
        assertThat(console.post("/console/me/language", "language=fr").is(303).header("Location"))
                .isEqualTo("/console/me?lang=fr");
        assertThat(languageOf(id)).isEqualTo("fr");
        assertThat(AtConsole.signIn(Client.nobody(), id, PASSWORD, "").is(303).header("Location"))
                .isEqualTo("/console?lang=fr");
        console.post("/console/me/language", "language=").is(303);
        assertThat(languageOf(id)).isIn("", "null");
        assertThat(AtConsole.signIn(Client.nobody(), id, PASSWORD, "").is(303).header("Location"))
                .isEqualTo("/console");
    }

    @Test
    void a_rehearsal_changes_nothing_and_what_is_no_language_is_refused() {
        String before = Client.as("user").get(PATH).is(200).text();
        Client.as("user")
                .with("Dry-Run", "true")
                .put(PATH, "{\"language\":\"fr\"}")
                .is(200);
        Client.as("user").put(PATH, "{\"language\":\"!\"}").is(400);
        assertThat(Client.as("user").get(PATH).is(200).text()).isEqualTo(before);
    }
}
