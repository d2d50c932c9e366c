package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.gate.Inside;
import org.passerelle.http.Soon;

/** What cannot be undone is rehearsed before: the console tells what would happen, nothing has happened, and only the button does it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class GraveActsTest {

    private static final String ID = "g" + UUID.randomUUID();

    @Inject
    Inside inside;

    @Inject
    Catalogue catalogue;

    /** One thing to remove of each kind: where it is made, and of what; answered with its id. */
    private static final Map<String, UnaryOperator<String>> MADE = Map.ofEntries(
            Map.entry("users", id -> made("/api/v1/users", "{\"id\":\"%s\"}", id)),
            Map.entry("roles", id -> made("/api/v1/roles", "{\"id\":\"%s\",\"name\":\"x\"}", id)),
            Map.entry("profiles", id -> made("/api/v1/profiles", "{\"id\":\"%s\",\"name\":\"x\"}", id)),
            Map.entry("groupacls", id -> made("/api/v1/groupacls", "{\"id\":\"%s\",\"name\":\"x\"}", id)),
            Map.entry(
                    "rolegroupacls",
                    id -> made("/api/v1/rolegroupacls", "{\"id\":\"%s\",\"role\":\"" + role() + "\"}", id)),
            Map.entry("apikeys", id -> made("/api/v1/auth/apikeys", "{\"name\":\"%s\"}", id)),
            Map.entry(
                    "clients",
                    id -> made(
                            "/api/v1/clients",
                            "{\"id\":\"%s\",\"name\":\"x\",\"grants\":[\"client_credentials\"],\"scopes\":[\"data:r\"]}",
                            id)),
            Map.entry("client-requests", GraveActsTest::request),
            Map.entry(
                    "connections",
                    id -> made(
                            "/api/v1/connections",
                            "{\"id\":\"%s\",\"name\":\"x\",\"type\":\"h2\",\"url\":\"jdbc:h2:mem:grave\"}",
                            id)),
            Map.entry("views", id -> made("/api/v1/views", "{\"title\":\"%s\",\"table\":\"clients\"}", id)),
            Map.entry(
                    "webhooks",
                    id -> made(
                            "/api/v1/webhooks",
                            "{\"url\":\"http://127.0.0.1:9/%s\",\"events\":[\"record.deleted\"]}",
                            id)),
            Map.entry("events", id -> made("/api/v1/events", "{\"name\":\"%s\"}", id)),
            Map.entry(
                    "tasks",
                    id -> made(
                            "/api/v1/system/tasks",
                            "{\"id\":\"%s\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":9}}",
                            id)),
            Map.entry("reports", id -> made("/api/v1/reports", "{\"name\":\"%s\",\"view\":\"clients\"}", id)),
            Map.entry("sessions", id -> session()));

    private static String made(String path, String body, String id) {
        var thing = Client.as("owner").post(path, body.formatted(id)).is(201).json();
        return thing.path(thing.has("id") ? "id" : "name").asText();
    }

    private static String role() {
        return made("/api/v1/roles", "{\"id\":\"%s\",\"name\":\"x\"}", "r" + UUID.randomUUID());
    }

    private static String request(String name) {
        return made(
                "/api/v1/client-requests",
                "{\"name\":\"%s\",\"organisation\":\"x\",\"purpose\":\"x\",\"scopes\":[\"data:r\"]}",
                name);
    }

    private static String session() {
        AtConsole.as("guest");
        return Client.as("owner")
                .get("/api/v1/sessions")
                .is(200)
                .json()
                .valueStream()
                .filter(session -> session.path("user").asText().equals("guest"))
                .map(session -> session.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** Actions end by themselves, and stay; seats need a licence (LicencePagesTest). */
    private static final Set<String> OTHERWISE = Set.of("actions", "license");

    @Test
    void every_removal_is_tried_here() {
        assertThat(Collections.ALL.stream()
                        .filter(collection ->
                                inside.operation(collection.verbs().remove()).isPresent())
                        .map(Collection::id)
                        .filter(id -> !OTHERWISE.contains(id))
                        .collect(Collectors.toSet()))
                .isEqualTo(MADE.keySet());
    }

    static Stream<String> removable() {
        return MADE.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("removable")
    void a_removal_is_rehearsed_and_only_the_button_does_it(String collection) {
        var owner = AtConsole.as("owner");
        String thing = "/console/" + collection + "/" + MADE.get(collection).apply(ID);
        assertThat(owner.reading().get(thing).is(200).text()).contains("href=\"" + thing + "/remove\"");
        Answer told = owner.reading().get(thing + "/remove").is(200);
        assertThat(told.text()).contains("btn-danger", "Dry-Run: true", "href=\"" + thing + "\"");
        owner.reading().get(thing).is(200);
        owner.post(thing + "/remove", "").is(303);
        owner.reading().get(thing).is(404);
    }

    static Stream<String> rotated() {
        return Stream.of("apikeys", "clients", "webhooks");
    }

    @ParameterizedTest
    @MethodSource("rotated")
    void a_secret_is_renewed_only_by_the_button(String collection) {
        var owner = AtConsole.as("owner");
        String thing = "/console/" + collection + "/" + MADE.get(collection).apply("n" + UUID.randomUUID());
        String told = owner.reading().get(thing + "/do/rotate").is(200).text();
        assertThat(told).contains("btn-danger").doesNotContain("class=\"secret\"");
        assertThat(owner.post(thing + "/do/rotate", "").is(200).text()).contains("class=\"secret\"");
    }

    @Test
    void an_action_that_goes_on_is_cancelled_only_by_the_button() {
        String path = Client.as("owner")
                .with("Prefer", "respond-async")
                .post("/api/v1/reports/" + MADE.get("reports").apply("a" + UUID.randomUUID()) + "/run", "")
                .is(202)
                .header("Location")
                .replaceFirst("^https?://[^/]+", "");
        Soon.atLast("the action has ended", () -> is(path, "SUCCESS"));
        long id = Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
        catalogue.change(unit -> unit.run(
                "UPDATE action SET status = 'IN_PROGRESS', completed = NULL WHERE id = ?", id)); // nobody works at it
        var owner = AtConsole.as("owner");
        assertThat(owner.reading()
                        .get("/console/actions/" + id + "/remove")
                        .is(200)
                        .text())
                .contains("btn-danger");
        assertThat(isCancelled(id)).isFalse();
        owner.post("/console/actions/" + id + "/remove", "").is(303);
        assertThat(isCancelled(id)).isTrue();
    }

    private boolean isCancelled(long action) {
        return catalogue
                .one(row -> row.flag("cancelled"), "SELECT cancelled FROM action WHERE id = ?", action)
                .orElseThrow();
    }

    private static boolean is(String action, String status) {
        return Client.as("owner")
                .get(action)
                .is(200)
                .json()
                .path("status")
                .asText()
                .equals(status);
    }

    @Test
    void a_request_is_refused_for_a_reason_that_is_asked_for() {
        var owner = AtConsole.as("owner");
        String id = request("q" + UUID.randomUUID());
        String deed = "/console/client-requests/" + id + "/do/refuse";
        assertThat(owner.reading().get(deed).is(200).text())
                .contains("name=\"reason\"")
                .doesNotContain("btn-danger");
        assertThat(owner.reading().get(deed + "?reason=").is(400).text()).contains("invalid-feedback");
        assertThat(owner.reading()
                        .get(deed + "?reason=Nobody+knows+them")
                        .is(200)
                        .text())
                .contains("btn-danger", "value=\"Nobody knows them\"");
        assertThat(status(id)).isEqualTo("PENDING");
        owner.post(deed, "reason=Nobody+knows+them").is(200);
        assertThat(status(id)).isEqualTo("REFUSED");
    }

    private static String status(String request) {
        return Client.as("owner")
                .get("/api/v1/client-requests/" + request)
                .is(200)
                .json()
                .path("status")
                .asText();
    }
}
