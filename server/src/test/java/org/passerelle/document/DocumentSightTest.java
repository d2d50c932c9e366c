package org.passerelle.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** Whose records, columns and limits stand in a document: the reader's own, and nobody else's. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class DocumentSightTest {

    private static final int ROUNDS = 20;
    private static final int AT_ONCE = 50;

    private static Client owner() {
        return Client.as("owner");
    }

    private static JsonNode document(Client reader) {
        return reader.get("/openapi.json").is(200).json();
    }

    private static JsonNode example(JsonNode document) {
        return document.at("/paths/~1api~1clients~1{id}/get/responses/200/content/application~1json/example");
    }

    /** Where the record holds nothing, the example is invented. */
    private static JsonNode without(JsonNode row) {
        return ((ObjectNode) row).without("remarque");
    }

    /** Somebody to whom a role opens these columns of those clients. */
    private static Someone reading(String columns, String rows) {
        String role = "r" + UUID.randomUUID();
        owner().post(
                        "/api/v1/roles",
                        "{\"id\":\"%s\",\"tables\":{\"clients\":{\"actions\":[\"list\",\"read\"],\"columns\":[%s],\"rowFilter\":\"%s\"}}}"
                                .formatted(role, columns, rows))
                .is(201);
        return Someone.with(List.of(), List.of(role));
    }

    @Test
    void examples_are_records_that_the_reader_may_read() {
        JsonNode first = owner().get("/api/clients?limit=1").is(200).json().path(0);
        JsonNode second = owner().get("/api/clients?limit=2").is(200).json().path(1);
        Client wide = Someone.with(List.of("data:r"), List.of()).byPassword();
        assertThat(without(example(document(wide)))).isEqualTo(without(first));
        Client narrow = reading("\"id\",\"nom\"", "id==" + second.path("id")).byPassword();
        JsonNode document = document(narrow);
        assertThat(example(document).path("nom")).isEqualTo(second.path("nom"));
        assertThat(example(document).has("ville")).isFalse();
        assertThat(document.toString()).doesNotContain(first.path("nom").asText());
        assertThat(document.at("/paths/~1api~1list~1{view}~1/get/parameters").toString())
                .contains("nom|contain|" + second.path("nom").asText() + "|", "\"example\":\"nom\"")
                .doesNotContain("ville", "|cp|");
        assertThat(document.at("/paths/~1api~1clients~1{id}/get/parameters/0/example")
                        .asText())
                .isEqualTo(second.path("id").asText());
    }

    @Test
    void what_is_sent_as_new_is_no_copy_of_the_record_that_is_there() {
        JsonNode post =
                document(owner()).at("/paths/~1api~1clients/post/requestBody/content/application~1json/example");
        JsonNode first = owner().get("/api/clients?limit=1").is(200).json().path(0);
        assertThat(post.path("cle").asText()).isNotEqualTo(first.path("cle").asText());
        assertThat(post.path("nom")).isEqualTo(first.path("nom"));
    }

    @Test
    void the_tag_does_not_change_with_records() {
        String tag = owner().get("/openapi.json").is(200).header("ETag");
        assertThat(tag).startsWith("W/\"");
        JsonNode first = owner().get("/api/clients?limit=1").is(200).json().path(0);
        String path = "/api/clients/" + first.path("id");
        owner().patch(path, "{\"secteur\":\"Un autre\"}").is(200);
        try {
            assertThat(owner().get("/openapi.json").is(200).header("ETag")).isEqualTo(tag);
            owner().with("If-None-Match", tag).get("/openapi.json").is(304);
        } finally {
            owner().patch(path, "{\"secteur\":" + first.path("secteur") + "}").is(200);
        }
    }

    @Test
    void limits_are_the_caller_s_own() {
        Client limited = Client.nobody()
                .with("X-API-Key", DemoHouse.credentials().path("limitedApiKey").textValue());
        Client.Answer answer = limited.get("/openapi.json").is(200);
        JsonNode info = answer.json().path("info");
        assertThat(info.at("/x-limits/requestsPerMinute").asText()).isEqualTo(answer.header("X-RateLimit-Limit"));
        assertThat(info.path("description").asText())
                .contains("**Limits**: " + answer.header("X-RateLimit-Limit") + " requests");
        assertThat(document(Client.nobody()).path("info").has("x-limits")).isFalse();
        assertThat(document(Client.byKey())
                        .at("/info/x-limits/requestsPerMinute")
                        .asInt())
                .isNotEqualTo(info.at("/x-limits/requestsPerMinute").asInt());
    }

    @Test
    void a_module_has_the_columns_that_it_publishes() {
        JsonNode document = document(owner());
        JsonNode part = document.at("/components/schemas/Public.indicator/properties");
        assertThat(part.has("unit")).isTrue();
        assertThat(part.has("source")).isFalse();
        assertThat(document.at("/components/schemas/Public.indicator.full/properties")
                        .has("source"))
                .isTrue();
        assertThat(document.at(
                                "/paths/~1api~1public~1indicator~1last-value~1{id}/get/responses/200/content/application~1json/schema/properties/value/anyOf/0/properties/date/format")
                        .asText())
                .isEqualTo("date");
        assertThat(reading("\"id\"", "id>0")
                        .byPassword()
                        .get("/openapi.json")
                        .is(200)
                        .text())
                .contains("/api/public/{module}/list")
                .doesNotContain("indicator");
    }

    /** A thousand times each, while views come and go and every document has to be made anew. */
    @Test
    void two_callers_at_the_same_time_see_each_his_own() throws Exception {
        Someone one = reading("\"id\",\"nom\"", "id>0");
        owner().patch("/api/v1/users/" + one.id(), "{\"rateLimit\":1000000}").is(200);
        Client narrow = one.byKey("{\"data\":\"r\"}");
        Client wide = Client.byKey();
        try (ExecutorService together = Executors.newFixedThreadPool(8)) {
            for (int round = 0; round < ROUNDS; round++) {
                String view = "ronde-" + round;
                owner().post(
                                "/api/v1/views",
                                "{\"id\":%d,\"key\":\"%s\",\"table\":\"clients\"}".formatted(5000 + round, view))
                        .is(201);
                List<Callable<byte[]>> asked = IntStream.range(0, 2 * AT_ONCE)
                        .mapToObj(i -> (Callable<byte[]>) () -> (i % 2 == 0 ? narrow : wide)
                                .get("/openapi.json")
                                .is(200)
                                .bytes())
                        .toList();
                var answers = together.invokeAll(asked);
                byte[] little = answers.get(0).get();
                byte[] much = answers.get(1).get();
                for (int i = 0; i < answers.size(); i++) {
                    assertThat(Arrays.equals(answers.get(i).get(), i % 2 == 0 ? little : much))
                            .isTrue();
                }
                assertThat(new String(little))
                        .contains(view, "/api/clients/{id}")
                        .doesNotContain("tickets", "/api/v1/users");
                assertThat(new String(much)).contains(view, "/api/tickets/{id}", "/api/v1/users");
                owner().delete("/api/v1/views/" + (5000 + round)).is(204);
            }
        }
    }
}
