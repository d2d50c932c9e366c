package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.command.DemoHouse.basic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop while somebody listens (F7): the stream ends as streams do, and holds nothing up. */
@Tag("packaged")
class FarewellTest {

    private static final Duration TO_THE_LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void an_open_stream_ends_whole_and_does_not_hold_up_the_end() throws Exception {
        var lines = new LinkedBlockingQueue<String>();
        var cut = new AtomicReference<Throwable>();
        try (var server = new ServerProcess("demo", folder.resolve("data"), Map.of());
                var http = HttpClient.newHttpClient()) {
            String owner = basic(
                    "owner", server.credentials().path("owner").path("password").asText());
            Thread listener = Thread.startVirtualThread(() -> listen(http, server.url(), owner, lines, cut));
            await(lines, "id: ");
            long told = System.nanoTime();
            server.stop();
            listener.join(TO_THE_LIMIT);
            assertThat(listener.isAlive()).as("the stream goes on").isFalse();
            assertThat(cut.get()).as("the stream was cut").isNull();
            assertThat(server.awaitEnd(TO_THE_LIMIT)).as("the server ends").isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(TO_THE_LIMIT);
            assertThat(List.copyOf(lines)).as("whole to its last line").last().isEqualTo("");
        }
    }

    private static void await(BlockingQueue<String> lines, String begins) throws InterruptedException {
        String line = "";
        while (line != null && !line.startsWith(begins)) {
            line = lines.poll(30, TimeUnit.SECONDS);
        }
        assertThat(line).as("the stream begins").isNotNull();
    }

    private static void listen(
            HttpClient http, String url, String owner, BlockingQueue<String> lines, AtomicReference<Throwable> cut) {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/events/stream"))
                .header("Authorization", owner)
                .build();
        try {
            http.send(request, HttpResponse.BodyHandlers.ofLines()).body().forEach(lines::add);
        } catch (IOException | RuntimeException e) {
            cut.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
