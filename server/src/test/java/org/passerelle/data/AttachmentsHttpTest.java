package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.access.Someone;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.http.Http;
import org.passerelle.http.Soon;

/** Files on records: in and out as they are, under the record's right, within bounds. */
@QuarkusTest
@WithTestResource(
        value = DemoHouse.class,
        initArgs = {@io.quarkus.test.common.ResourceArg(name = "attachmentBytes", value = "100000")})
@Tag("catalogue")
class AttachmentsHttpTest {

    @Inject
    Events events;

    @Inject
    Catalogue catalogue;

    private static String ticket() {
        return Client.byKey()
                .post("/api/tickets", "{\"subject\":\"s" + UUID.randomUUID() + "\",\"status\":\"Open\"}")
                .is(201)
                .json()
                .path("id")
                .asText();
    }

    private static String path(String ticket) {
        return "/api/tickets/" + ticket + "/attachments";
    }

    private static Answer send(Client client, String path, String name, String type, byte[] bytes) {
        String head = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: " + type + "\r\n\r\n";
        byte[] begin = head.getBytes(StandardCharsets.UTF_8);
        byte[] end = "\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[begin.length + bytes.length + end.length];
        System.arraycopy(begin, 0, body, 0, begin.length);
        System.arraycopy(bytes, 0, body, begin.length, bytes.length);
        System.arraycopy(end, 0, body, begin.length + bytes.length, end.length);
        return client.with("Content-Type", "multipart/form-data; boundary=frontier")
                .send("POST", path, body);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(7).nextBytes(noise);
        return noise;
    }

