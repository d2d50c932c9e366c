package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** wire.md §1: under a domain whose errors are empty, some refusals have no body; everything else is as without it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class DomainsTest {

    private final Client client = Client.byKey();

    @ParameterizedTest
    @CsvSource({"/itcare/api/clients/999999,404", "/itcare/nosuch,404", "/itcare/api/list/nosuch/,404"})
    void itcare_hides_why(String path, int status) {
        assertEmpty(client.get(path), status);
    }

    @Test
    void itcare_hides_why_a_credential_is_refused() {
        Answer unknown = Client.nobody().get("/itcare/api/clients");
        assertEmpty(unknown, 401);
        assertThat(unknown.header("WWW-Authenticate")).contains("Basic").contains("Bearer");
        assertEmpty(Client.as("guest").get("/itcare/api/clients"), 403);
    }

    @Test
    void itcare_hides_a_conflict_and_what_does_not_hold_together() {
        String name = "srv" + UUID.randomUUID();
        client.post("/itcare/api/instances", "{\"name\":\"" + name + "\"}").is(201);
        assertEmpty(client.post("/itcare/api/instances", "{\"name\":\"" + name + "\"}"), 409);
        assertEmpty(client.post("/itcare/api/tickets", "{\"subject\":\"x\",\"project\":999999}"), 422);
    }

    @ParameterizedTest
    @CsvSource({"/itcare/api/instances?nosuch=1,400", "/itcare/api/instances?limit=0,400"})
    void itcare_says_what_a_client_can_mend(String path, int status) {
        Answer refused = client.get(path).is(status);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.reason()).isNotEmpty();
    }

    @Test
    void itcare_tells_methods_and_types() {
        assertThat(client.send("FOO", "/itcare/api/instances", null).is(405).reason())
                .isNotEmpty();
        assertThat(client.with("Accept", "image/png")
                        .get("/itcare/api/instances")
                        .is(406)
                        .reason())
                .isNotEmpty();
        assertThat(client.with("Content-Type", "image/png")
                        .post("/itcare/api/instances", "{}")
                        .is(415)
                        .reason())
                .isNotEmpty();
    }

    @Test
    void another_domain_explains_itself() {
        assertThat(client.get("/ddenterpriseapi/api/clients/999999").is(404).reason())
                .isNotEmpty();
        assertThat(Client.nobody()
                        .get("/ddenterpriseapi/api/list/clients")
                        .is(401)
                        .text())
                .isEqualTo("{\"msg\":\"Invalid API key.\"}");
    }

    @Test
    void a_place_keeps_the_domain_that_it_was_asked_by() {
        String body = "{\"name\":\"srv" + UUID.randomUUID() + "\"}";
        assertThat(client.post("/itcare/api/instances", body).is(201).header("Location"))
                .matches("http://localhost:\\d+/itcare/api/instances/\\d+");
        assertThat(client.get("/itcare/api/instances?limit=1").is(200).header("Link"))
                .matches("<http://localhost:\\d+/itcare/api/instances\\?limit=1&cursor=[^>]+>; rel=\"next\"");
    }

    private static void assertEmpty(Answer answer, int status) {
        answer.is(status);
        assertThat(answer.bytes()).as("body").isEmpty();
        assertThat(answer.header("Content-Type")).isEmpty();
        assertThat(answer.header("X-Request-Id")).isNotEmpty();
    }
}
