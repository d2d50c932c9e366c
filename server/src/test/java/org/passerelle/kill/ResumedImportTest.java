package org.passerelle.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports over a server that is killed at random moments. One that keeps what is good goes on where it stood, with no row lost or written twice; one that
 * is all or nothing is there whole; and where nobody can know what was kept, nothing is done again.
 */
@Tag("packaged")
class ResumedImportTest {

    private static final int ROWS = 100_000;
    private static final int WRONG = 77_777;
    private static final int KILLS = 4;
    private static final int LONGEST_MILLIS = 60;
    private static final String KEPT = "SELECT count(*) FROM communes WHERE nom LIKE 'Resumed%'";
    private static final String BEGUN =
            "SELECT count(*) FROM outbox_intent WHERE EXISTS (SELECT 1 FROM action WHERE reached IS NOT NULL)";
    private static final String TOLD = "SELECT count(*) FROM event WHERE name = 'action.completed'";
    private static final String WAITING = "SELECT count(*) FROM passerelle_outbox WHERE mark LIKE 'action/%'";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void what_keeps_the_rest_goes_on_where_it_stood() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> options = Killable.trained(folder);
        Path data = folder.resolve("data");
        String action;
        String key;
        int kept = 0;
        try (var server = Killable.start(data, options)) {
            key = Killable.credentials(data).path("apiKey").asText();
            action = begun(server, key, "?errors=skip");
            kept = killed(server, data, 0, random);
        }
        for (int kill = 1; kill < KILLS; kill++) {
            try (var server = Killable.start(data, options)) {
                kept = killed(server, data, kept, random);
            }
        }
        try (var server = Killable.start(data, options)) {
            killedWhileLettersWait(server, data);
        }
        try (var server = Killable.start(data, options)) {
            JsonNode ended = ended(server, key, action);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("SUCCESS");
            assertThat(ended.path("rowsDone").asInt()).isEqualTo(ROWS);
            assertThat(ended.path("rowsRefused").asInt()).isOne();
            assertThat(get(server, key, action + "/errors").get(0).path("row").asInt())
                    .isEqualTo(WRONG);
            JsonNode result = get(server, key, action + "/result");
            assertThat(result).hasSize(ROWS);
            assertThat(StreamSupport.stream(result.spliterator(), false)
                            .filter(row -> row.path("status").asText().equals("created")))
                    .as("written once: a row that was there would be unchanged")
                    .hasSize(ROWS - 1);
            assertThat(result.get(ROWS - 1).path("row").asInt()).isEqualTo(ROWS);
        }
        assertThat(count(data, KEPT)).isEqualTo(ROWS - 1);
        assertThat(data.resolve("actions")).isDirectoryNotContaining("glob:**.ledger");
    }

    @Test
    void what_is_all_or_nothing_is_never_seen_by_half() throws Exception {
        List<String> options = Killable.trained(folder);
        Path data = folder.resolve("data");
        String action;
        String key;
        try (var server = Killable.start(data, options)) {
            key = Killable.credentials(data).path("apiKey").asText();
            action = begun(server, key, "");
            while (get(server, key, action).path("rowsDone").asInt() < ROWS / 10) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            server.kill();
        }
        assertThat(count(data, KEPT)).isZero();
        try (var server = Killable.start(data, options)) {
            JsonNode ended = ended(server, key, action);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("ERROR");
            assertThat(ended.path("message").asText())
                    .startsWith("Row " + WRONG + ": population")
                    .doesNotContain("kept");
        }
        assertThat(count(data, KEPT)).isZero();
    }

    @Test
    void without_an_outbox_what_nobody_knows_is_not_begun_again() throws Exception {
        List<String> options = Killable.trained(folder);
        Path data = folder.resolve("data");
        try (var server = Killable.start(data, options)) {
            server.kill();
        }
        String action;
        String key = Killable.credentials(data).path("apiKey").asText();
        try (Connection demo = open(data, "demo.db");
                Statement statement = demo.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS passerelle_outbox");
            statement.execute("CREATE TABLE passerelle_outbox (another INTEGER)");
            try (var server = Killable.start(data, options)) {
                action = begun(server, key, "?errors=skip");
                while (count(data, KEPT) == 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                statement.execute("BEGIN IMMEDIATE"); // the next part is begun, and waits
                while (count(open(data, "catalogue.db"), BEGUN) == 0) {
                    TimeUnit.MILLISECONDS.sleep(1);
                }
                server.kill();
            }
            statement.execute("ROLLBACK");
        }
        int kept = count(data, KEPT);
        assertThat(kept).isPositive().isLessThan(ROWS - 1);
        try (var server = Killable.start(data, options)) {
            JsonNode ended = ended(server, key, action);
            assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("ERROR");
            assertThat(ended.path("message").asText())
                    .contains("cannot tell whether it was done")
                    .contains("the first " + kept + " rows");
        }
        assertThat(count(data, KEPT)).isEqualTo(kept);
        assertThat(count(open(data, "catalogue.db"), TOLD))
                .as("events of its end")
                .isEqualTo(1);
    }

    /** Kills it when more rows are kept than before, and tells how many are kept then: some of them and not all. */
    private static int killed(Killable server, Path data, int before, Random random)
            throws SQLException, InterruptedException {
        while (count(data, KEPT) <= before) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_MILLIS));
        server.kill();
        int kept = count(data, KEPT);
        System.out.printf("killed: %d rows were kept before, %d are now%n", before, kept);
        assertThat(kept).isGreaterThan(before).isLessThan(ROWS - 1);
        return kept;
    }

    /** Kills it when several parts are committed of which the catalogue has not heard. */
    private static void killedWhileLettersWait(Killable server, Path data) throws SQLException, InterruptedException {
        int kept = count(data, KEPT);
        while (count(data, WAITING) < 2) {
            TimeUnit.MILLISECONDS.sleep(10);
            kept = count(data, KEPT);
            assertThat(kept).as("kept before two parts waited").isLessThan(ROWS - 1);
        }
        server.kill();
        System.out.printf("killed: %d rows are kept, %d parts wait%n", kept, count(data, WAITING));
    }

    private String begun(Killable server, String key, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/items/communes/" + query))
                .header("X-API-Key", key)
                .header("Content-Type", "text/csv")
                .header("Prefer", "respond-async")
                .POST(HttpRequest.BodyPublishers.ofFile(csv()))
                .build();
        HttpResponse<String> accepted = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        return "/api/actions/" + json.readTree(accepted.body()).path("id").asText();
    }

    private JsonNode ended(Killable server, String key, String action) throws IOException, InterruptedException {
        JsonNode now = get(server, key, action);
        while (now.path("status").asText().equals("IN_PROGRESS")) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = get(server, key, action);
        }
        return now;
    }

    private JsonNode get(Killable server, String key, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("X-API-Key", key)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json.readTree(answer.body());
    }

    private static int count(Path data, String query) throws SQLException {
        return count(open(data, "demo.db"), query);
    }

    private static int count(Connection opened, String query) throws SQLException {
        try (opened;
                Statement statement = opened.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection open(Path data, String file) throws SQLException {
        String url = "jdbc:sqlite:" + data.resolve(file) + "?busy_timeout=10000";
        return new org.sqlite.JDBC().connect(url, new Properties());
    }

    private Path csv() throws IOException {
        Path file = folder.resolve("communes.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("cle,nom,departement,region,zone,population\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write("R" + row + ",Resumed " + row + ",77,11,metro," + (row == WRONG ? "many" : row) + "\n");
            }
        }
        return file;
    }
}
