package org.passerelle.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.http.Soon;

/**
 * The disk takes nothing more (F2). The kernel is asked to refuse every write to a file ({@code prlimit --fsize}), as it does when a disk is full
 * or breaks: what is not kept is not acknowledged, the server says that it is not ready, and why, and goes on by itself when the disk does.
 */
@Tag("packaged")
class FullDiskTest {

    private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> kept = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Killable server;
    private String key;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(Files.isExecutable(PRLIMIT), "prlimit is part of util-linux");
        server = Killable.start(folder.resolve("data"), List.of());
        key = Killable.credentials(folder.resolve("data")).path("apiKey").asText();
    }

    @AfterEach
    void end() {
        server.close();
        http.close();
    }

    /** Of one file; {@code unlimited} for any. */
    private void most(String bytes) throws IOException, InterruptedException {
        int status = new ProcessBuilder(
                        PRLIMIT.toString(), "--pid", Long.toString(server.pid()), "--fsize=" + bytes + ":unlimited")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("X-API-Key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    private HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    /** Asks for a record and an account of this name, and writes down what came of each. */
    private void make(String name) {
        note(name, send("POST", "/api/tickets", "{\"subject\":\"" + name + "\"}"));
        note(
                name,
                send(
                        "POST",
                        "/api/v1/users",
                        "{\"id\":\"" + name + "\",\"name\":\"" + name + "\",\"kind\":\"guest\"}"));
    }

    private void note(String name, HttpResponse<String> answer) {
        String what = answer.request().uri().getPath() + " " + name;
        if (answer.statusCode() == 201) {
            kept.add(what);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            refused.add(what);
        }
    }

    private List<String> there(String name) {
        List<String> there = new ArrayList<>();
        if (!json(get("/api/tickets?subject=" + name)).isEmpty()) {
            there.add("/api/tickets " + name);
        }
        if (get("/api/v1/users/" + name).statusCode() == 200) {
            there.add("/api/v1/users " + name);
        }
        return there;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    @Test
    void what_the_disk_does_not_keep_is_not_acknowledged_and_readiness_tells_until_it_does_again() throws Exception {
        make("before");
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        most("0");
        make("meanwhile");
        assertThat(refused).containsExactly("/api/tickets meanwhile", "/api/v1/users meanwhile");
        HttpResponse<String> red = get("/health/ready");
        assertThat(red.statusCode()).isEqualTo(503);
        assertThat(red.body())
                .contains("The catalogue cannot be written: its disk is full or fails.")
                .contains("The database demo cannot be written: its disk is full or fails.");
        assertThat(there("before")).as("reading goes on").hasSize(2);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        most("unlimited");
        Soon.within("it is ready again", () -> get("/health/ready").statusCode() == 200);
        make("after");
        assertThat(kept).hasSize(4);
        server.kill();
        server = Killable.start(folder.resolve("data"), List.of());
        assertThat(there("before")).hasSize(2);
        assertThat(there("after")).hasSize(2);
        assertThat(there("meanwhile")).isEmpty();
    }
}
