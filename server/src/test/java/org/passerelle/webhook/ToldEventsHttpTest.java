package org.passerelle.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.KeyExpiring;
import org.passerelle.event.Family;
import org.passerelle.http.Http;
import org.passerelle.outgoing.Receiver;

/** Each built-in event, made by what makes it: its receiver holds what it is told against the document. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ToldEventsHttpTest {

    private static final Client ADMIN = Client.byKey();

    @Inject
    Catalogue catalogue;

    @Inject
    @All
    List<KeyExpiring.Listener> expiries;

    private final Map<String, JsonNode> told = new HashMap<>();

    @Test
    void each_is_told_as_the_document_says() throws InterruptedException {
        try (Receiver gone = Receiver.saying(410);
                Receiver all = Receiver.saying(200);
                Hook hook = Hook.of(all, "*");
                Hook dying = Hook.of(gone, "user.created")) {
            records();
            account();
            requests();
            keys();
            ADMIN.with("Prefer", "respond-async").get("/api/projects").is(202);
            hook.ask("POST", "/ping", null).is(202);
            while (!told.keySet().containsAll(Family.all())) {
                JsonNode message = Http.parse(new String(all.next().body(), StandardCharsets.UTF_8));
                told.put(message.path("event_name").asText(), message);
            }
            assertThat(told.get("webhook.disabled").at("/data/webhook").asText())
                    .isEqualTo(dying.id());
            assertThat(told.get("attachment.added").at("/data/attachment/name").asText())
                    .isEqualTo("a.txt");
            assertThat(told.get("record.updated").at("/data/before/subject").asText())
                    .isEqualTo("one");
        }
    }

    private static void records() {
        String ticket = ADMIN.post("/api/tickets", "{\"subject\":\"one\",\"status\":\"Open\"}")
                .is(201)
                .json()
                .path("id")
                .asText();
        String path = "/api/tickets/" + ticket;
        ADMIN.patch(path, "{\"subject\":\"two\"}").is(200);
        String form =
                "--f\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--f--\r\n";
        ADMIN.with("Content-Type", "multipart/form-data; boundary=f")
                .send("POST", path + "/attachments", Client.bytes(form))
                .is(201);
        ADMIN.delete(path).is(204);
    }

    private static void account() {
        String id = "u" + UUID.randomUUID();
        ADMIN.post("/api/v1/users", "{\"id\":\"" + id + "\",\"name\":\"Anne\"}").is(201);
        ADMIN.patch("/api/v1/users/" + id, "{\"name\":\"Anna\"}").is(200);
        ADMIN.delete("/api/v1/users/" + id).is(204);
    }

    private static void requests() {
        for (String decision : new String[] {"accept", "refuse"}) {
            String id = Client.as("user")
                    .post(
                            "/api/v1/client-requests",
                            "{\"name\":\"Compta\",\"organisation\":\"o\",\"purpose\":\"p\",\"permissions\":{\"data\":\"r\"}}")
                    .is(201)
                    .json()
                    .path("id")
                    .asText();
            ADMIN.post("/api/v1/client-requests/" + id + "/" + decision, "{\"reason\":\"Because\"}")
                    .is(200);
        }
    }

    private void keys() {
        var soon = new KeyExpiring("01j8kd", "compta", "user", "admin", Instant.now(), 3);
        catalogue.change(unit -> {
            expiries.forEach(listener -> listener.hear(unit, soon));
            return soon;
        });
    }
}
