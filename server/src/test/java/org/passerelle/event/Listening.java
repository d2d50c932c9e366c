package org.passerelle.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.Client;
import org.passerelle.http.Http;

/** Listens to a stream of events, as a browser's EventSource does. */
final class Listening implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Stream<String> lines;
    private volatile String lastId = "";

    private Listening(HttpResponse<Stream<String>> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("the stream is " + answer.statusCode());
        }
        lines = answer.body();
    }

    /** Once it listens, nothing is missed. @param lastId null to begin now */
    static Listening to(Client client, String query, @Nullable String lastId) throws InterruptedException {
        var request = HttpRequest.newBuilder(
                URI.create("http://localhost:" + Client.port() + "/api/v1/events/stream" + query));
        if (!client.headers().isEmpty()) {
            request.headers(client.headers().toArray(String[]::new));
        }
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            var listening = new Listening(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
            var begun = new CountDownLatch(1);
            Thread.ofVirtual().start(() -> listening.read(begun));
            if (!begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the stream does not begin");
            }
            return listening;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read(CountDownLatch begun) {
        try {
            var data = new StringBuilder();
            lines.forEach(line -> {
                if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                } else if (line.isEmpty() && data.isEmpty()) {
                    begun.countDown();
                } else if (line.isEmpty()) {
                    heard.add(Http.parse(data.toString()));
                    data.setLength(0);
                }
            });
        } catch (RuntimeException cut) {
            // an end like another
        } finally {
            ended.countDown();
        }
    }

    /** The next event; there must be one soon. */
    JsonNode next() throws InterruptedException {
        JsonNode next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing is heard");
        }
        return next;
    }

    boolean isSilent() {
        return heard.isEmpty();
    }

    boolean ends() throws InterruptedException {
        return ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    String lastId() {
        return lastId;
    }

    @Override
    public void close() {
        lines.close();
    }
}
