package org.passerelle.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** A database of the fixtures behind the server: a connection, and its tables opened as {@code <id>_<table>}. */
public record Opened(Http http, String id, Database database) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Adds the connection and opens all its tables. */
    public static Opened of(Http http, Database database) {
        return of(http, database, Map.of());
    }

    /** @param more members of the connection: {@code readOnly}, {@code rowCap}, {@code url} … */
    public static Opened of(Http http, Database database, Map<String, Object> more) {
        String id = database.type() + COUNT.incrementAndGet();
        http.expect(201, "POST", "/api/v1/connections", connection(database, id, more));
        var opened = new Opened(http, id, database);
        opened.openAll();
        return opened;
    }

    /** The body that adds a connection. */
    public static Map<String, Object> connection(Database database, String id, Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("id", id);
        body.put("name", id);
        body.put("url", url(database));
        if (!database.user().isEmpty()) {
            body.put("user", database.user());
            body.put("password", database.password());
        }
        body.putAll(more);
        return body;
    }

    /** As the server allows it: SQLite's settings are the server's own. */
    private static String url(Database database) {
        return database.engine() == Engine.SQLITE ? "jdbc:sqlite:" + database.file() : database.jdbcUrl();
    }

    public Engine engine() {
        return database.engine();
    }

    /** The public name of a table; a chosen one has no spaces. */
    public String name(String table) {
        return id + "_" + table.replace(' ', '_');
    }

    /** {@code /api/sqlite1_Track}, {@code /api/sqlite1_Track/7}. */
    public String resource(String table, Object... key) {
        var path = new StringBuilder("/api/").append(Http.encoded(name(table)));
        for (int i = 0; i < key.length; i++) {
            String part = String.valueOf(key[i]);
            path.append(i == 0 ? '/' : ',').append(Http.encoded(key.length == 1 ? part : part.replace("%", "%25")));
        }
        return path.toString();
    }

    public List<JsonNode> tables() {
        return http.expect(200, "GET", "/api/v1/tables?connection=" + id, null)
                .json()
                .valueStream()
                .toList();
    }

    private void openAll() {
        for (JsonNode next = unnamed(); next != null; next = unnamed()) {
            String schema = next.path("schema").asText();
            boolean plain = schema.isEmpty() || schema.equalsIgnoreCase("public");
            String name = (plain ? "" : schema + "_") + next.path("table").asText();
            http.expect(
                    200,
                    "PUT",
                    "/api/v1/tables/" + Http.encoded(next.path("name").asText()),
                    Map.of("name", name(name), "open", true));
        }
    }

    /** One after the other, because a table may lose its name to another until it has been given its own. */
    private JsonNode unnamed() {
        return tables().stream()
                .filter(table -> !table.path("name").asText().startsWith(id + "_"))
                .findFirst()
                .orElse(null);
    }

    public void refresh() {
        http.expect(200, "POST", "/api/v1/connections/" + id + "/refresh", null);
    }

    /** Removes the connection; the database stays. */
    public void remove() {
        http.expect(204, "DELETE", "/api/v1/connections/" + id, null);
    }
}
