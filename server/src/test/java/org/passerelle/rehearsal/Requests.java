package org.passerelle.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.Client;
import org.passerelle.Client.Answer;

/**
 * By the names of operations requests that succeed, in an order in which they may be made for real: what one of them takes away, those before it need.
 * What they are about is made here.
 */
final class Requests {

    private static final String JSON = "application/json";

    private final Map<String, Request> all = new LinkedHashMap<>();
    private final LinkedHashMap<String, Request> last = new LinkedHashMap<>();
    private final Client owner = Client.as("owner");

    /**
     * One of them.
     *
     * @param type of the body
     * @param body made when it is sent; null for none
     */
    record Request(
            Client who,
            String method,
            String path,
            String type,
            @Nullable Supplier<byte[]> body) {

        Answer send() {
            return send(who);
        }

        Answer rehearse() {
            return send(who.with("Dry-Run", "true"));
        }

        private Answer send(Client client) {
            return body == null
                    ? client.send(method, path, null)
                    : client.with("Content-Type", type).send(method, path, body.get());
        }
    }

    static String quoted(String text, Object... values) {
        return text.formatted(values).replace('\'', '"');
    }

    Client owner() {
        return owner;
    }

    /** In their order: what removes comes last, and what was made last is removed first. */
    Map<String, Request> all() {
        var whole = new LinkedHashMap<>(all);
        whole.putAll(last.reversed());
        return whole;
    }

    /** @param call method and path; @param body JSON with single quotes, or null */
    void add(String operation, String call, @Nullable String body) {
        add(operation, owner, call, body);
    }

    void add(String operation, Client who, String call, @Nullable String body) {
        all.put(operation, request(who, call, JSON, body == null ? null : () -> Client.bytes(quoted(body))));
    }

    /** For what takes something away that others need. */
    void addLast(String operation, String call, @Nullable String body) {
        addLast(operation, owner, call, body);
    }

    void addLast(String operation, Client who, String call, @Nullable String body) {
        last.put(operation, request(who, call, JSON, body == null ? null : () -> Client.bytes(quoted(body))));
    }

    void add(String operation, Client who, String call, String type, Supplier<byte[]> body) {
        all.put(operation, request(who, call, type, body));
    }

    private static Request request(Client who, String call, String type, @Nullable Supplier<byte[]> body) {
        int space = call.indexOf(' ');
        return new Request(who, call.substring(0, space), call.substring(space + 1), type, body);
    }

    /** Makes something for real. */
    JsonNode made(Client who, String path, String body) {
        Answer answer = who.post(path, quoted(body));
        if (answer.status() >= 300) {
            throw new AssertionError("POST " + path + " " + body + " answers " + answer);
        }
        return answer.json();
    }

    JsonNode made(String path, String body) {
        return made(owner, path, body);
    }

    /**
     * A collection: one is made for real, and there are requests to make another, to replace, change and remove the one.
     *
     * @param kind how its operations are called
     * @return the id of the one
     */
    String collection(String kind, String path, String one, String other, String change) {
        JsonNode made = made(path, one);
        String id = Objects.requireNonNullElse(
                made.path("id").textValue(), made.path("name").asText());
        add(kind + ".create", "POST " + path, other);
        add(kind + ".replace", "PUT " + path + "/" + id, change);
        add(kind + ".update", "PATCH " + path + "/" + id, change);
        addLast(kind + ".delete", "DELETE " + path + "/" + id, null);
        return id;
    }
}
