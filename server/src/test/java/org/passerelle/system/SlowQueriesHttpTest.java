package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** {@code GET /api/v1/system/slow-queries}, on a server that takes every statement for a slow one. */
@QuarkusTest
@WithTestResource(value = DemoHouse.class, initArgs = @ResourceArg(name = "slowQueries", value = "PT0S"))
class SlowQueriesHttpTest {

    private static final String PATH = "/api/v1/system/slow-queries";

    @Test
    void a_slow_statement_is_told_without_its_values_and_with_its_request() {
        Answer list = Client.byKey()
                .with("advancedSearch", "nom|contain|CANARY|")
                .get("/api/list/clients/")
                .is(200);
        JsonNode slow = Client.byKey()
                .get(PATH)
                .is(200)
                .json()
                .valueStream()
                .filter(query -> query.path("requestId").asText().equals(list.header("X-Request-Id")))
                .findFirst()
                .orElseThrow();
        assertThat(slow.path("connection").asText()).isEqualTo("demo");
        assertThat(slow.path("statement").asText())
                .containsIgnoringCase("select")
                .doesNotContainIgnoringCase("canary");
        assertThat(slow.path("millis").isIntegralNumber()).isTrue();
        Client.as("user").get(PATH).is(403);
    }
}
