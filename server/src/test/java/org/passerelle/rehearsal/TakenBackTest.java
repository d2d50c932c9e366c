package org.passerelle.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;

/** What GET shows may be sent back by PUT, wherever an address has both, and changes nothing. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@TestProfile(TakenBackTest.Alone.class)
class TakenBackTest {

    /** A server of its own, which nobody else changes meanwhile. */
    public static class Alone implements QuarkusTestProfile {}

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    /** Things whose examples name what the demo has not. */
    private static final Map<String, String> GOOD = Map.of(
            "/api/v1/roles",
            "{\"id\":\"walk\",\"name\":\"Walk\"}",
            "/api/v1/profiles",
            "{\"id\":\"walk\",\"name\":\"Walk\"}",
            "/api/v1/rolegroupacls",
            "{\"id\":\"walk\",\"role\":\"walk\",\"groupacls\":[]}",
            "/api/v1/webhooks",
            "{\"url\":\"http://127.0.0.1:9/in\",\"events\":[\"EVENT1\"],\"active\":false}",
            "/api/v1/system/tasks",
            "{\"name\":\"walk\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":30}}");

    /** What the demo has none of is made first, from the document's examples. */
    private static final List<String> MADE_FIRST = List.of(
            "/api/v1/roles",
            "/api/v1/profiles",
            "/api/v1/groupacls",
            "/api/v1/rolegroupacls",
            "/api/v1/users",
            "/api/v1/views",
            "/api/v1/events",
            "/api/v1/auth/apikeys",
            "/api/v1/webhooks",
            "/api/v1/reports",
            "/api/v1/clients",
            "/api/v1/client-requests",
            "/api/v1/system/tasks");

    /** What a PUT at the same address is for: not to give back what GET shows. */
    private static final Set<String> ANOTHER_THING = Set.of("/api/v1/auth/second-factor");

    /** Members that go on by themselves. */
    private static final List<String> RESTLESS = List.of("lines", "verified", "lastSeen", "lastLogin");

    @Inject
    Operations operations;

    private final Client owner = Client.as("owner");

    @Test
    void what_GET_shows_may_be_sent_back_by_PUT_and_changes_nothing() {
        JsonNode paths = owner.get("/openapi.json?all=true").is(200).json().path("paths");
        MADE_FIRST.forEach(path -> make(path, paths));
        var wrong = new ArrayList<String>();
        Set<String> both = both();
        for (String template : both) {
            String path = path(template);
            Answer shown = owner.get(path);
            Answer back = owner.with("Dry-Run", "true").put(path, shown.text());
            if (shown.status() != 200
                    || back.status() != 200
                    || !still(back.json()).equals(still(shown.json()))) {
                wrong.add(path + " shows " + shown + " and takes it back with " + back);
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(both)
                .contains("/api/v1/system/audit", "/api/v1/system/scheduler", "/api/v1/settings", "/api/v1/users/{id}");
    }

    private Set<String> both() {
        Set<String> readable = paths(Method.GET);
        Set<String> both = new TreeSet<>(paths(Method.PUT));
        both.retainAll(readable);
        both.removeAll(ANOTHER_THING);
        return both;
    }

    private Set<String> paths(Method method) {
        return operations.all().stream()
                .filter(operation -> operation.method() == method)
                .map(Operation::path)
                .collect(Collectors.toSet());
    }

    private static JsonNode still(JsonNode shown) {
        return shown instanceof ObjectNode object ? object.deepCopy().without(RESTLESS) : shown;
    }

    private void make(String path, JsonNode paths) {
        JsonNode media = paths.path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json");
        String body = GOOD.getOrDefault(path, media.path("example").toString());
        assertThat(owner.post(path, body).status()).isLessThan(500);
    }

    /** With the names of things that are there. */
    private String path(String template) {
        Matcher names = IN_PATH.matcher(template);
        var path = new StringBuilder();
        while (names.find()) {
            String collection = template.substring(0, names.start() - 1);
            names.appendReplacement(path, Matcher.quoteReplacement(thing(names.group(1), collection)));
        }
        return names.appendTail(path).toString();
    }

    private String thing(String name, String collection) {
        return switch (name) {
            case "table", "resource", "view" -> "commandes";
            default -> collection.contains("{") ? "1" : last(collection);
        };
    }

    /** The last of a collection, which is one that was made here where there is more than one. */
    private String last(String collection) {
        JsonNode list = owner.get(collection).is(200).json();
        JsonNode one = list.get(list.size() - 1);
        return Client.encode(
                one.has("id") ? one.path("id").asText() : one.path("name").asText());
    }
}
