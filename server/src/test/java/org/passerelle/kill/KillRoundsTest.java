package org.passerelle.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.kill.Deed.Kind;

/**
 * The server is killed at random moments under load, again and again. What it has acknowledged is there, once; what it has not is there once or not at
 * all, and once when it is asked for again; no bulk is there by half; every action ends; of every change one event is told and one line
 * written, and of nothing else.
 */
@Tag("packaged")
class KillRoundsTest {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);
    private static final int WORKERS = 3;
    private static final int SHORTEST_MILLIS = 60;
    private static final int LONGEST_MILLIS = 1_200;

    @TempDir
    Path folder;

    private final AtomicReference<@Nullable String> server = new AtomicReference<>();
    private final Map<Kind, Integer> done = new HashMap<>();

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_done_twice() throws Exception {
        long seed = Long.getLong("kill.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> options = Killable.trained(folder);
        Path data = folder.resolve("data");
        String key;
        try (var first = Killable.start(data, options)) {
            key = Killable.credentials(data).path("apiKey").asText();
            listen(first, key);
            first.kill();
        }
        List<Worker> workers = IntStream.range(0, WORKERS)
                .mapToObj(i -> new Worker(server, key, new Random(random.nextLong())))
                .toList();
        List<Thread> threads = workers.stream().map(Thread::startVirtualThread).toList();
        for (int round = 0; round < ROUNDS; round++) {
            try (var killable = Killable.start(data, options)) {
                server.set(killable.url());
                TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
                server.set(null);
                killable.kill();
            }
        }
        try (var last = Killable.start(data, options)) {
            server.set(last.url());
            workers.forEach(Worker::end);
            for (Thread thread : threads) {
                thread.join();
            }
            check(workers, data, last, key);
        }
    }

    /** Somebody has listened, and may come again: from now on events of records are kept. */
    private static void listen(Killable server, String key) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/events/stream?seconds=0"))
                    .header("X-API-Key", key)
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    private void check(List<Worker> workers, Path data, Killable last, String key) throws Exception {
        assertThat(workers).allSatisfy(worker -> assertThat(worker.surprises()).isEmpty());
        List<Deed> acknowledged = workers.stream()
                .flatMap(worker -> worker.acknowledged().stream())
                .toList();
        var ended = new HashMap<Deed, String>();
        for (Worker worker : workers) {
            for (Map.Entry<Deed, String> action : worker.actions().entrySet()) {
                ended.put(action.getKey(), ended(last, action.getValue(), key));
            }
        }
        awaitEmptyOutbox(data);
        try (Connection business = open(data.resolve("demo.db"));
                Connection catalogue = open(data.resolve("catalogue.db"))) {
            Map<String, Integer> tickets =
                    counted(business, "SELECT subject, count(*) FROM tickets WHERE subject LIKE 'k%-%' GROUP BY 1");
            Map<String, Integer> rows = counted(
                    business, "SELECT num_commande, count(*) FROM commandes WHERE num_commande LIKE 'k%-%' GROUP BY 1");
            Map<String, Integer> accounts =
                    counted(catalogue, "SELECT name, count(*) FROM account WHERE name LIKE 'k%-%' GROUP BY 1");
            List<String> wrong = new ArrayList<>();
            for (Deed deed : acknowledged) {
                done.merge(deed.kind(), 1, Integer::sum);
                int there = switch (deed.kind()) {
                    case CREATE -> tickets.getOrDefault(deed.name(), 0);
                    case ACCOUNT -> accounts.getOrDefault(deed.name(), 0);
                    case BULK, ACTION -> rows.getOrDefault(deed.name(), 0);
                };
                int wanted = deed.kind() == Kind.ACTION && !"SUCCESS".equals(ended.get(deed)) ? 0 : deed.records();
                if (there != wanted) {
                    wrong.add(deed.kind() + " " + deed.name() + " is there " + there + " times, not " + wanted);
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(tickets).hasSize(done.getOrDefault(Kind.CREATE, 0));
            assertThat(ended.values()).containsOnly("SUCCESS");
            assertThat(told(catalogue, "tickets")).isEqualTo(once(tickets));
            assertThat(told(catalogue, "commandes")).isEqualTo(once(rows));
            assertThat(audited(catalogue, "data.resource.create")).isEqualTo(sum(tickets));
            assertThat(audited(catalogue, "users.create")).isEqualTo(sum(accounts));
            assertThat(text(business, "PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(text(catalogue, "PRAGMA integrity_check")).isEqualTo("ok");
        }
        System.out.printf("%d rounds: %s, none lost, none doubled%n", ROUNDS, done);
        assertThat(done.keySet()).containsExactlyInAnyOrder(Kind.values());
    }

    /** How many events tell that a record was made, and of how many records. */
    private static String told(Connection catalogue, String table) throws SQLException {
        return text(
                catalogue,
                "SELECT count(*) || ' of ' || count(DISTINCT record) FROM event WHERE name = 'record.created' AND table_name = '"
                        + table + "'");
    }

    /** How many lines the audit log has of it. */
    private static int audited(Connection catalogue, String operation) throws SQLException {
        return Integer.parseInt(
                text(catalogue, "SELECT count(*) || '' FROM audit_line WHERE operation = '" + operation + "'"));
    }

    private static String once(Map<String, Integer> counts) {
        int all = sum(counts);
        return all + " of " + all;
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String ended(Killable server, String place, String key) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            String status = "IN_PROGRESS";
            while (status.equals("IN_PROGRESS") && System.nanoTime() < end) {
                var request = HttpRequest.newBuilder(URI.create(server.url() + place))
                        .header("X-API-Key", key)
                        .build();
                JsonNode action = new ObjectMapper()
                        .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .body());
                status = action.path("status").asText("IN_PROGRESS");
                if (status.equals("IN_PROGRESS")) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            return status;
        }
    }

    private static void awaitEmptyOutbox(Path data) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        try (Connection business = open(data.resolve("demo.db"))) {
            while (!text(business, "SELECT count(*) || '' FROM passerelle_outbox")
                    .equals("0")) {
                assertThat(System.nanoTime()).as("the outbox is emptied").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static Connection open(Path file) throws SQLException {
        return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file + "?busy_timeout=10000", new Properties());
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Map<String, Integer> counted(Connection connection, String sql) throws SQLException {
        var counts = new HashMap<String, Integer>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return counts;
    }
}
