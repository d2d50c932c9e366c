package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.RawHttp;
import org.passerelle.RawHttp.Heard;
import org.passerelle.command.DemoHouse;

/** Requests whose end is in doubt, or that are too big (RFC 9112 §6.3, §11.2): 4xx and close, and the server goes on. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class FramingTest {

    private static final String ROWS = "[{\"cle\":\"smuggled\",\"num_commande\":\"1\"}]";

    private final String key = "Authorization: Bearer " + Client.apiKey() + "\r\n";
    private final String post = "POST /api/items/commandes HTTP/1.1\r\nHost: x\r\nDry-Run: true\r\n" + key;
    private final String change = post.replace("/api/items/commandes", "/api/item/clients/1");
    private final String get = "GET /api/clients/1?fields=id HTTP/1.1\r\nHost: x\r\n" + key + "\r\n";

    @AfterEach
    void the_server_goes_on_and_nothing_was_let_in() {
        Client.byKey().get("/api/clients/1").is(200);
        Client.byKey().get("/api/item/commandes/smuggled").is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG",
                "Content-Length: 38\r\nContent-Length: 3\r\n\r\n",
                "Content-Length: 38\r\nContent-Length: 38\r\n\r\n",
                "Content-Length: 38, 38\r\n\r\n",
                "Content-Length: +38\r\n\r\n",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 0x26\r\n\r\n",
                "Content-Length: 38 38\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n",
                "Content-Length : 38\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n26\r\n",
                "Transfer-Encoding: identity\r\n\r\n26\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n26\r\n",
                "Transfer-Encoding: identity, chunked\r\n\r\n26\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n26\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n26\r\n",
                "Transfer-Encoding : chunked\r\n\r\n26\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n26\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n26\r\n",
                "Transfer-Encoding: \"chunked\"\r\n\r\n26\r\n",
                "Transfer-Encoding:\r\n\r\n26\r\n"
            })
    void a_body_whose_end_is_in_doubt_is_refused_and_the_connection_closed(String head) throws IOException {
        Heard heard = RawHttp.exchange(post + head + ROWS + get);
        assertThat(heard.status()).as(heard.text()).isBetween(400, 499);
        assertThat(heard.answers()).as(heard.text()).isEqualTo(1);
        assertThat(heard.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\n",
                "26 \u0000\r\n",
                "ffffffffffffffff1\r\n",
                "\r\n",
                "5\r\nabcdefgh\r\n0\r\n\r\n"
            })
    void broken_chunks_end_the_connection_and_no_second_request_is_heard(String chunk) throws IOException {
        Heard heard =
                RawHttp.exchange(post + "Transfer-Encoding: chunked\r\n\r\n" + chunk + ROWS + "\r\n0\r\n\r\n" + get);
        assertThat(heard.closed()).as(heard.text()).isTrue();
        assertThat(heard.answers()).as(heard.text()).isLessThanOrEqualTo(1);
        assertThat(heard.text()).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
    }

    @Test
    void an_old_protocol_has_no_chunks() throws IOException {
        Heard heard = RawHttp.exchange(post.replace("HTTP/1.1", "HTTP/1.0") + "Transfer-Encoding: chunked\r\n\r\n26\r\n"
                + ROWS + "\r\n0\r\n\r\n");
        assertThat(heard.status()).as(heard.text()).isBetween(400, 499);
        assertThat(heard.closed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/9.0", "HTTP/1.9", "HTTP/0.9", "HTTP/1.1x", "FTP/1.0", ""})
    void a_protocol_that_there_is_not_is_refused(String protocol) throws IOException {
        Heard heard = RawHttp.exchange("GET /api/clients/1 " + protocol + "\r\nHost: x\r\n" + key + "\r\n");
        assertThat(heard.text()).doesNotContain("NIDS");
        assertThat(heard.closed()).as(heard.text()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n", "Host: a\r\nHost: a\r\n"})
    void one_host_must_be_named(String hosts) throws IOException {
        Heard heard = RawHttp.exchange("GET /api/clients/1 HTTP/1.1\r\n" + hosts + key + "\r\n");
        assertThat(heard.status()).as(heard.text()).isEqualTo(400);
        assertThat(heard.text())
                .contains("application/problem+json")
                .doesNotContain("Error id")
                .doesNotContain("stack");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: 1\u00002\r\n",
                "X-A: 1\r2\r\n",
                "X A: 1\r\n",
                ": 1\r\n",
                "X-A\r\n",
                "X-\u00e9: 1\r\n",
                " X-A: 1\r\n"
            })
    void a_broken_header_is_400(String header) throws IOException {
        Heard heard = RawHttp.exchange("GET /api/clients/1?fields=id HTTP/1.1\r\nHost: x\r\n" + header + key + "\r\n");
        assertThat(heard.status()).as(heard.text()).isIn(400, 401);
    }

    @Test
    void a_header_that_is_too_big_is_431_and_an_address_that_is_too_long_414() throws IOException {
        assertThat(RawHttp.exchange(
                                "GET /api/clients/1 HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(200_000) + "\r\n\r\n")
                        .status())
                .isEqualTo(431);
        assertThat(RawHttp.exchange("GET /api/clients/1 HTTP/1.1\r\nHost: x\r\n" + "X-A: 1\r\n".repeat(20_000) + "\r\n")
                        .status())
                .isEqualTo(431);
        assertThat(RawHttp.exchange("GET /api/clients/" + "1".repeat(100_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                        .status())
                .isEqualTo(414);
    }

    @Test
    void a_long_search_still_fits() throws IOException {
        String search = "nom|contain|" + "x".repeat(6_000) + "|";
        Client.byKey().with("advancedSearch", search).get("/api/list/clients/").is(200);
        Client.byKey()
                .get("/api/list/clients/?advancedSearch=" + Client.encode(search))
                .is(200);
    }

    @Test
    void a_body_over_the_limit_is_413_with_a_reason_and_the_connection_closed() throws IOException {
        Heard told = RawHttp.exchange(change + "Content-Type: application/json\r\nContent-Length: 900000000\r\n\r\n[");
        assertThat(told.status()).as(told.text()).isEqualTo(413);
        assertThat(told.text()).contains("{\"msg\":\"").containsIgnoringCase("Connection: close");
        assertThat(told.closed()).isTrue();
    }

    @Test
    void a_body_that_grows_over_the_limit_is_413_too() throws IOException {
        try (var raw = new RawHttp()) {
            raw.say(change + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
            try {
                for (int i = 0; i < 16_384; i++) {
                    raw.say(chunk);
                }
            } catch (java.net.SocketException e) {
                // it was cut off, as it should be
            }
            Heard heard = raw.hear();
            assertThat(heard.closed()).isTrue();
            assertThat(heard.status()).as(heard.text()).isIn(413, 0);
        }
    }

    @Test
    void what_nobody_reads_is_not_swallowed_without_end() throws IOException {
        try (var raw = new RawHttp()) {
            raw.say(post.replace(key, "") + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
            boolean cut = false;
            try {
                for (int i = 0; i < 16_384 && !cut; i++) {
                    raw.say(chunk);
                }
            } catch (java.net.SocketException e) {
                cut = true;
            }
            assertThat(cut).as("the connection is cut").isTrue();
        }
    }

    @Test
    void two_requests_in_one_breath_get_two_answers_in_their_order() throws IOException {
        Heard heard = RawHttp.exchange(
                get + get.replace("clients/1", "clients/2").replace("Host: x", "Host: x\r\nConnection: close"));
        assertThat(heard.answers()).as(heard.text()).isEqualTo(2);
        assertThat(heard.text().indexOf("{\"id\":1}"))
                .isPositive()
                .isLessThan(heard.text().indexOf("{\"id\":2}"));
    }

    @Test
    void a_refused_body_does_not_spoil_the_next_request() throws IOException {
        String refused = post.replace(key, "") + "Content-Length: " + ROWS.length() + "\r\n\r\n" + ROWS;
        Heard heard = RawHttp.exchange(refused + get.replace("Host: x", "Host: x\r\nConnection: close"));
        assertThat(heard.answers()).as(heard.text()).isEqualTo(2);
        assertThat(heard.text()).startsWith("HTTP/1.1 401").contains("{\"id\":1}");
    }

    @Test
    void a_body_on_a_get_is_not_taken_for_a_request() throws IOException {
        String inner = get.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n");
        Heard heard = RawHttp.exchange("GET /api/clients/2?fields=id HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + key
                + "Content-Length: " + inner.length() + "\r\n\r\n" + inner);
        assertThat(heard.answers()).as(heard.text()).isEqualTo(1);
        assertThat(heard.text()).contains("{\"id\":2}");
    }

    @Test
    void who_says_expect_is_told_to_go_on() throws IOException {
        try (var raw = new RawHttp()) {
            raw.say(post + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: " + ROWS.length()
                    + "\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 100");
            assertThat(raw.say(ROWS).hear().status()).isEqualTo(200);
        }
    }

    @Test
    void half_a_request_holds_up_nobody() throws IOException {
        try (var slow = new RawHttp();
                var slower = new RawHttp()) {
            slow.say("GET /api/clients/1 HTTP/1.1\r\nHos");
            slower.say(post + "Content-Length: 100\r\n\r\n[");
            for (int i = 0; i < 20; i++) {
                Client.byKey().get("/api/clients/1").is(200);
            }
        }
    }

    @Test
    void a_client_that_leaves_in_the_middle_leaves_no_harm() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (var raw = new RawHttp()) {
                raw.say(get.replace("/api/clients/1?fields=id", "/api/communes?limit=30000"));
            }
            try (var raw = new RawHttp()) {
                raw.say(post + "Content-Length: 100\r\n\r\n[{\"cle\"");
            }
        }
    }
}
