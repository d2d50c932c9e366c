package org.passerelle.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Http;

/** Webhooks as their owner makes, shows, changes and removes them. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class WebhooksHttpTest {

    private static final String URL = "http://127.0.0.1:9/in";

    @Inject
    Catalogue catalogue;

    private static ObjectNode body() {
        return Hook.body(URL, "record.created");
    }

    private static Client.Answer post(ObjectNode body) {
        return Hook.owner().post(Hook.PATH, body.toString());
    }

    @Test
    void it_is_shown_as_it_was_written_but_for_its_secrets() {
        ObjectNode body = body().put("description", "tells the accounting")
                .put("ordered", true)
                .put("bulk", "list");
        body.putArray("tables").add("tickets");
        body.putObject("basic").put("user", "planradar").put("password", "p4ss-w0rd");
        body.putArray("headers").addObject().put("name", "X-Shown").put("value", "yes");
        body.withArray("headers")
                .addObject()
                .put("name", "X-Hidden")
                .put("value", "canary-hidden")
                .put("hidden", true);
        Client.Answer made = post(body).is(201);
        JsonNode hook = made.json();
        assertThat(hook.path("secret").asText()).startsWith("whsec_");
        String path = Hook.PATH + "/" + hook.path("id").asText();
        assertThat(made.header("Location")).endsWith(path);
        JsonNode shown = Hook.owner().get(path).is(200).json();
        assertThat(shown.path("secret").isNull()).isTrue();
        assertThat(shown.path("tables")).isEqualTo(Http.parse("[\"tickets\"]"));
        assertThat(shown.path("basic")).isEqualTo(Http.parse("{\"user\":\"planradar\"}"));
        assertThat(shown.path("headers"))
                .isEqualTo(Http.parse("[{\"name\":\"X-Shown\",\"value\":\"yes\",\"hidden\":false},"
                        + "{\"name\":\"X-Hidden\",\"value\":null,\"hidden\":true}]"));
        assertThat(shown.path("ordered").asBoolean()).isTrue();
        assertThat(shown.path("bulk").asText()).isEqualTo("list");
        assertThat(made.text() + Hook.owner().get(Hook.PATH).is(200).text())
                .doesNotContain("canary-hidden", "p4ss-w0rd");
        String kept = catalogue
                .all(
                        row -> row.text("headers") + row.text("basic_sealed") + row.text("secret"),
                        "SELECT headers, basic_sealed, secret FROM webhook WHERE id = ?",
                        hook.path("id").asText())
                .toString();
        assertThat(kept).contains("X-Hidden").doesNotContain("canary-hidden", "p4ss-w0rd", "whsec_");
        Hook.owner().delete(path).is(204);
        Hook.owner().get(path).is(404);
    }

    @Test
    void what_was_read_may_be_written_back_and_keeps_its_secrets() {
        ObjectNode body =
                Hook.body(URL, Hook.event()); // one that nobody fires: nothing but the test changes the webhook
        body.putObject("basic").put("user", "u").put("password", "p");
        body.putArray("headers")
                .addObject()
                .put("name", "X-Hidden")
                .put("value", "v")
                .put("hidden", true);
        try (Hook hook = Hook.of(body)) {
            JsonNode shown = hook.show();
            hook.ask("PUT", "", shown.toString()).is(200);
            assertThat(hook.show()).isEqualTo(shown);
            assertThat(hook.ask("PATCH", "", "{\"description\":\"new\"}")
                            .is(200)
                            .json()
                            .path("basic")
                            .path("user")
                            .asText())
                    .isEqualTo("u");
            assertThat(hook.ask("PATCH", "", "{\"basic\":null,\"headers\":[]}")
                            .is(200)
                            .json()
                            .path("basic")
                            .isNull())
                    .isTrue();
            hook.ask("PATCH", "", "{\"basic\":{\"user\":\"u\"}}").is(400);
            hook.ask("PATCH", "", "{\"headers\":[{\"name\":\"X-Hidden\",\"hidden\":true}]}")
                    .is(400);
        }
    }

    @Test
    void it_belongs_to_owners_and_to_nobody_who_only_holds_the_right() {
        Client holder =
                Someone.with(List.of("webhooks:r", "webhooks:rw"), List.of()).byPassword();
        holder.get(Hook.PATH).is(403);
        holder.post(Hook.PATH, body().toString()).is(403);
        Client.as("admin").post(Hook.PATH, body().toString()).is(403);
        Client.nobody().get(Hook.PATH).is(401);
        try (Hook hook = Hook.of(body())) {
            for (String path : List.of("/deliveries", "/ping", "/redeliver", "/secret/rotate")) {
                String method = path.equals("/deliveries") ? "GET" : "POST";
                holder.send(method, Hook.PATH + "/" + hook.id() + path, null).is(403);
            }
        }
    }

    @Test
    void a_rehearsal_shows_no_secret_and_makes_nothing() {
        ObjectNode body = body().put("id", "rehearsed");
        JsonNode rehearsed = Hook.owner()
                .with("Dry-Run", "true")
                .post(Hook.PATH, body.toString())
                .is(201)
                .json();
        assertThat(rehearsed.path("secret").asText()).isEqualTo("dry-run");
        Hook.owner().get(Hook.PATH + "/rehearsed").is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/in",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fe80::1]/",
                "http://2130706433/",
                "http://0177.0.0.1/",
                "http://user:secret@127.0.0.1/",
                "ftp://127.0.0.1/",
                "nothing",
                ""
            })
    void an_address_that_may_not_be_called_is_refused_when_it_is_saved(String url) {
        Client.Answer refused = post(Hook.body(url, "record.created")).is(422);
        assertThat(refused.json().at("/errors/0/pointer").asText()).isEqualTo("/url");
        try (Hook hook = Hook.of(body())) {
            hook.ask("PATCH", "", Hook.body(url, "record.created").toString()).is(422);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"events":["record.created"]}                                                        | 400 | url
            {"url":"http://127.0.0.1/"}                                                          | 400 | events
            {"url":"http://127.0.0.1/","events":[]}                                              | 400 | events
            {"url":"http://127.0.0.1/","events":["record.eaten"]}                                | 422 | events
            {"url":"http://127.0.0.1/","events":["thing.*"]}                                     | 422 | events
            {"url":"http://127.0.0.1/","events":["*"],"tables":["nothing"]}                      | 422 | tables
            {"url":"http://127.0.0.1/","events":["*"],"basic":{"user":"u"}}                      | 400 | basic
            {"url":"http://127.0.0.1/","events":["*"],"basic":{"user":"u:v","password":"p"}}     | 400 | basic
            {"url":"http://127.0.0.1/","events":["*"],"headers":[{"name":"Host","value":"x"}]}   | 400 | headers
            {"url":"http://127.0.0.1/","events":["*"],"headers":[{"name":"webhook-id","value":"x"}]} | 400 | headers
            {"url":"http://127.0.0.1/","events":["*"],"headers":[{"name":"A B","value":"x"}]}    | 400 | headers
            {"url":"http://127.0.0.1/","events":["*"],"headers":[{"name":"X-A","value":"x\\r\\nY: z"}]} | 400 | headers
            {"url":"http://127.0.0.1/","events":["*"],"headers":[{"name":"X-A"}]}                | 400 | headers
            {"url":"http://127.0.0.1/","events":["*"],"bulk":"some"}                             | 400 | bulk
            {"url":"http://127.0.0.1/","events":["*"],"id":"a/b"}                                | 400 | id
            """)
    void what_cannot_be_is_refused_and_named(String body, int status, String member) {
        assertThat(Hook.owner()
                        .post(Hook.PATH, body)
                        .is(status)
                        .json()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/" + member);
    }

    @Test
    void an_id_is_taken_once() {
        try (Hook hook = Hook.of(body())) {
            post(body().put("id", hook.id())).is(409);
        }
    }
}
