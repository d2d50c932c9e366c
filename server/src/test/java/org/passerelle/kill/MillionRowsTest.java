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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows, imported by a server that has no memory for them, and killed half-way. */
@Tag("packaged")
@Tag("long")
class MillionRowsTest {

    private static final int ROWS = Integer.getInteger("million.rows", 1_000_000);
    private static final Set<Integer> WRONG = Set.of(ROWS / 9, ROWS / 2, ROWS - 7);
    private static final List<String> SMALL = List.of("-Xmx160m");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void a_million_rows_are_imported_in_little_memory_over_a_kill_and_the_wrong_ones_told() throws Exception {
        Path data = folder.resolve("data");
        Path csv = csv();
        String action;
        String key;
        try (var server = Killable.start(data, SMALL)) {
            key = Killable.credentials(data).path("apiKey").asText();
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/items/communes/?errors=skip"))
                    .header("X-API-Key", key)
                    .header("Content-Type", "text/csv")
                    .header("Prefer", "respond-async")
                    .POST(HttpRequest.BodyPublishers.ofFile(csv))
                    .build();
            HttpResponse<String> accepted = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
            action = "/api/actions/"
                    + new ObjectMapper().readTree(accepted.body()).path("id").asText();
            long began = System.nanoTime();
            int done = 0;
            while (done < ROWS / 3) {
                TimeUnit.MILLISECONDS.sleep(200);
                done = get(server, action, key).path("rowsDone").asInt();
            }
            tell("until the kill", done, began, List.of(resident(server)));
            server.kill();
        }
        try (var server = Killable.start(data, SMALL)) {
            long began = System.nanoTime();
            Set<Integer> seen = new TreeSet<>();
            List<Long> sizes = new ArrayList<>();
            JsonNode now = get(server, action, key);
            while (now.path("status").asText().equals("IN_PROGRESS")) {
                seen.add(now.path("progress").asInt());
                sizes.add(resident(server));
                TimeUnit.MILLISECONDS.sleep(200);
                now = get(server, action, key);
            }
            tell("after it", ROWS, began, sizes);
            assertThat(now.path("status").asText()).as(now.toString()).isEqualTo("SUCCESS");
            assertThat(seen).as("progress").hasSizeGreaterThan(5);
            assertThat(now.path("rowsDone").asInt()).isEqualTo(ROWS);
            assertThat(now.path("rowsRefused").asInt()).isEqualTo(WRONG.size());
            List<Integer> rows = new ArrayList<>();
            get(server, action + "/errors", key)
                    .forEach(error -> rows.add(error.path("row").asInt()));
            assertThat(rows).containsExactlyElementsOf(new TreeSet<>(WRONG));
            JsonNode list =
                    get(server, "/api/list/communes/?rowPerPage=1&advancedSearch=nom%7Cstart%7CMillion%7C", key);
            assertThat(list.path("total").asInt()).isEqualTo(ROWS - WRONG.size());
        }
    }

    private static void tell(String when, int row, long began, List<Long> sizes) {
        var resident = sizes.stream().mapToLong(Long::longValue).summaryStatistics();
        System.out.printf(
                "%s: row %d after %.1f s; resident %d to %d MB%n",
                when, row, (System.nanoTime() - began) / 1e9, resident.getMin(), resident.getMax());
    }

    /** Megabytes; 0 where the system does not say. */
    private static long resident(Killable server) throws IOException {
        Path status = Path.of("/proc", Long.toString(server.pid()), "status");
        return !Files.exists(status)
                ? 0
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .sum();
    }

    private JsonNode get(Killable server, String path, String key) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("X-API-Key", key)
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private Path csv() throws IOException {
        Path file = folder.resolve("communes.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("cle,nom,departement,region,zone,population\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write(
                        "M" + row + ",Million " + row + ",77,11,metro," + (WRONG.contains(row) ? "many" : row) + "\n");
            }
        }
        return file;
    }
}
