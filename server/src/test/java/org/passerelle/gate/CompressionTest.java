package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** gzip when asked (wire.md §6). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class CompressionTest {

    private final Client client = Client.byKey();
    private final Client gzip = client.with("Accept-Encoding", "gzip");

    @ParameterizedTest
    @CsvSource({
        "/api/list/communes/?rowPerPage=1000,application/json",
        "/api/list/communes/?rowPerPage=20,application/json",
        "/api/list/communes/,text/csv",
        "/api/communes?limit=9000,application/json",
        "/api/communes,application/x-ndjson",
        "/api/communes?limit=100,application/xml",
        "/api/v1/tables,application/json"
    })
    void what_is_long_is_squeezed_and_is_the_same_unpacked(String path, String type) {
        Answer plain = client.with("Accept", type).get(path).is(200);
        Answer squeezed = gzip.with("Accept", type).get(path).is(200);
        assertThat(plain.isGzip()).isFalse();
        assertThat(squeezed.isGzip()).isTrue();
        assertThat(squeezed.text()).isEqualTo(plain.text());
        assertThat(squeezed.bytes().length).isLessThan(plain.bytes().length / 2);
        assertThat(plain.header("Vary")).contains("Accept-Encoding");
        assertThat(squeezed.header("Vary")).isEqualTo(plain.header("Vary"));
    }

    @Test
    void what_is_short_is_left_as_it_is() {
        Answer answer = gzip.get("/api/clients/1?fields=id").is(200);
        assertThat(answer.isGzip()).isFalse();
        assertThat(answer.text()).isEqualTo("{\"id\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip", "deflate, gzip;q=1.0, *;q=0.5", "*", "br, gzip ; q = 0.1"})
    void gzip_is_asked_for_in_many_ways(String accept) {
        assertThat(client.with("Accept-Encoding", accept)
                        .get("/api/list/communes/")
                        .is(200)
                        .isGzip())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "br", "", "gzip;q=0.0, *", "deflate", "*;q=0", "gzip;q=x"})
    void and_refused_in_many(String accept) {
        assertThat(client.with("Accept-Encoding", accept)
                        .get("/api/list/communes/")
                        .is(200)
                        .isGzip())
                .isFalse();
    }

    @Test
    void two_encodings_of_a_record_have_two_tags_and_either_is_good_for_a_change() {
        String place = client.post(
                        "/api/tickets", "{\"subject\":\"gzip\",\"description\":\"" + "long ".repeat(800) + "\"}")
                .is(201)
                .header("Location")
                .replaceFirst("http://[^/]+", "");
        String plain = client.get(place).is(200).header("ETag");
        Answer squeezed = gzip.get(place).is(200);
        assertThat(squeezed.isGzip()).isTrue();
        assertThat(squeezed.header("ETag")).matches("\"[^\"]+\"").isNotEqualTo(plain);
        gzip.with("If-None-Match", squeezed.header("ETag")).get(place).is(304);
        client.with("If-None-Match", plain).get(place).is(304);
        client.with("If-Match", squeezed.header("ETag"))
                .patch(place, "{\"progress\":1}")
                .is(200);
        client.with("If-Match", plain).patch(place, "{\"progress\":2}").is(412);
        client.delete(place).is(204);
    }

    @Test
    void a_head_speaks_as_the_get_would() {
        Answer get = gzip.get("/api/list/communes/").is(200);
        Answer head = gzip.send("HEAD", "/api/list/communes/", null).is(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("Content-Encoding")).isEqualTo(get.header("Content-Encoding"));
        assertThat(head.header("Vary")).isEqualTo(get.header("Vary"));
    }

    @Test
    void a_long_refusal_is_squeezed_too() {
        String body = "{" + "\"nosuch\":1,".repeat(0) + manyUnknown() + "}";
        Answer refused = gzip.post("/api/tickets", body).is(400);
        assertThat(refused.isGzip()).isTrue();
        assertThat(refused.json().path("errors").size()).isGreaterThan(100);
    }

    private static String manyUnknown() {
        var members = new StringBuilder("\"subject\":\"x\"");
        for (int i = 0; i < 200; i++) {
            members.append(",\"no").append(i).append("\":1");
        }
        return members.toString();
    }
}