    private static long files() {
        try (var files = Files.list(data().resolve("attachments"))) {
            return files.count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path data() {
        return Path.of(ConfigProvider.getConfig().getValue("passerelle.data", String.class));
    }

    @Test
    void a_file_comes_back_as_it_was_sent() {
        String path = path(ticket());
        byte[] bytes = noise(90_000);
        Answer made = send(Client.byKey(), path, "photo d'été.jpg", "image/jpeg", bytes)
                .is(201);
        JsonNode shown = made.json();
        assertThat(shown.path("name").asText()).isEqualTo("photo d'été.jpg");
        assertThat(shown.path("type").asText()).isEqualTo("image/jpeg");
        assertThat(shown.path("size").asInt()).isEqualTo(90_000);
        assertThat(shown.path("createdBy").asText()).isEqualTo("admin");
        assertThat(Client.byKey().get(path).is(200).json()).isEqualTo(Http.parse("[" + shown + "]"));
        String one = path + "/" + shown.path("id").asText();
        assertThat(made.header("Location")).endsWith(one);
        Answer back = Client.byKey().get(one).is(200);
        assertThat(back.bytes()).isEqualTo(bytes);
        assertThat(back.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(back.header("Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''photo%20d%27%C3%A9t%C3%A9.jpg");
        assertThat(back.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(back.header("Content-Security-Policy")).startsWith("sandbox");
        long before = files();
        Client.byKey().delete(one).is(204);
        Client.byKey().get(one).is(404);
        assertThat(files()).isEqualTo(before - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd",
        "C:\\\\dir\\\\a.txt, a.txt",
        ".., file",
        "a.txt, a.txt",
    })
    void a_name_is_no_path(String name, String kept) {
        String path = path(ticket());
        assertThat(send(Client.byKey(), path, name, "text/plain", new byte[] {1})
                        .is(201)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo(kept);
    }

    @Test
    void what_is_too_long_or_of_a_type_that_is_not_taken_or_no_form_leaves_nothing() {
        String path = path(ticket());
        long before = files();
        send(Client.byKey(), path, "a.bin", "application/octet-stream", noise(100_001))
                .is(413);
        send(Client.byKey(), path, "a.bin", "application/octet-stream", noise(300_000))
                .is(413);
        send(Client.byKey(), path, "a.html", "text/html", noise(10)).is(415);
        Client.byKey().post(path, "{}").is(415);
        Client.byKey()
                .with("Content-Type", "multipart/form-data; boundary=frontier")
                .send("POST", path, Client.bytes("--frontier\r\nnothing"))
                .is(400);
        Client.byKey()
                .with("Content-Type", "multipart/form-data")
                .send("POST", path, Client.bytes("nothing"))
                .is(400);
        assertThat(Client.byKey().get(path).is(200).json()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_rehearsal_adds_and_takes_nothing() {
        String path = path(ticket());
        Client rehearsing = Client.byKey().with("Dry-Run", "true");
        long before = files();
        assertThat(send(rehearsing, path, "a.txt", "text/plain", noise(10))
                        .is(201)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("a.txt");
        assertThat(Client.byKey().get(path).is(200).json()).isEmpty();
        assertThat(files()).isEqualTo(before);
        String id = send(Client.byKey(), path, "a.txt", "text/plain", noise(10))
                .is(201)
                .json()
                .path("id")
                .asText();
        rehearsing.delete(path + "/" + id).is(204);
        assertThat(Client.byKey().get(path + "/" + id).is(200).bytes()).hasSize(10);
    }

    @Test
    void who_may_not_reach_the_record_does_not_reach_its_files() {
        String ticket = ticket();
        String id = send(Client.byKey(), path(ticket), "a.txt", "text/plain", noise(10))
                .is(201)
                .json()
                .path("id")
                .asText();
        String role = "r" + UUID.randomUUID();
        Client.as("owner")
                .post(
                        "/api/v1/roles",
                        "{\"id\":\"%s\",\"name\":\"%s\",\"tables\":{\"tickets\":{\"actions\":[\"read\",\"update\"],\"rowFilter\":\"id!=%s\"}}}"
                                .formatted(role, role, ticket))
                .is(201);
        Client someone = Someone.with(List.of(), List.of(role)).byPassword();
        someone.get(path(ticket)).is(404);
        someone.get(path(ticket) + "/" + id).is(404);
        someone.delete(path(ticket) + "/" + id).is(404);
        send(someone, path(ticket), "a.txt", "text/plain", noise(10)).is(404);
        String other = ticket();
        someone.get(path(other) + "/" + id).is(404);
        send(someone, path(other), "b.txt", "text/plain", noise(10)).is(201);
        Client reader = Someone.with(List.of("data:r"), List.of()).byPassword();
        reader.get(path(ticket) + "/" + id).is(200);
        send(reader, path(ticket), "a.txt", "text/plain", noise(10)).is(403);
        reader.delete(path(ticket) + "/" + id).is(403);
        Client.nobody().get(path(ticket)).is(401);
        Client.byKey().get(path("0")).is(404);
    }

    @Test
    void files_go_with_their_record() {
        String ticket = ticket();
        send(Client.byKey(), path(ticket), "a.txt", "text/plain", noise(10)).is(201);
        var gone = new Event(
                "evt_" + UUID.randomUUID(),
                "record.deleted",
                Instant.now(),
                "tickets",
                ticket,
                Http.parse("{\"before\":{},\"after\":null}"));
        catalogue.change(unit -> {
            events.publish(unit, gone);
            return gone;
        });
        Soon.atLast(
                "the files are gone",
                () -> Client.byKey().get(path(ticket)).json().isEmpty());
    }

    @Test
    void files_go_with_the_connection_of_their_records_and_a_rehearsal_tells_how_many() throws SQLException {
        String connection = "c" + UUID.randomUUID().toString().substring(0, 8);
        String path = "/api/" + open(connection) + "/1/attachments";
        send(Client.byKey(), path, "a.txt", "text/plain", noise(10)).is(201);
        send(Client.byKey(), path, "b.txt", "text/plain", noise(10)).is(201);
        long before = files();
        Answer rehearsed = Client.byKey()
                .with("Dry-Run", "true")
                .delete("/api/v1/connections/" + connection)
                .is(204);
        assertThat(rehearsed.header("Files-Removed")).isEqualTo("2");
        assertThat(files()).isEqualTo(before);
        assertThat(Client.byKey().get(path).is(200).json()).hasSize(2);
        assertThat(Client.byKey()
                        .delete("/api/v1/connections/" + connection)
                        .is(204)
                        .header("Files-Removed"))
                .isEqualTo("2");
        assertThat(files()).isEqualTo(before - 2);
        open(connection);
        assertThat(Client.byKey().get(path).is(200).json())
                .as("of a record of the same key")
                .isEmpty();
        assertThat(Client.byKey()
                        .delete("/api/v1/connections/" + connection)
                        .is(204)
                        .header("Files-Removed"))
                .isEmpty();
    }

    /** A connection with a table of one record, the first. @return what the table is called */
    private static String open(String connection) throws SQLException {
        Path file = data().resolve(connection + ".db");
        try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = database.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS t_" + connection + " (id INTEGER PRIMARY KEY, name TEXT)");
            statement.execute("INSERT INTO t_" + connection + " VALUES (1, 'one') ON CONFLICT DO NOTHING");
        }
        Client admin = Client.byKey();
        admin.post("/api/v1/connections", "{\"id\":\"" + connection + "\",\"url\":\"jdbc:sqlite:" + file + "\"}")
                .is(201);
        admin.send("POST", "/api/v1/connections/" + connection + "/refresh", null)
                .is(200);
        admin.put("/api/v1/tables/t_" + connection, "{\"open\":true}").is(200);
        return "t_" + connection;
    }
}
