package org.passerelle.outgoing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.passerelle.document.Witness;

/** Somebody who is called, on loopback; what it answers is said by the test. */
public final class Receiver implements AutoCloseable {

    /** What came. Header names are in lower case. */
    public record Letter(String path, Map<String, String> headers, byte[] body) {

        /** @throws AssertionError for a message to a webhook that is not as the document says */
        Letter checked() {
            if (headers.containsKey("webhook-id")) {
                Witness.hear(new String(body, StandardCharsets.UTF_8));
            }
            return this;
        }
    }

    /** Answers. */
    @FunctionalInterface
    public interface Answer {
        void to(HttpExchange exchange, Letter letter) throws IOException;
    }

    private final HttpServer server;
    private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>();
    private volatile Answer answer;

    private Receiver(HttpServer server, Answer answer) {
        this.server = server;
        this.answer = answer;
    }

    /** One that says this. */
    public static Receiver saying(Answer answer) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            var receiver = new Receiver(server, answer);
            server.createContext("/", receiver::take);
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that answers with this status and nothing more. */
    public static Receiver saying(int status) {
        return saying(answer(status));
    }

    public static Answer answer(int status) {
        return (exchange, letter) -> exchange.sendResponseHeaders(status, -1);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(
                            e -> e.getKey().toLowerCase(Locale.ROOT),
                            e -> e.getValue().getFirst()));
            var letter = new Letter(
                    exchange.getRequestURI().toString(),
                    headers,
                    exchange.getRequestBody().readAllBytes());
            letters.add(letter);
            answer.to(exchange, letter);
        }
    }

    public void nowSays(Answer other) {
        answer = other;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/in";
    }

    /** The next letter; there must be one soon. */
    public Letter next() throws InterruptedException {
        Letter letter = letters.poll(60, TimeUnit.SECONDS);
        if (letter == null) {
            throw new AssertionError("nothing comes");
        }
        return letter.checked();
    }

    /** How many letters came that nobody has looked at. */
    public int waiting() {
        return letters.size();
    }

    @Override
    public void close() {
        server.stop(0);
        letters.forEach(Letter::checked);
    }
}
