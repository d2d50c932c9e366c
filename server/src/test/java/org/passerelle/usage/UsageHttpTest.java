package org.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Every call is counted once, by its key, its user and its operation, with the records that it read or wrote. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class UsageHttpTest {

    private static List<JsonNode> days(String query, String name) {
        JsonNode days = Client.as("owner").get("/api/v1/usage?" + query).is(200).json();
        return StreamSupport.stream(days.spliterator(), false)
                .filter(day -> day.path("name").asText().equals(name))
                .toList();
    }

    private static long sum(List<JsonNode> days, String member) {
        return days.stream().mapToLong(day -> day.path(member).asLong()).sum();
    }

    /** A call is counted once its answer is out, and so perhaps after the next question has come in. */
    private static void counts(String query, String name, String member, long atLeast) {
        Soon.atLast(member + " of " + name + " are counted", () -> sum(days(query, name), member) >= atLeast);
    }

    @Test
    void requests_refusals_and_records_are_counted_by_user_and_by_key() {
        Someone someone = Someone.with(List.of("data:r"), List.of());
        Client key = someone.byKey("{\"data\":\"r\"}");
        String id = someone.byPassword()
                .get("/api/v1/auth/apikeys")
                .json()
                .get(0)
                .path("id")
                .asText();
        key.get("/api/list/clients?rowPerPage=7").is(200);
        key.get("/api/clients?limit=5").is(200);
        key.with("Accept", "text/csv").get("/api/regions").is(200);
        key.get("/api/regions/11").is(200);
        key.get("/api/v1/users").is(403);
        key.get("/api/nothing").is(404);
        counts("by=key", id, "requests", 6);
        counts("by=user", someone.id(), "requests", 6 + 2); // and the two by password
        List<JsonNode> byKey = days("by=key", id);
        int regions = Client.byKey().get("/api/regions").is(200).json().size();
        assertThat(sum(byKey, "requests")).isEqualTo(6);
        assertThat(sum(byKey, "refusals")).isEqualTo(1);
        assertThat(sum(byKey, "rows")).isEqualTo(7 + 5 + regions + 1);
        assertThat(sum(days("by=user", someone.id()), "requests")).isEqualTo(6 + 2);
    }

    @Test
    void what_comes_in_is_counted_too_and_rehearsals_as_what_they_read() {
        Someone someone = Someone.with(List.of("data:rw"), List.of());
        Client rehearsing = someone.byPassword().with("Dry-Run", "true");
        rehearsing
                .post("/api/items/tickets", "[{\"cle\":\"1\",\"subject\":\"a\"},{\"cle\":\"2\",\"subject\":\"b\"}]")
                .is(200);
        rehearsing.patch("/api/tickets/1", "{\"subject\":\"c\"}").is(200);
        counts("by=user", someone.id(), "rows", 3);
        assertThat(sum(days("by=user", someone.id()), "rows")).isEqualTo(3);
    }

    @Test
    void operations_are_counted_whoever_used_them_and_days_are_bounds() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        long before = sum(days("by=operation", "status"), "requests");
        Client.nobody().get("/api/status").is(200);
        Client.nobody().get("/api/status").is(200);
        counts("by=operation", "status", "requests", before + 2);
        assertThat(sum(days("by=operation&from=2000-01-01&to=" + today.minusDays(2), "status"), "requests"))
                .isZero();
        long refusals = sum(days("by=operation", "users.list"), "refusals");
        Client.nobody().get("/api/v1/users").is(401);
        counts("by=operation", "users.list", "refusals", refusals + 1);
    }

    @Test
    void ones_own_call_is_found_by_its_request_id_and_nobody_elses() {
        Someone someone = Someone.with(List.of("data:r"), List.of());
        Answer answer = someone.byPassword().get("/api/clients?limit=3").is(200);
        String id = answer.header("X-Request-Id");
        Soon.atLast(
                "the call is known",
                () -> someone.byPassword().get("/api/v1/auth/calls/" + id).status() == 200);
        JsonNode call =
                someone.byPassword().get("/api/v1/auth/calls/" + id).is(200).json();
        assertThat(call.path("operation").asText()).isEqualTo("data.resource.list");
        assertThat(call.path("status").asInt()).isEqualTo(200);
        assertThat(call.path("rows").asInt()).isEqualTo(3);
        Client.as("owner").get("/api/v1/auth/calls/" + id).is(404);
        someone.byPassword().get("/api/v1/auth/calls/nothing").is(404);
    }

    @Test
    void ones_own_use_is_counted_for_whoever_asks_and_nobody_elses() {
        Someone someone = Someone.with(List.of("data:r"), List.of());
        Someone other = Someone.with(List.of("data:r"), List.of());
        other.byPassword().get("/api/clients?limit=2").is(200);
        someone.byPassword().get("/api/clients?limit=3").is(200);
        Soon.atLast("the call is counted", () -> own(someone, "").path("rows").asInt() == 3);
        assertThat(own(someone, "").path("name").asText()).isEqualTo("data.resource.list");
        assertThat(own(someone, "?by=user").path("name").asText()).isEqualTo(someone.id());
        someone.byPassword().get("/api/v1/usage").is(403);
        someone.byPassword().get("/api/v1/auth/usage?by=table").is(400);
        Client.nobody().get("/api/v1/auth/usage").is(401);
    }

    /** The first line, of which there may be others for the counting itself. */
    private static JsonNode own(Someone someone, String query) {
        return someone.byPassword()
                .get("/api/v1/auth/usage" + query)
                .is(200)
                .json()
                .valueStream()
                .filter(day -> day.path("rows").asInt() > 0)
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"by=table", "from=yesterday", "to=2026-13-01"})
    void what_is_not_understood_is_400(String query) {
        Client.as("owner").get("/api/v1/usage?" + query).is(400);
    }

    @Test
    void use_is_told_to_those_who_may_read_the_system() {
        Someone.with(List.of("users:rw", "data:rw"), List.of())
                .byPassword()
                .get("/api/v1/usage")
                .is(403);
        Someone.with(List.of("system:r"), List.of())
                .byPassword()
                .get("/api/v1/usage")
                .is(200);
    }
}
