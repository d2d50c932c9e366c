package org.passerelle.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.address.AddressList;
import org.passerelle.engine.Ports;

/** Calls to addresses that others named: connected to what was checked, followed nowhere, over in time. */
class OutgoingTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final OutgoingSettings LOOPBACK =
            new OutgoingSettings(AddressList.parse("outgoingAllowed", "127.0.0.1"));
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int MUCH = 10_000;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    private static Outgoing.Answer send(Outgoing outgoing, String url, Duration limit, int most) throws Refused {
        var letter =
                new Outgoing.Letter("POST", url, Map.of("X-Said", "yes"), "hello".getBytes(StandardCharsets.UTF_8));
        return outgoing.send(letter, limit, most);
    }

    private static Outgoing outgoing(Lookup lookup) {
        return new Outgoing(VERTX, LOOPBACK, lookup);
    }

    @Test
    void a_letter_arrives_under_the_name_that_was_called() throws Exception {
        Lookup names = host -> List.of(InetAddress.getByName("127.0.0.1"));
        try (Receiver receiver = Receiver.saying((exchange, letter) -> {
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(201, 4);
            exchange.getResponseBody().write("done".getBytes(StandardCharsets.UTF_8));
        })) {
            String url = "http://hooks.example:" + receiver.port() + "/in?a=b";
            Outgoing.Answer answer = send(outgoing(names), url, LONG, MUCH);
            Receiver.Letter letter = receiver.next();
            assertThat(letter.path()).isEqualTo("/in?a=b");
            assertThat(letter.headers())
                    .containsEntry("host", "hooks.example:" + receiver.port())
                    .containsEntry("x-said", "yes");
            assertThat(letter.body()).asString().isEqualTo("hello");
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.headers()).containsEntry("retry-after", "7");
            assertThat(answer.start()).asString().isEqualTo("done");
            assertThat(answer.whole()).isTrue();
        }
    }

    @Test
    void a_redirect_is_an_answer_and_nobody_goes_there() throws Exception {
        try (Receiver inside = Receiver.saying(200);
                Receiver outside = Receiver.saying((exchange, letter) -> {
                    exchange.getResponseHeaders().add("Location", inside.url());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            assertThat(send(outgoing(Lookup.OF_THE_MACHINE), outside.url(), LONG, MUCH)
                            .status())
                    .isEqualTo(307);
            assertThat(inside.waiting()).isZero();
        }
    }

    @Test
    void a_name_that_leads_elsewhere_the_next_time_is_connected_to_where_it_was_checked() throws Exception {
        var asked = new AtomicInteger();
        Lookup rebinding =
                host -> List.of(InetAddress.getByName(asked.incrementAndGet() % 2 == 1 ? "127.0.0.1" : "127.0.0.2"));
        try (Receiver receiver = Receiver.saying(200)) {
            Outgoing outgoing = outgoing(rebinding);
            String url = "http://rebinding.example:" + receiver.port() + "/";
            assertThat(send(outgoing, url, LONG, MUCH).status()).isEqualTo(200);
            assertThat(asked).as("look-ups of one call").hasValue(1);
            assertThatThrownBy(() -> send(outgoing, url, LONG, MUCH)).isInstanceOf(Refused.class);
            assertThat(send(outgoing, url, LONG, MUCH).status()).isEqualTo(200);
            receiver.next();
            receiver.next();
            assertThat(receiver.waiting())
                    .as("calls of the name while it led elsewhere")
                    .isZero();
        }
    }

    @Test
    void an_answer_that_drips_is_over_in_time() throws Exception {
        try (Receiver receiver = Receiver.saying((exchange, letter) -> {
            exchange.sendResponseHeaders(200, 1_000);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
                pause();
            }
        })) {
            assertThatThrownBy(
                            () -> send(outgoing(Lookup.OF_THE_MACHINE), receiver.url(), Duration.ofMillis(500), MUCH))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("in time");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void who_never_answers_is_given_up_in_time() throws Exception {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort() + "/";
            assertThatThrownBy(() -> send(outgoing(Lookup.OF_THE_MACHINE), url, Duration.ofMillis(500), MUCH))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("in time");
        }
    }

    @Test
    void who_is_not_there_is_told_at_once() throws Exception {
        int port = Ports.free();
        assertThatThrownBy(() -> send(outgoing(Lookup.OF_THE_MACHINE), "http://127.0.0.1:" + port + "/", LONG, MUCH))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("connection");
    }

    @Test
    void a_long_answer_is_read_as_far_as_it_is_wanted() throws Exception {
        try (Receiver receiver = Receiver.saying((exchange, letter) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[100_000]);
        })) {
            Outgoing.Answer answer = send(outgoing(Lookup.OF_THE_MACHINE), receiver.url(), LONG, 1_024);
            assertThat(answer.start()).hasSize(1_024);
            assertThat(answer.whole()).isFalse();
        }
    }

    @Test
    void a_look_up_without_end_is_over_in_time() {
        Lookup slow = host -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new UnknownHostException(host);
            }
            return List.of();
        };
        assertThatThrownBy(() -> send(outgoing(slow), "http://slow.example/", Duration.ofMillis(300), MUCH))
                .isInstanceOf(Refused.class);
    }
}
