package org.passerelle.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may stand between a command and a server, or in its place. */
class ServerTest {

    private HttpServer there;
    private final List<String> notes = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        there = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        there.start();
    }

    @AfterEach
    void stop() {
        there.stop(0);
    }

    private Server server() {
        return new Server("http://localhost:" + there.getAddress().getPort() + "/", "key", notes::add);
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Test
    void too_many_requests_are_waited_for() {
        var calls = new AtomicInteger();
        there.createContext("/things", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            answer(exchange, calls.incrementAndGet() == 1 ? 429 : 200, "[{\"id\":1}]");
        });
        assertThat(server().all("/things")).hasSize(1);
        assertThat(notes).containsExactly("The key may make no more requests for now: going on in 1 s.");
    }

    @Test
    void pages_are_followed_on_the_same_server_whatever_it_calls_itself() {
        there.createContext("/things", exchange -> {
            if (exchange.getRequestURI().getQuery() == null) {
                exchange.getResponseHeaders().add("Link", "<https://elsewhere.example/things?cursor=a>; rel=\"next\"");
            }
            answer(exchange, 200, "[1]");
        });
        assertThat(server().all("/things")).hasSize(2);
        assertThat(asked).containsExactly("/things", "/things?cursor=a");
    }

    @Test
    void a_rehearsal_that_was_not_taken_as_one_ends_it() {
        there.createContext("/", exchange -> answer(exchange, 200, "{}"));
        assertThatThrownBy(() -> server().send("PUT", "/things/1", null, Server.Mode.REHEARSED))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("drops the header Dry-Run");
    }

    @Test
    void what_is_no_Passerelle_is_told() {
        there.createContext("/", exchange -> answer(exchange, 200, "<html>"));
        assertThatThrownBy(() -> server().all("/things"))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("is this the address of a Passerelle?");
    }

    @Test
    void a_key_goes_no_further_than_to_its_server() {
        there.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/other");
            answer(exchange, 302, "");
        });
        assertThatThrownBy(() -> server().all("/things")).hasMessageContaining("it answers 302");
        assertThat(asked).containsExactly("/things");
    }
}
