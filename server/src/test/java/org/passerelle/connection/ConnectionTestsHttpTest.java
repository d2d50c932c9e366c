package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;

/** A database is looked at before it is added: what it holds, or why it does not answer; and nothing is kept of that. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class ConnectionTestsHttpTest {

    private static final String PATH = "/api/v1/connection-test";

    private final Http http = Http.ofOwner();

    private static Map<String, Object> body(Database database) {
        boolean sqlite = database.engine() == Engine.SQLITE;
        var body = new HashMap<String, Object>();
        body.put("name", "looked at");
        body.put(
                "url",
                sqlite ? "jdbc:sqlite:" + database.file() : database.jdbcUrl().replaceFirst("\\?.*", ""));
        if (!sqlite) {
            body.put("user", database.user());
            body.put("password", database.password());
        }
        return body;
    }

    private JsonNode tested(Map<String, Object> body) {
        return http.expect(200, "POST", PATH, body).json();
    }

    private String refused(Map<String, Object> body) {
        JsonNode answer = tested(body);
        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isFalse();
        assertThat(answer.path("tables")).isEmpty();
        return answer.path("message").asText();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void its_tables_keys_and_relations_are_told_and_nothing_is_kept(Engine engine) {
        Database database = engine.fresh("looked");
        database.execute(
                "create table authors (id integer primary key, name varchar(40))",
                "create table books (id integer primary key, author integer, title varchar(40),"
                        + " foreign key (author) references authors (id))",
                "create table notes (text varchar(40))",
                "create view titles as select title from books");
        var before = http.get("/api/v1/connections").body();

        JsonNode answer = tested(body(database));

        assertThat(answer.path("ok").asBoolean()).as(answer.toString()).isTrue();
        assertThat(table(answer, "authors").path("key").get(0).asText()).isEqualToIgnoringCase("id");
        assertThat(table(answer, "books").path("columns").asInt()).isEqualTo(3);
        assertThat(table(answer, "books").path("references").get(0).asText()).containsIgnoringCase("authors");
        assertThat(table(answer, "books").path("warnings")).isEmpty();
        assertThat(table(answer, "notes").path("warnings").get(0).asText()).startsWith("It has no key");
        assertThat(table(answer, "titles").path("warnings").get(0).asText()).startsWith("It is a view");
        assertThat(http.get("/api/v1/connections").body()).isEqualTo(before);
    }

    private static JsonNode table(JsonNode answer, String name) {
        return answer.path("tables")
                .valueStream()
                .filter(table -> table.path("name").asText().matches("(?i)(.*\\.)?" + name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + answer));
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void why_a_server_does_not_answer_is_told(Engine engine) {
        Map<String, Object> good = body(engine.fresh("refused"));
        String url = good.get("url").toString();

        assertThat(refused(with(good, "user", "nobody-known")))
                .isEqualTo("The database refuses this user or password.");
        assertThat(refused(with(good, "url", url + "_gone")))
                .isEqualTo("The server has no database of that name, or not for this user.");
        assertThat(refused(with(good, "url", url.replaceFirst("//[^/]+/", "//nobody.invalid/"))))
                .isEqualTo("No host of that name is known.");
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_port_where_nobody_listens_is_told(Engine engine) throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(refused(Map.of("name", "x", "url", "jdbc:" + engine.type() + "://127.0.0.1:" + free + "/shop")))
                .isEqualTo("Nothing listens at that address.");
    }

    @Test
    void a_file_that_is_not_there_is_not_made() {
        Path file = Engine.SQLITE.fresh("absent").file().resolveSibling("absent.db");

        assertThat(refused(Map.of("name", "absent", "url", "jdbc:sqlite:" + file)))
                .startsWith("There is no such file");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_rehearsed_test_calls_nobody_and_a_wrong_body_is_refused() {
        JsonNode rehearsed = http.expect(
                        200,
                        "POST",
                        PATH,
                        Map.of("name", "x", "url", "jdbc:postgresql://nobody.invalid/x"),
                        "Dry-Run",
                        "true")
                .json();
        assertThat(rehearsed.path("message").asText()).isEqualTo("dry-run");

        assertThat(http.expect(400, "POST", PATH, Map.of("name", "x")).body()).contains("url");
        assertThat(http.expect(422, "POST", PATH, Map.of("name", "x", "url", "jdbc:sqlite:/etc/passwd"))
                        .body())
                .contains("data folder");
        assertThat(Files.exists(Path.of("/etc/passwd-journal"))).isFalse();
    }

    private static Map<String, Object> with(Map<String, Object> body, String member, Object value) {
        var other = new HashMap<>(body);
        other.put(member, value);
        return other;
    }
}
