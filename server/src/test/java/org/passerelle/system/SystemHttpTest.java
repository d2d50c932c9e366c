package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Whether the server says how it is. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SystemHttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"/api/status", "/itcare/api/status", "/ddenterpriseapi/api/status/"})
    void the_status_needs_no_token(String path) {
        Answer answer = Client.nobody().get(path).is(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("UP");
        Instant time = OffsetDateTime.parse(
                        answer.json().path("time").asText(), DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx"))
                .toInstant();
        assertThat(time)
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plusSeconds(1));
    }

    @Test
    void the_status_may_be_had_in_xml() {
        Answer answer = Client.nobody()
                .with("Accept", "application/xml")
                .get("/api/status")
                .is(200);
        assertThat(answer.text()).contains("<status ", "<status>UP</status>");
    }

    @Test
    void it_stays_ready_while_a_business_database_is_away() {
        Client owner = Client.as("owner");
        owner.post(
                        "/api/v1/connections",
                        "{\"id\":\"away\",\"name\":\"away\",\"url\":\"jdbc:postgresql://127.0.0.1:1/x\"}")
                .is(201);
        try {
            Answer ready = Client.nobody().get("/health/ready").is(200);
            assertThat(ready.json().path("status").asText()).isEqualTo("UP");
            assertThat(ready.text()).contains("\"catalogue\"");
            Client.nobody().get("/health/live").is(200);
        } finally {
            owner.delete("/api/v1/connections/away").is(204);
        }
    }

    @Test
    void requests_are_counted_by_operation_and_not_by_path() {
        Client.byKey().get("/api/item/clients/1").is(200);
        String metrics = Client.nobody().get("/metrics").is(200).text();
        assertThat(metrics)
                .contains("passerelle_requests_seconds_count{operation=\"data.item\",status=\"200\"")
                .doesNotContain("http_server_requests", "/api/item");
    }
}
