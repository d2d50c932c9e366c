package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;
import org.passerelle.outgoing.Receiver;

/** Webhooks at the console: what became of each telling, and telling it again; headers that are hidden for ever. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class DeliveryPagesTest {

    private static final String HIDDEN = "a-value-that-nobody-reads-again";

    private static Client owner() {
        return Client.as("owner");
    }

    private static JsonNode deliveries(String hook) {
        return owner().get("/api/v1/webhooks/" + hook + "/deliveries").is(200).json();
    }

    private static String hook(String url, String event) {
        return owner().post("/api/v1/webhooks", "{\"url\":\"" + url + "\",\"events\":[\"" + event + "\"]}")
                .is(201)
                .json()
                .path("id")
                .asText();
    }

    private static String event() {
        String name = "E" + UUID.randomUUID();
        owner().post("/api/v1/events", "{\"name\":\"" + name + "\"}").is(201);
        return name;
    }

    @Test
    void one_attempt_or_all_of_them_are_told_again_and_how_many_is_said_before() throws Exception {
        String event = event();
        try (Receiver receiver = Receiver.saying(204)) {
            String hook = hook(receiver.url(), event);
            String log = "/console/webhooks/" + hook + "/deliveries";
            var console = AtConsole.as("owner");
            assertThat(console.reading()
                            .get("/console/webhooks/" + hook)
                            .is(200)
                            .text())
                    .contains("href=\"" + log + "\"");
            assertThat(console.reading().get(log).is(200).text()).contains("/do/ping");
            owner().post("/api/v1/events/" + event + "/fire", "{}").is(202);
            String id = receiver.next().headers().get("webhook-id");
            Soon.atLast("the attempt is logged", () -> deliveries(hook).size() == 1);

            String attempt = deliveries(hook).path(0).path("id").asText();
            assertThat(console.reading().get(log).is(200).text()).contains(event, log + "/one/" + attempt);
            assertThat(console.reading().get(log + "?as=csv").is(200).text()).contains(event);
            assertThat(console.reading().get(log + "/one/" + attempt).is(200).text())
                    .contains(event, id, "204");
            console.post(log + "/one/" + attempt, "").is(200);
            assertThat(receiver.next().headers()).containsEntry("webhook-id", id);
            Soon.atLast("the second attempt is logged", () -> deliveries(hook).size() == 2);

            assertThat(console.reading()
                            .get(log + "/again?status=failed")
                            .is(200)
                            .text())
                    .contains("messages&quot; : 0");
            assertThat(console.reading()
                            .get(log + "/again?status=delivered&from=2000-01-01T00:00&to=")
                            .is(200)
                            .text())
                    .contains("name=\"from\" value=\"2000-01-01T00:00:00\"", "messages&quot; : 1");
            assertThat(deliveries(hook)).hasSize(2);
            console.post(log + "/again", "status=delivered&from=2000-01-01T00:00:00")
                    .is(303);
            assertThat(receiver.next().headers()).containsEntry("webhook-id", id);
            owner().delete("/api/v1/webhooks/" + hook).is(204);
        }
    }

    @Test
    void a_webhook_that_fails_stands_on_the_home_page_with_the_way_to_its_log() throws Exception {
        String event = event();
        try (Receiver receiver = Receiver.saying(500)) {
            String hook = hook(receiver.url(), event);
            owner().post("/api/v1/events/" + event + "/fire", "{}").is(202);
            Soon.atLast("the attempt is logged", () -> !deliveries(hook).isEmpty());
            Soon.atLast(
                    "the home page tells of it",
                    () -> AtConsole.as("owner")
                            .reading()
                            .get("/console")
                            .text()
                            .contains("/console/webhooks/" + hook + "/deliveries"));
            owner().delete("/api/v1/webhooks/" + hook).is(204);
        }
    }

    @Test
    void a_header_that_was_hidden_is_never_shown_again_and_stays_when_it_is_left_empty() throws Exception {
        String event = event();
        try (Receiver receiver = Receiver.saying(204)) {
            var console = AtConsole.as("owner");
            String form = "events=" + event + "&active=true&bulk=each&url=" + Client.encode(receiver.url());
            String made = console.post(
                            "/console/new/webhooks",
                            form + "&basic.user=planradar&basic.password=p4ss-w0rd"
                                    + "&headers.name=X-Hidden&headers.value=" + HIDDEN + "&headers.hidden=true"
                                    + "&headers.name=X-Shown&headers.value=yes&headers.hidden=false"
                                    + "&headers.name=&headers.value=&headers.hidden=false")
                    .is(200)
                    .text();
            String hook = made.replaceAll("(?s).*href=\"/console/webhooks/([^\"/]+)\".*", "$1");
            String page =
                    console.reading().get("/console/webhooks/" + hook).is(200).text();
            assertThat(page)
                    .contains("value=\"X-Hidden\"", "value=\"X-Shown\"", "aria-pressed=\"true\"")
                    .doesNotContain(HIDDEN, "p4ss-w0rd");

            console.post(
                            "/console/webhooks/" + hook,
                            form + "&basic.user=planradar&basic.password="
                                    + "&headers.name=X-Hidden&headers.value=&headers.hidden=true")
                    .is(303);
            owner().post("/api/v1/events/" + event + "/fire", "{}").is(202);
            var letter = receiver.next();
            assertThat(letter.headers().get("x-hidden")).isEqualTo(HIDDEN);
            assertThat(letter.headers()).doesNotContainKey("x-shown");
            assertThat(letter.headers().get("authorization")).startsWith("Basic ");
            owner().delete("/api/v1/webhooks/" + hook).is(204);
        }
    }
}
