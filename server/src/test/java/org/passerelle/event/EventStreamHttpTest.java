package org.passerelle.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Http;

/** The live stream: in order, from where it ended, and nothing that its listener may not see. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class EventStreamHttpTest {

    @Inject
    Events events;

    @Inject
    Catalogue catalogue;

    private static Client owner() {
        return Client.as("owner");
    }

    private static String uniqueEvent() {
        String name = "E" + UUID.randomUUID();
        owner().post("/api/v1/events", "{\"name\":\"" + name + "\"}").is(201);
        return name;
    }

    private static void fire(String name, int number) {
        owner().post("/api/v1/events/" + name + "/fire", "{\"number\":" + number + "}")
                .is(202);
    }

    private static int number(JsonNode event) {
        return event.at("/data/parameters/number").asInt();
    }

    private String publish(String name, String table, String record, String data) {
        var event = new Event("evt_" + UUID.randomUUID(), name, Instant.now(), table, record, Http.parse(data));
        catalogue.change(unit -> {
            events.publish(unit, event);
            return event;
        });
        return event.id();
    }

    /** @param entry what the role opens of tickets, as JSON */
    private static Client reader(String entry) {
        String role = "r" + UUID.randomUUID();
        owner().post(
                        "/api/v1/roles",
                        "{\"id\":\"%s\",\"name\":\"%s\",\"tables\":{\"tickets\":%s}}".formatted(role, role, entry))
                .is(201);
        return Someone.with(List.of("events:r"), List.of(role)).byPassword();
    }

    @Test
    void who_comes_again_goes_on_where_the_stream_ended() throws InterruptedException {
        String name = uniqueEvent();
        String last;
        try (Listening listening = Listening.to(owner(), "?events=" + name, null)) {
            fire(name, 1);
            assertThat(number(listening.next())).isEqualTo(1);
            last = listening.lastId();
        }
        fire(name, 2);
        fire(name, 3);
        try (Listening listening = Listening.to(owner(), "?events=" + name, last)) {
            fire(name, 4);
            var numbers = new ArrayList<Integer>();
            for (int i = 0; i < 3; i++) {
                numbers.add(number(listening.next()));
            }
            assertThat(numbers).containsExactly(2, 3, 4);
        }
    }

    @Test
    void a_place_that_no_stream_told_is_400() {
        owner().with("Last-Event-ID", "12").get("/api/v1/events/stream").is(400);
    }

    @Test
    void it_ends_when_its_time_is_over_and_its_head_has_no_body() {
        assertThat(owner().get("/api/v1/events/stream?seconds=0").is(200).header("Content-Type"))
                .isEqualTo("text/event-stream");
        owner().send("HEAD", "/api/v1/events/stream", null).is(200);
    }

    @Test
    void nobody_holds_more_streams_than_ten() throws InterruptedException {
        Client someone = Someone.with(List.of("events:r"), List.of()).byPassword();
        var open = new ArrayList<Listening>();
        try {
            for (int i = 0; i < 10; i++) {
                open.add(Listening.to(someone, "?events=nothing", null));
            }
            someone.get("/api/v1/events/stream").is(429);
        } finally {
            open.forEach(Listening::close);
        }
    }

    @Test
    void it_ends_when_rights_may_have_changed() throws InterruptedException {
        Someone someone = Someone.with(List.of("events:r"), List.of());
        try (Listening listening = Listening.to(someone.byPassword(), "", null)) {
            someone.acls("DELETE", "events:r");
            assertThat(listening.ends()).isTrue();
        }
        someone.byPassword().get("/api/v1/events/stream?seconds=0").is(403);
    }

    @Test
    void an_event_that_is_known_by_its_id_is_told_once() throws InterruptedException {
        String name = uniqueEvent();
        try (Listening listening = Listening.to(owner(), "?events=" + name, null)) {
            var event = Event.of(name, Instant.now(), Http.parse("{}"));
            for (int i = 0; i < 2; i++) {
                catalogue.change(unit -> {
                    events.publish(unit, event);
                    return event;
                });
            }
            fire(name, 1);
            assertThat(listening.next().path("id").asText()).isEqualTo(event.id());
            assertThat(number(listening.next())).isEqualTo(1);
        }
    }

    @Test
    void of_a_record_one_hears_the_columns_that_one_may_read() throws InterruptedException {
        Client reader = reader("{\"actions\":[\"read\"],\"columns\":[\"subject\"]}");
        try (Listening listening = Listening.to(reader, "", null)) {
            publish("record.created", "clients", "1", "{\"before\":null,\"after\":{\"id\":1,\"nom\":\"hidden\"}}");
            String id = publish(
                    "record.updated",
                    "tickets",
                    "7",
                    "{\"before\":{\"id\":7,\"subject\":\"a\",\"status\":\"Open\"},"
                            + "\"after\":{\"id\":7,\"subject\":\"b\",\"status\":\"Closed\"},\"changed\":[\"status\"]}");
            JsonNode heard = listening.next();
            assertThat(heard.path("id").asText()).isEqualTo(id);
            assertThat(heard.path("data"))
                    .isEqualTo(Http.parse("{\"table\":\"tickets\",\"record\":\"7\","
                            + "\"before\":{\"id\":7,\"subject\":\"a\"},\"after\":{\"id\":7,\"subject\":\"b\"}}"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            status==Open            | Open   | Closed | Open |
            status==Open            | Closed | Open   |      | Open
            status==Open            | Closed | Closed |      |
            status!=Open            | Open   | Closed |      | Closed
            status!=Open            | open   | OPEN   |      |
            status=in=(Open,Later)  | Later  | Closed | Later |
            status=start=cl         | Open   | Closed |      | Closed
            status=notempty=true    | Open   |        | Open |
            id=gt=6                 | Open   | Closed | Open | Closed
            id=lt=7                 | Open   | Closed |      |
            status=gt=A             | Open   | Closed |      |
            """)
    void a_row_rule_holds_for_what_was_and_for_what_is(
            String rule, String before, String after, String seenBefore, String seenAfter) throws InterruptedException {
        Client reader = reader("{\"actions\":[\"read\"],\"rowFilter\":\"" + rule + "\"}");
        try (Listening listening = Listening.to(reader, "?events=record.updated,EVENT1", null)) {
            publish(
                    "record.updated",
                    "tickets",
                    "7",
                    "{\"before\":{\"id\":7,\"status\":%s},\"after\":{\"id\":7,\"status\":%s}}"
                            .formatted(quoted(before), quoted(after)));
            fire("EVENT1", 1);
            JsonNode heard = listening.next();
            if (seenBefore == null && seenAfter == null) {
                assertThat(heard.path("event_name").asText()).isEqualTo("EVENT1");
            } else {
                assertThat(heard.at("/data/before/status").textValue()).isEqualTo(seenBefore);
                assertThat(heard.at("/data/after/status").textValue()).isEqualTo(seenAfter);
            }
        }
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    @Test
    void what_happens_to_others_is_heard_by_those_who_may_read_of_it() throws InterruptedException {
        Client reader = Someone.with(List.of("events:r"), List.of()).byPassword();
        Someone keeper = Someone.with(List.of("events:r", "users:r"), List.of());
        try (Listening some = Listening.to(reader, "", null);
                Listening more = Listening.to(keeper.byPassword(), "", null)) {
            String id = publish("user.updated", null, null, "{\"user\":\"somebody\"}");
            String own = publish("user.updated", null, null, "{\"user\":\"" + keeper.id() + "\"}");
            fire("EVENT1", 1);
            assertThat(more.next().path("id").asText()).isEqualTo(id);
            assertThat(more.next().path("id").asText()).isEqualTo(own);
            assertThat(some.next().path("event_name").asText()).isEqualTo("EVENT1");
        }
    }
}
