package org.passerelle.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** Events that are fired by name: what is known, who may, when, and what is told of it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class EventsHttpTest {

    private static final String EVENTS = "/api/v1/events";

    private static Client admin() {
        return Client.byKey();
    }

    private static String made() {
        String name = "Night" + UUID.randomUUID();
        admin().post(EVENTS, "{\"name\":\"" + name + "\",\"description\":\"the import is through\"}")
                .is(201);
        return name;
    }

    @Test
    void an_event_is_made_shown_changed_and_removed() {
        String name = made();
        JsonNode shown = admin().get(EVENTS + "/" + name).is(200).json();
        assertThat(shown.path("name").asText()).isEqualTo(name);
        assertThat(shown.path("description").asText()).isEqualTo("the import is through");
        assertThat(shown.path("active").asBoolean()).isTrue();
        assertThat(admin().patch(EVENTS + "/" + name, "{\"active\":false}")
                        .is(200)
                        .json()
                        .path("description")
                        .asText())
                .isEqualTo("the import is through");
        assertThat(admin().put(EVENTS + "/" + name, "{\"name\":\"" + name + "\"}")
                        .is(200)
                        .json()
                        .path("description")
                        .asText())
                .isEmpty();
        admin().put(EVENTS + "/" + name, "{\"name\":\"another\"}").is(400);
        admin().post(EVENTS, "{\"name\":\"" + name + "\"}").is(409);
        admin().delete(EVENTS + "/" + name).is(204);
        admin().get(EVENTS + "/" + name).is(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"record.created", "user.gone", "stream", "a b", "a/b", ""})
    void a_name_that_is_built_in_or_no_name_is_refused(String name) {
        admin().post(EVENTS, "{\"name\":\"" + name + "\"}").is(400);
    }

    @Test
    void the_demo_knows_its_event_and_its_case() {
        assertThat(admin().post(EVENTS + "/EVENT1/fire", "{}")
                        .is(202)
                        .json()
                        .path("id")
                        .asText())
                .startsWith("evt_");
        admin().send("POST", EVENTS + "/EVENT1/fire", null).is(202);
        admin().post(EVENTS + "/event1/fire", "{}").is(404);
        admin().post(EVENTS + "/EVENT1/fire", "[]").is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/ddenterpriseapi", "/itcare"})
    void the_link_of_old_fires_it_too(String domain) {
        admin().get(domain + "/fireevent?eventid=EVENT1").is(202);
        admin().get(domain + "/fireevent?eventid=event1").is(404);
        admin().get("/fireevent").is(400);
    }

    @Test
    void reading_events_is_not_firing_them() {
        Client reader = Someone.with(List.of("events:r"), List.of()).byPassword();
        reader.get(EVENTS + "/EVENT1").is(200);
        reader.post(EVENTS + "/EVENT1/fire", "{}").is(403);
        reader.get("/ddenterpriseapi/fireevent?eventid=EVENT1").is(403);
        Client.nobody().get("/ddenterpriseapi/fireevent?eventid=EVENT1").is(401);
    }

    @Test
    void what_is_not_active_is_not_fired() {
        String name = made();
        admin().patch(EVENTS + "/" + name, "{\"active\":false}").is(200);
        admin().post(EVENTS + "/" + name + "/fire", "{}").is(409);
    }

    @Test
    void without_a_running_scheduler_nothing_is_fired() {
        String scheduler = "/api/v1/system/scheduler";
        assertThat(admin().get(scheduler).is(200).json().path("running").asBoolean())
                .isTrue();
        admin().put(scheduler, "{}").is(400);
        JsonNode stopped = admin().put(scheduler, "{\"running\":false}").is(200).json();
        try {
            assertThat(stopped.path("running").asBoolean()).isFalse();
            assertThat(stopped.path("since").asText()).isNotEmpty();
            admin().post(EVENTS + "/EVENT1/fire", "{}").is(409);
            admin().get("/fireevent?eventid=EVENT1").is(409);
            admin().put(scheduler, stopped.toString()).is(200);
        } finally {
            admin().put(scheduler, "{\"running\":true}").is(200);
        }
        admin().post(EVENTS + "/EVENT1/fire", "{}").is(202);
    }

    @Test
    void a_fired_event_is_heard_with_its_parameters_and_a_rehearsed_one_is_not() throws InterruptedException {
        String name = made();
        try (Listening listening = Listening.to(admin(), "?events=" + name, null)) {
            JsonNode rehearsed = admin().with("Dry-Run", "true")
                    .post(EVENTS + "/" + name + "/fire", "{\"day\":0}")
                    .is(202)
                    .json();
            assertThat(rehearsed.path("id").isNull()).isTrue();
            String id = admin().post(EVENTS + "/" + name + "/fire", "{\"day\":7}")
                    .is(202)
                    .json()
                    .path("id")
                    .asText();
            JsonNode heard = listening.next();
            assertThat(heard.path("event_name").asText()).isEqualTo(name);
            assertThat(heard.path("id").asText()).isEqualTo(id);
            assertThat(heard.path("timestamp").asText()).isNotEmpty();
            assertThat(heard.at("/data/parameters/day").asInt()).isEqualTo(7);
            assertThat(heard.at("/data/user").asText()).isEqualTo("admin");
            admin().get("/fireevent?day=8&eventid=" + name).is(202);
            assertThat(listening.next().at("/data/parameters/day").asText()).isEqualTo("8");
            assertThat(listening.isSilent()).isTrue();
        }
    }
}
