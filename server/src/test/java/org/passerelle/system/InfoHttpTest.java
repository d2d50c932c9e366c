package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** {@code GET /api/v1/system/info} (wire.md §8; DigDash D14). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class InfoHttpTest {

    @Test
    void it_tells_what_runs_since_when_and_on_what() {
        JsonNode info = Client.byKey().get("/api/v1/system/info").is(200).json();
        assertThat(info.path("version").asText()).isNotBlank();
        assertThat(info.path("build").asText()).isNotBlank();
        assertThat(info.path("uptime").isIntegralNumber()).isTrue();
        assertThat(info.path("jvm").path("version").asText())
                .startsWith(Integer.toString(Runtime.version().feature()));
        assertThat(info.path("catalogue").path("product").asText()).matches("(SQLite|PostgreSQL) \\d+\\..*");
        assertThat(info.path("catalogue").path("status").asText()).isEqualTo("up");
        JsonNode demo = info.path("databases").path(0);
        assertThat(demo.path("id").asText()).isEqualTo("demo");
        assertThat(demo.path("product").asText()).startsWith("SQLite 3.");
        assertThat(demo.path("status").asText()).isEqualTo("up");
        assertThat(info.path("nodes"))
                .singleElement()
                .satisfies(node -> assertThat(node.path("version").asText())
                        .isEqualTo(info.path("version").asText()));
    }

    @Test
    void it_says_nothing_to_those_who_may_not_know() {
        Client.as("user").get("/api/v1/system/info").is(403);
        Client.nobody().get("/api/v1/system/info").is(401);
    }
}
