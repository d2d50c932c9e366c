package org.passerelle.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The yardstick itself: a load maker that miscounts would make every figure worthless. */
class LoadTest {

    private static final byte[] BODY = "0123456789".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTIONS = 4;

    private final AtomicLong served = new AtomicLong();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whole", exchange -> answer(exchange, 200, BODY.length));
        server.createContext("/chunked", exchange -> answer(exchange, 200, 0));
        server.createContext("/next", this::next);
        server.createContext("/failing", exchange -> answer(exchange, 500, BODY.length));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, int status, long length) throws IOException {
        boolean known = "yes".equals(exchange.getRequestHeaders().getFirst("Known"))
                && "too".equals(exchange.getRequestHeaders().getFirst("Second"));
        exchange.sendResponseHeaders(known ? status : 401, length);
        exchange.getResponseBody().write(BODY);
        served.incrementAndGet();
        asked.add(exchange.getRequestURI().getPath());
        keys.addAll(exchange.getRequestHeaders().getOrDefault("Key", List.of()));
        exchange.close();
    }

    /** Says one more than what was posted. */
    private void next(HttpExchange exchange) throws IOException {
        String posted = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        keys.add(posted);
        int number = Integer.parseInt(posted.substring(posted.indexOf('=') + 1));
        byte[] said = ("{\"n\":\"" + (number + 1) + "\"}").getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    @Test
    void it_counts_every_answer_whole_or_in_chunks_and_those_on_their_way_at_most_besides() throws IOException {
        try (var load = new LoadMaker()) {
            for (String path : new String[] {"/whole", "/chunked"}) {
                served.set(0);
                var made = load.make(port(), CONNECTIONS, 300, path, "Known: yes\tSecond: too");
                assertThat(made.failed()).isZero();
                assertThat(served.get() - made.answered()).isBetween(0L, (long) CONNECTIONS);
                assertThat(made.bytes()).isGreaterThan(made.answered() * BODY.length);
                assertThat(made.median()).isPositive().isLessThanOrEqualTo(made.p99());
            }
        }
    }

    @Test
    void it_asks_for_another_number_each_time() throws IOException {
        try (var load = new LoadMaker()) {
            load.make(port(), CONNECTIONS, 300, "/whole/{3}", "Known: yes\tSecond: too");
        }
        assertThat(asked).isSubsetOf("/whole/1", "/whole/2", "/whole/3").hasSizeGreaterThan(1);
    }

    @Test
    void so_it_does_in_headers_and_in_what_it_posts() throws IOException {
        try (var load = new LoadMaker()) {
            load.make(port(), CONNECTIONS, 300, "/whole", "Known: yes\tSecond: too\tKey: {2}-{2}");
            load.make(port(), CONNECTIONS, 300, "/next", "Known: yes\t\tn={3}");
        }
        assertThat(keys)
                .contains("1-1", "1-2", "2-1", "2-2", "n=1", "n=2", "n=3")
                .hasSize(7);
    }

    @Test
    void it_gives_each_connection_one_of_several_headers() throws IOException {
        try (var load = new LoadMaker()) {
            load.make(port(), CONNECTIONS, 300, "/whole", "Known: yes\tSecond: too\tKey: {a|b|c}");
        }
        assertThat(keys).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void it_posts_what_the_last_answer_said() throws IOException {
        try (var load = new LoadMaker()) {
            load.make(port(), 2, 300, "/next", "Known: yes\t\tn={n=10|500000}");
        }
        assertThat(keys)
                .contains("n=10", "n=11", "n=12", "n=500000", "n=500001")
                .allMatch(k -> k.startsWith("n="));
    }

    @Test
    void it_stops_when_an_answer_is_a_refusal() throws IOException {
        try (var load = new LoadMaker()) {
            assertThatThrownBy(() -> load.make(port(), 1, 100, "/failing", "Known: yes\tSecond: too"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> load.make(port(), 1, 100, "/whole", "")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void the_time_that_a_process_works_is_seen() {
        long before = Cpu.own();
        long end = System.nanoTime() + 10_000_000_000L;
        while (Cpu.own() == before && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(Cpu.own()).isGreaterThan(before);
    }

    private int port() {
        return server.getAddress().getPort();
    }
}
