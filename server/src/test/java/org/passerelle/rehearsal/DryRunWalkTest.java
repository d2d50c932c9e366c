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
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;

/**
 * Every writing operation that there is, rehearsed with a good body: what the server keeps is afterwards what it was. The bodies are the examples of the
 * document, and the things that they are about are those that the demo and this test have made.
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@TestProfile(DryRunWalkTest.Alone.class)
class DryRunWalkTest {

    /** A server of its own, which nobody else changes meanwhile. */
    public static class Alone implements QuarkusTestProfile {}

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
    private static final String ROW = "{\"cle\":\"walk\",\"num_commande\":\"w\"}";

    /** Bodies of what is about tables, which the document describes table by table. */
    private static final Map<String, String> BODIES = Map.of(
            "/api/items/{table}",
            "[" + ROW + "]",
            "/api/item/{table}/{id}",
            "{\"remarque\":\"walk\"}",
            "/api/{resource}",
            ROW,
            "/api/{resource}/{id}",
            ROW);

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

    @Inject
    Operations operations;

    private final Client owner = Client.as("owner");

    @Test
    void what_is_rehearsed_changes_nothing() {
        JsonNode paths = owner.get("/openapi.json?all=true").is(200).json().path("paths");
        MADE_FIRST.forEach(path -> made(paths, path));
        var refused = new TreeSet<String>();
        var wrong = new ArrayList<String>();
        int walked = 0;
        Dump before = Dump.of(DemoHouse.folder());
        for (Operation operation : operations.all()) {
            if (operation.dryRun() != DryRun.READS) {
                Answer answer = rehearsed(operation, paths);
                Dump after = Dump.of(DemoHouse.folder());
                before.differences(after).forEach(found -> wrong.add(operation.name() + " has changed " + found));
                before = after;
                walked++;
                if (answer.status() >= 300) {
                    refused.add(operation.name() + " " + answer);
                }
                if (answer.status() >= 500 || !answer.header("Dry-Run").equals("true")) {
                    wrong.add(operation.name() + " answers " + answer);
                }
            }
        }
        System.out.printf("%d operations rehearsed, %d of them refused:%n", walked, refused.size());
        refused.forEach(System.out::println);
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(40);
        assertThat(walked - refused.size()).as("bodies that are good").isGreaterThan(25);
    }

    /** What a PUT at the same address is for: not to give back what GET shows. */
    private static final Set<String> ANOTHER_THING = Set.of("/api/v1/auth/second-factor");

    /** Members that go on by themselves. */
    private static final List<String> RESTLESS = List.of("lines", "verified", "lastSeen", "lastLogin");

    @Test
    void what_GET_shows_may_be_sent_back_by_PUT_and_changes_nothing() {
        JsonNode paths = owner.get("/openapi.json?all=true").is(200).json().path("paths");
        MADE_FIRST.forEach(path -> made(paths, path));
        var readable = operations.all().stream()
                .filter(operation -> operation.method() == Method.GET)
                .map(Operation::path)
                .collect(java.util.stream.Collectors.toSet());
        var wrong = new ArrayList<String>();
        var given = new TreeSet<String>();
        for (Operation operation : operations.all()) {
            if (operation.method() == Method.PUT
                    && readable.contains(operation.path())
                    && !ANOTHER_THING.contains(operation.path())) {
                String path = path(operation.path());
                Answer shown = owner.get(path);
                Answer back = owner.with("Dry-Run", "true").put(path, shown.text());
                given.add(operation.path());
                if (shown.status() != 200
                        || back.status() != 200
                        || !still(back.json()).equals(still(shown.json()))) {
                    wrong.add(path + " shows " + shown + " and takes it back with " + back);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(given)
                .contains("/api/v1/system/audit", "/api/v1/system/scheduler", "/api/v1/settings", "/api/v1/users/{id}");
    }

    private static JsonNode still(JsonNode shown) {
        return shown instanceof ObjectNode object ? object.deepCopy().without(RESTLESS) : shown;
    }

    private void made(JsonNode paths, String path) {
        String body = GOOD.getOrDefault(path, example(paths.path(path).path("post")));
        assertThat(owner.post(path, body == null ? "{}" : body).status()).isLessThan(500);
    }

    private Answer rehearsed(Operation operation, JsonNode paths) {
        String template = operation.path().replace("/api/oauth2/", "/api/");
        JsonNode described =
                paths.path(operation.path()).path(operation.method().name().toLowerCase(java.util.Locale.ROOT));
        String body =
                operation.request().formats().isEmpty() || operation.method() == Method.DELETE && !isBulk(operation)
                        ? null
                        : BODIES.getOrDefault(template, example(described));
        Client client = owner.with("Dry-Run", "true");
        return body == null
                ? client.send(operation.method().name(), path(operation.path()), null)
                : client.with("Content-Type", "application/json")
                        .send(operation.method().name(), path(operation.path()), Client.bytes(body));
    }

    private static boolean isBulk(Operation operation) {
        return !operation.path().contains("{id}")
                || Set.of("roles", "acls", "groupacls")
                        .contains(operation.path().substring(operation.path().lastIndexOf('/') + 1));
    }

    private static String example(JsonNode operation) {
        JsonNode media = operation.path("requestBody").path("content").path("application/json");
        return media.has("example") ? media.path("example").toString() : null;
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
            case "table", "resource" -> "commandes";
            case "view" -> "commandes";
            default -> collection.matches("/api(/oauth2)?/(item/\\{table}|\\{resource})") ? "1" : first(collection);
        };
    }

    /** The last of a collection, which is one that was made here where there is more than one. */
    private String first(String collection) {
        if (collection.contains("{")) {
            return "0";
        }
        Answer list = owner.get(collection);
        if (list.status() != 200 || !list.json().isArray() || list.json().isEmpty()) {
            return "0";
        }
        JsonNode one = list.json().get(list.json().size() - 1);
        return Client.encode(
                one.has("id") ? one.path("id").asText() : one.path("name").asText("0"));
    }
}
