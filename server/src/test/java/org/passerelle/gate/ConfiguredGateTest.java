package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.RawHttp;
import org.passerelle.RawHttp.Heard;
import org.passerelle.command.ConfiguredHouse;

/** The gate as its settings say: public address, origins, domains, size of bodies. */
@QuarkusTest
@WithTestResource(ConfiguredHouse.class)
class ConfiguredGateTest {

    private static final String APP = "https://app.example.org";

    private final Client client = Client.byKey();

    @Test
    void places_and_links_bear_the_public_address_whatever_the_host_header_says() throws IOException {
        String body = "{\"subject\":\"x\"}";
        Heard made = RawHttp.exchange(
                "POST /api/tickets HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "Forwarded: host=evil.example;proto=http\r\nX-Forwarded-Proto: ftp\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\nAuthorization: Bearer "
                        + Client.apiKey() + "\r\n\r\n" + body);
        assertThat(made.text())
                .startsWith("HTTP/1.1 201")
                .containsPattern("Location: https://api\\.example\\.org/data/api/tickets/\\d+\r\n")
                .doesNotContain("evil");
        assertThat(client.get("/api/communes?limit=1").is(200).header("Link"))
                .startsWith("<https://api.example.org/data/api/communes?limit=1&cursor=");
    }

    @Test
    void a_domain_of_the_settings_is_one() {
        client.get("/compta/api/clients/1").is(200);
        assertThat(client.get("/compta/api/clients/999999").is(404).bytes()).isEmpty();
        client.get("/nosuch/api/clients/1").is(404);
        client.get("/itcare/api/clients/1").is(200);
    }

    @Test
    void a_page_of_a_known_origin_may_read_and_is_named() {
        for (String path : new String[] {"/api/clients/1", "/api/clients/0", "/api/list/clients/", "/api/nosuch"}) {
            Answer answer = client.with("Origin", APP).get(path);
            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(APP);
            assertThat(answer.header("Vary")).contains("Origin");
            assertThat(answer.header("Access-Control-Expose-Headers"))
                    .contains("ETag")
                    .contains("Location");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        }
        assertThat(client.with("Origin", "http://localhost:3000")
                        .get("/api/clients/1")
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("http://localhost:3000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org.evil.example",
                "https://app.example.org:443",
                "http://app.example.org",
                "https://APP.example.org",
                "https://app.example.org/",
                "https://evil.example",
                "null",
                "*",
                ""
            })
    void every_other_origin_is_told_nothing(String origin) {
        Answer answer = client.with("Origin", origin).get("/api/clients/1").is(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Vary")).contains("Origin");
        Answer asked = Client.nobody()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .send("OPTIONS", "/api/clients", null);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(asked.header("Access-Control-Allow-Methods")).isEmpty();
    }

    @Test
    void a_browser_that_asks_first_is_told_what_is_allowed() {
        Answer asked = Client.nobody()
                .with("Origin", APP)
                .with("Access-Control-Request-Method", "PATCH")
                .with("Access-Control-Request-Headers", "authorization,content-type,dry-run")
                .send("OPTIONS", "/api/clients/1", null)
                .is(204);
        assertThat(asked.header("Access-Control-Allow-Origin")).isEqualTo(APP);
        assertThat(asked.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(asked.header("Access-Control-Allow-Headers")).isEqualTo("authorization,content-type,dry-run");
        assertThat(asked.header("Access-Control-Max-Age")).isNotEmpty();
    }

    @Test
    void a_body_may_be_as_long_as_the_limit_and_no_byte_longer() {
        String row = "{\"subject\":\"" + "x".repeat(190) + "\",\"description\":\"";
        String longest = row + "y".repeat(ConfiguredHouse.BODY_LIMIT - row.length() - 2) + "\"}";
        client.with("Dry-Run", "true").post("/api/tickets", longest).is(201);
        Answer refused = client.with("Dry-Run", "true")
                .post("/api/tickets", " " + longest)
                .is(413);
        assertThat(refused.reason()).contains("20000 bytes");
        assertThat(refused.header("Dry-Run")).isEqualTo("true");
        assertThat(client.post("/api/items/commandes", " ".repeat(20_001))
                        .is(413)
                        .text())
                .startsWith("{\"msg\":\"");
    }

    @Test
    void chunks_are_counted_too() throws IOException {
        String head =
                "POST /api/items/commandes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nDry-Run: true\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\nAuthorization: Bearer " + Client.apiKey() + "\r\n\r\n";
        String chunk = "3e8\r\n" + " ".repeat(1_000) + "\r\n";
        assertThat(RawHttp.exchange(head + chunk.repeat(19) + "2\r\n[]\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(200);
        Heard over = RawHttp.exchange(head + chunk.repeat(20) + "2\r\n[]\r\n0\r\n\r\n");
        assertThat(over.status()).as(over.text()).isEqualTo(413);
        assertThat(over.text()).contains("20000 bytes");
    }
}
