package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.RawHttp;
import org.passerelle.command.DemoHouse;

/** How a refusal looks in each family (wire.md §4, §6), and what each credential's place does (§2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RefusalsTest {

    private final Client client = Client.byKey();

    @Test
    void a_problem_says_what_kind_it_is_and_where_it_lies() {
        Answer refused = client.post("/api/clients", "{\"nosuch\":1,\"a/b~c\":2,\"effectif\":\"many\",\"cle\":\"x\"}")
                .is(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = refused.json();
        assertThat(problem.path("type").asText()).isEqualTo("/problems/bad-request");
        assertThat(problem.path("title").asText()).isEqualTo("Bad Request");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asText()).isNotEmpty();
        assertThat(problem.path("instance").asText()).isEqualTo("urn:request:" + refused.header("X-Request-Id"));
        List<String> pointers = new ArrayList<>();
        problem.path("errors").forEach(e -> pointers.add(e.path("pointer").asText()));
        assertThat(pointers).containsExactlyInAnyOrder("/nosuch", "/a~1b~0c", "/effectif", "/nom");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"table":"clients","columns":["nom"]}                         | /columns/0         | must be an object
                    {"table":"clients","columns":[{"name":"nom","width":"wide"}]} | /columns/0/width   | must be a whole number
                    {"table":"clients","columns":[{"name":"nom","visible":7.5}]}  | /columns/0/visible | must be true or false
                    {"table":"clients","columns":[{"nom":"x"}]}                   | /columns/0/nom     | unknown member; known: align, format, name, title, visible, width
                    {"table":["clients"]}                                         | /table             | must be a text
                    {"table":"clients","columns":"nom"}                           | /columns           | must be an array
                    """)
    void what_is_wrong_deep_in_a_body_is_pointed_at(String body, String pointer, String reason) {
        var error = client.post("/api/v1/views", body).is(400).json().path("errors");
        assertThat(error.findValuesAsText("pointer")).containsExactly(pointer);
        assertThat(error.findValuesAsText("detail")).containsExactly(reason);
    }

    @Test
    void a_problem_is_xml_for_who_asks_for_xml() {
        Answer refused = client.with("Accept", "application/xml")
                .post("/api/clients", "{\"nosuch\":1}")
                .is(400);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+xml");
        assertThat(refused.text())
                .contains("<problem")
                .contains("<status>400</status>")
                .contains("<errors><error><pointer>/nosuch</pointer>");
    }

    @Test
    void a_list_by_view_refuses_in_one_sentence() {
        Answer refused = client.get("/api/list/clients/?page=0").is(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/json");
        assertThat(refused.json().size()).isEqualTo(1);
        assertThat(refused.json().path("msg").asText()).contains("page");
        assertThat(client.with("Accept", "application/xml")
                        .get("/api/list/clients/?page=0")
                        .is(400)
                        .text())
                .contains("<msg>page must be");
    }

    @Test
    void a_body_that_is_missing_is_missed_each_time() {
        for (int time = 0; time < 3; time++) {
            for (String method : List.of("PUT", "PATCH")) {
                assertThat(client.send(method, "/api/v1/users/admin", null)
                                .is(400)
                                .reason())
                        .contains("body");
            }
            assertThat(client.send("POST", "/api/v1/views", null).is(400).reason())
                    .contains("body");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/list/clients",
        "GET,/api/item/clients/1",
        "POST,/api/items/clients",
        "GET,/api/oauth2/list/clients"
    })
    void who_is_nobody_gets_the_documented_sentence(String method, String path) {
        Answer refused = Client.nobody().send(method, path, null).is(401);
        assertThat(refused.text()).isEqualTo("{\"msg\":\"Invalid API key.\"}");
        assertThat(refused.header("WWW-Authenticate")).contains("Basic realm=").contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer nonsense",
                "Bearer psl_nope_nope",
                "Bearer ",
                "Bearer",
                "bearer x",
                "Basic",
                "Basic x",
                "Basic ====",
                "Basic bm9jb2xvbg==",
                "Basic Z3Vlc3Q6d3Jvbmc=",
                "Basic Og==",
                "Digest username=\"admin\"",
                "x",
                ""
            })
    void whatever_is_wrong_with_a_credential_the_answer_is_the_same(String authorization) {
        Answer refused = client.get("/api/nosuch"); // warm
        assertThat(refused.status()).isEqualTo(404);
        for (String path : List.of("/api/clients/1", "/api/v1/tables", "/api/nosuch", "/api/clients?nosuch=1")) {
            Answer answer = Client.nobody()
                    .with("Authorization", authorization)
                    .get(path)
                    .is(401);
            assertThat(answer.reason()).isEqualTo(Client.nobody().get(path).reason());
        }
    }

    @Test
    void two_credentials_in_one_request_are_400_even_if_both_hold() throws Exception {
        String key = Client.apiKey();
        client.with("X-API-Key", key).get("/api/clients/1").is(400);
        client.with("X-PlanRadar-API-Key", key).get("/api/clients/1").is(400);
        Client.nobody()
                .with("X-API-Key", key)
                .with("X-PlanRadar-API-Key", key)
                .get("/api/clients/1")
                .is(400);
        for (String name : List.of("Authorization: Bearer", "X-API-Key:", "X-PlanRadar-API-Key:")) {
            String line = name + " " + key + "\r\n";
            var heard = RawHttp.exchange(
                    "GET /api/clients/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + line + line + "\r\n");
            assertThat(heard.status()).as(name).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "X-PlanRadar-API-Key"})
    void a_key_may_stand_in_its_own_header(String header) {
        Client.nobody().with(header, Client.apiKey()).get("/api/clients/1").is(200);
        Client.nobody()
                .with(header, Client.apiKey() + "x")
                .get("/api/clients/1")
                .is(401);
        Client.nobody().with(header, "").get("/api/clients/1").is(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "api_key", "apiKey", "X-API-Key", "access_token", "key"})
    void a_key_in_the_address_opens_nothing(String parameter) {
        Client.nobody()
                .get("/api/list/clients/?" + parameter + "=" + Client.apiKey())
                .is(401);
    }

    @Test
    void every_answer_has_a_number_of_its_own_to_quote() {
        var seen = new java.util.HashSet<String>();
        for (int i = 0; i < 20; i++) {
            seen.add(
                    client.get(i % 2 == 0 ? "/api/clients/1" : "/api/clients/0").header("X-Request-Id"));
        }
        assertThat(seen).hasSize(20).doesNotContain("");
    }

    @Test
    void a_refusal_is_not_kept_by_caches_and_not_sniffed() {
        for (String path : List.of("/api/clients/1", "/api/clients/0", "/api/list/clients/")) {
            Answer answer = client.get(path);
            assertThat(answer.header("Cache-Control")).contains("private");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void who_may_not_ask_at_all_learns_no_names() {
        Answer there = Client.as("guest").get("/api/list/clients/");
        Answer nowhere = Client.as("guest").get("/api/list/nosuch/");
        assertThat(nowhere.is(403).text()).isEqualTo(there.is(403).text());
        assertThat(Client.as("guest").get("/api/nosuch/1").is(403).reason())
                .isEqualTo(Client.as("guest").get("/api/clients/1").is(403).reason());
    }
}
