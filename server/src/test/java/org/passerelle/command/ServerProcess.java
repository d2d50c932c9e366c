package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.passerelle.format.Json;

/** The program as it is shipped, in a process of its own. */
final class ServerProcess implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Pattern READY = Pattern.compile("Passerelle is ready at (http://localhost:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final Path data;
    private final Process process;
    private final String url;

    /** @param command {@code demo} or {@code serve} */
    ServerProcess(String command, Path data, Map<String, String> environment) {
        this.data = data;
        try {
            assertThat(PROGRAM)
                    .as("the program, which is built before these tests")
                    .exists();
            Files.createDirectories(data.toAbsolutePath().getParent());
            Path said = data.resolveSibling(data.getFileName() + ".log");
            var start = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Xmx256m",
                            "-jar",
                            PROGRAM.toString(),
                            command,
                            "--port",
                            "0",
                            "--data",
                            data.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            start.environment().putAll(environment);
            process = start.start();
            url = ready(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ready(Path said) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String log = Files.exists(said) ? Files.readString(said) : "";
            var found = READY.matcher(log);
            if (found.find()) {
                return found.group(1);
            }
            assertThat(process.isAlive() && System.nanoTime() < end).as(log).isTrue();
            org.passerelle.http.Soon.pause();
        }
    }

    JsonNode credentials() {
        try {
            return Json.MAPPER.readTree(Files.readString(data.resolve("demo-credentials.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url() {
        return url;
    }

    /** SIGTERM. */
    void stop() {
        process.destroy();
    }

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of(headers));
        if (body != null) {
            all.addAll(List.of("Content-Type", "application/json"));
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .timeout(PATIENCE);
        for (int i = 0; i < all.size(); i += 2) {
            request.header(all.get(i), all.get(i + 1));
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status(String path, String... headers) {
        return send("GET", path, null, headers).statusCode();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
