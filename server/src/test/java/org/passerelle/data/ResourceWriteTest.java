package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Changing tables as resources: POST, PUT, PATCH, DELETE, preconditions, rehearsals (wire.md §5, §7). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ResourceWriteTest {

    private final Client client = Client.byKey();
    private final String name = "srv-" + UUID.randomUUID();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @Test
    void a_new_record_is_201_with_its_place_and_itself() {
        Answer made = client.post(
                        "/api/instances", "{\"name\":\"" + name + "\",\"environment\":\"TEST\",\"cpu\":\"4\"}")
                .is(201);
        String place = place(made);
        assertThat(place).isEqualTo("/api/instances/" + made.json().path("id").asText());
        Answer read = client.get(place).is(200);
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.header("ETag")).isEqualTo(made.header("ETag"));
        assertThat(read.json().path("type").asText()).as("its default").isEqualTo("LINUX");
        assertThat(read.json().path("cpu").asInt()).isEqualTo(4);
        assertThat(read.json().path("created_at").asText()).isNotEmpty();
    }

    @Test
    void a_given_key_is_kept_and_a_taken_one_is_409() {
        String made = client.post("/api/words", "{\"code\":\"" + name + ",%\",\"text\":\"x\"}")
                .is(201)
                .header("Location");
        assertThat(made).endsWith("/api/words/" + name + "%2C%25");
        assertThat(client.get(place(made)).is(200).json().path("code").asText()).isEqualTo(name + ",%");
        Answer taken =
                client.post("/api/words", "{\"code\":\"" + name + ",%\"}").is(409);
        assertThat(taken.json().path("errors").get(0).path("pointer").asText()).isEqualTo("/code");
        client.delete(place(made)).is(204);
        String composite = client.post("/api/parts", "{\"maker\":\"" + name + "\",\"number\":\"a,b%2C\"}")
                .is(201)
                .header("Location");
        assertThat(client.get(place(composite)).is(200).json().path("number").asText())
                .isEqualTo("a,b%2C");
        client.delete(place(composite)).is(204);
        client.get(place(composite)).is(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"environment":"TEST"}                       | 400 | /name
                    {"name":null}                                | 400 | /name
                    {"name":"N","nosuch":1}                      | 400 | /nosuch
                    {"name":"N","cpu":"many"}                    | 400 | /cpu
                    {"name":"N","cpu":0}                         | 422 | /cpu
                    {"name":"N","environment":"MARS"}            | 422 | /environment
                    {"name":"N","created_at":"soon"}             | 400 | /created_at
                    {"name":"N","backup":"perhaps"}              | 400 | /backup
                    """)
    void what_does_not_fit_is_refused_and_pointed_at(String body, int status, String pointer) {
        Answer refused = client.post("/api/instances", body.replace("N", name)).is(status);
        assertThat(refused.json().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(client.get("/api/instances?name=" + name).json()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"subject":{}}                 | /subject
                    {"subject":null}               | /subject
                    {"project":"x"}                | /project, /subject
                    {"subject":[5],"project":"x"}  | /subject, /project
                    """)
    void each_member_is_told_of_once(String body, String pointers) {
        for (Answer refused : List.of(
                client.post("/api/tickets", body).is(400),
                client.put("/api/tickets/1", body).is(400))) {
            assertThat(refused.json().path("errors").findValuesAsText("pointer"))
                    .as(refused.text())
                    .containsExactly(pointers.split(", "));
        }
    }

    @Test
    void a_record_that_points_nowhere_is_422_and_one_that_is_pointed_at_409() {
        assertThat(client.post("/api/tickets", "{\"subject\":\"x\",\"project\":999999}")
                        .is(422)
                        .json()
                        .path("errors")
                        .findValuesAsText("pointer"))
                .contains("/project");
        client.delete("/api/regions/11").is(409);
        client.get("/api/regions/11").is(200);
    }

    @Test
    void put_replaces_what_get_shows_and_columns_left_out_get_their_default() {
        String place = instance("\"environment\":\"PRODUCTION\",\"family\":\"x\",\"backup\":true");
        Answer replaced = client.put(place, "{\"name\":\"" + name + "\"}").is(200);
        assertThat(replaced.json().path("environment").asText()).isEqualTo("DEVELOPMENT");
        assertThat(replaced.json().path("family").isNull()).isTrue();
        assertThat(replaced.json().path("backup").asBoolean()).isFalse();
        assertThat(client.get(place).json()).isEqualTo(replaced.json());
        String whole = client.get(place).text();
        assertThat(client.put(place, whole).is(200).text()).isEqualTo(whole);
        assertThat(client.put(place, "{}").is(400).json().path("errors").findValuesAsText("pointer"))
                .contains("/name");
        client.put("/api/instances/99999999", "{\"name\":\"" + name + "2\"}").is(404);
        assertThat(client.put(place, "{\"id\":1,\"name\":\"" + name + "\"}").status())
                .isIn(400, 409);
    }

    @Test
    void patch_changes_what_it_names() {
        String place = instance("\"environment\":\"PRODUCTION\",\"family\":\"x\"");
        Answer changed = client.patch(place, "{\"family\":null,\"cpu\":3}").is(200);
        assertThat(changed.json().path("family").isNull()).isTrue();
        assertThat(changed.json().path("environment").asText()).isEqualTo("PRODUCTION");
        assertThat(client.get(place).is(200).json()).isEqualTo(changed.json());
        Answer merged = client.with("Content-Type", "application/merge-patch+json")
                .patch(place, "{\"cpu\":5}")
                .is(200);
        assertThat(merged.json().path("cpu").asInt()).isEqualTo(5);
        assertThat(client.patch(place, "{}").is(200).json()).isEqualTo(merged.json());
        client.patch(place, "{\"nosuch\":1}").is(400);
        client.patch("/api/instances/99999999", "{\"cpu\":1}").is(404);
        client.patch(place, "[]").is(400);
        client.patch(place, "").is(400);
    }

    @Test
    void a_json_patch_is_applied_or_refused_but_never_taken_for_something_else() {
        String place = instance("\"cpu\":3");
        Answer answer = client.with("Content-Type", "application/json-patch+json")
                .patch(
                        place,
                        "[{\"op\":\"test\",\"path\":\"/cpu\",\"value\":3},{\"op\":\"replace\",\"path\":\"/cpu\",\"value\":7}]");
        assertThat(answer.status()).isIn(200, 415);
        assertThat(client.get(place).json().path("cpu").asInt()).isEqualTo(answer.status() == 200 ? 7 : 3);
    }

    @Test
    void what_is_deleted_is_gone_with_or_without_a_body() {
        String place = instance("");
        assertThat(client.delete(place).is(204).bytes()).isEmpty();
        client.get(place).is(404);
        client.delete(place).is(404);
        String other = instance("");
        client.with("Content-Type", "application/json")
                .send("DELETE", other, Client.bytes("{\"reason\":\"tidy\"}"))
                .is(204);
        client.get(other).is(404);
    }

    @Test
    void a_change_may_be_bound_to_what_was_read() {
        String place = instance("");
        String tag = client.get(place).header("ETag");
        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            client.with("If-Match", "\"other\"")
                    .with("Content-Type", "application/json")
                    .send(method, place, Client.bytes("{\"name\":\"" + name + "\"}"))
                    .is(412);
            client.with("If-Match", "W/" + tag)
                    .with("Content-Type", "application/json")
                    .send(method, place, Client.bytes("{\"name\":\"" + name + "\"}"))
                    .is(412);
            client.with("If-None-Match", tag)
                    .with("Content-Type", "application/json")
                    .send(method, place, Client.bytes("{\"name\":\"" + name + "\"}"))
                    .is(412);
            client.with("If-None-Match", "*")
                    .with("Content-Type", "application/json")
                    .send(method, place, Client.bytes("{\"name\":\"" + name + "\"}"))
                    .is(412);
        }
        client.with("If-Match", "\"x\", " + tag).patch(place, "{\"cpu\":1}").is(200);
        client.with("If-Match", tag).patch(place, "{\"cpu\":2}").is(412);
        client.with("If-Match", "*").patch(place, "{\"cpu\":2}").is(200);
        String xmlTag = client.with("Accept", "application/xml").get(place).header("ETag");
        client.with("If-Match", xmlTag).patch(place, "{\"cpu\":3}").is(200);
        client.with("If-Match", "*").delete("/api/instances/99999999").is(404);
        client.with("If-Match", client.get(place).header("ETag")).delete(place).is(204);
    }

    @Test
    void of_many_who_change_what_they_read_one_wins() throws Exception {
        String place = instance("");
        String tag = client.get(place).header("ETag");
        try (var pool = Executors.newFixedThreadPool(8)) {
            var racers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                String body = "{\"cpu\":" + (i + 1) + "}";
                racers.add(pool.submit(
                        () -> client.with("If-Match", tag).patch(place, body).status()));
            }
            var statuses = new ArrayList<Integer>();
            for (Future<Integer> racer : racers) {
                statuses.add(racer.get());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dry-Run", "ITCare-DryRun"})
    void a_rehearsal_answers_as_if_and_changes_nothing(String header) {
        Client rehearsal = client.with(header, "true");
        String place = instance("\"cpu\":1");
        String before = client.get(place).text();
        Answer made = rehearsal
                .post("/api/instances", "{\"name\":\"" + name + "-dry\"}")
                .is(201);
        assertThat(made.header(header)).isEqualTo("true");
        assertThat(made.header("Location")).isNotEmpty();
        client.get(place(made)).is(404);
        assertThat(rehearsal
                        .patch(place, "{\"cpu\":2}")
                        .is(200)
                        .json()
                        .path("cpu")
                        .asInt())
                .isEqualTo(2);
        assertThat(rehearsal
                        .put(place, "{\"name\":\"" + name + "\"}")
                        .is(200)
                        .json()
                        .path("cpu")
                        .isNull())
                .isTrue();
        assertThat(rehearsal.delete(place).is(204).header(header)).isEqualTo("true");
        assertThat(client.get(place).is(200).text()).isEqualTo(before);
        for (Answer refused : List.of(
                rehearsal.post("/api/instances", "{\"name\":\"" + name + "\"}").is(409),
                rehearsal
                        .post("/api/instances", "{\"name\":\"x\",\"nosuch\":1}")
                        .is(400),
                rehearsal.patch(place, "{\"cpu\":0}").is(422),
                rehearsal.delete("/api/regions/11").is(409),
                rehearsal.delete("/api/instances/99999999").is(404),
                rehearsal.send("FOO", place, null).is(405),
                rehearsal.get("/nosuch").is(404),
                rehearsal.with("Accept", "image/png").get(place).is(406),
                rehearsal
                        .with("Content-Type", "image/png")
                        .send("PATCH", place, Client.bytes("x"))
                        .is(415),
                Client.nobody().with(header, "true").delete(place).is(401))) {
            assertThat(refused.header(header)).as(refused.toString()).isEqualTo("true");
        }
        assertThat(client.with(header, "false").get(place).is(200).header(header))
                .isEmpty();
        assertThat(client.get("/api/regions/11").is(200).json().path("code").asText())
                .isEqualTo("11");
    }

    @Test
    void a_rehearsal_uses_up_no_number() {
        int first = client.post("/api/tickets", "{\"subject\":\"a\"}")
                .is(201)
                .json()
                .path("id")
                .asInt();
        for (int i = 0; i < 5; i++) {
            client.with("Dry-Run", "true")
                    .post("/api/tickets", "{\"subject\":\"b\"}")
                    .is(201);
        }
        assertThat(client.post("/api/tickets", "{\"subject\":\"c\"}")
                        .is(201)
                        .json()
                        .path("id")
                        .asInt())
                .isEqualTo(first + 1);
    }

    @Test
    void administration_can_be_rehearsed_too() {
        Client rehearsal = client.with("Dry-Run", "true");
        Answer view = rehearsal
                .post("/api/v1/views", "{\"table\":\"communes\",\"key\":\"dry-" + name + "\"}")
                .is(201);
        assertThat(view.header("Dry-Run")).isEqualTo("true");
        client.get("/api/v1/views/" + view.json().path("id").asText()).is(404);
        client.get("/api/list/dry-" + name + "/").is(404);
        rehearsal.put("/api/v1/tables/secret", "{\"open\":true}").is(200);
        client.get("/api/secret").is(404);
    }

    @Test
    void a_table_without_a_key_can_only_be_read() {
        client.post("/api/notes", "{\"line\":\"x\"}").is(403);
        assertThat(client.put("/api/notes/a", "{\"line\":\"x\"}").status()).isIn(403, 404);
        assertThat(client.delete("/api/notes/a").status()).isIn(403, 404);
    }

    @Test
    void whole_numbers_of_64_bits_go_in_and_come_out() {
        String place = place(
                client.post("/api/parts", "{\"maker\":\"" + name + "\",\"number\":\"big\",\"big\":9223372036854775807}")
                        .is(201));
        assertThat(client.get(place).is(200).text()).contains("\"big\":9223372036854775807");
        JsonNode min =
                client.patch(place, "{\"big\":-9223372036854775808}").is(200).json();
        assertThat(min.path("big").asText()).isEqualTo("-9223372036854775808");
        client.patch(place, "{\"big\":9223372036854775808}").is(400);
        assertThat(client.get(place + "?numbers=text")
                        .is(200)
                        .json()
                        .path("big")
                        .isTextual())
                .isTrue();
        client.delete(place).is(204);
    }

    private String instance(String members) {
        return place(client.post(
                        "/api/instances", "{\"name\":\"" + name + "\"" + (members.isEmpty() ? "" : "," + members) + "}")
                .is(201));
    }

    private static String place(Answer made) {
        return place(made.header("Location"));
    }

    private static String place(String location) {
        assertThat(location).startsWith("http://localhost:");
        return location.replaceFirst("http://[^/]+", "");
    }
}
