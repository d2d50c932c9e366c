package org.passerelle.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** How often a credential may be used (wire.md §3; PlanRadar P3). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RateLimitHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String ME = "/api/v1/auth/me";

    private static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    private static RequestSpecification by(String key) {
        return given().header("X-API-Key", key).contentType(ContentType.JSON);
    }

    private static Map<String, Object> body(Object rateLimit) {
        var body = new HashMap<String, Object>(Map.of("name", "test", "permissions", Map.of("data", "r")));
        if (rateLimit != null) {
            body.put("rateLimit", rateLimit);
        }
        return body;
    }

    private static String key(String who, Object rateLimit) {
        return as(who).body(body(rateLimit))
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    @Test
    void thirty_a_minute_then_429_with_the_time_to_wait() {
        String key = key("user", 30);
        List<Response> answers = IntStream.range(0, 34)
                .mapToObj(i -> by(key).get("/api/list/clients/"))
                .toList();
        assertThat(answers.stream().map(Response::statusCode))
                .isEqualTo(Stream.concat(
                                IntStream.range(0, 30).mapToObj(i -> 200),
                                IntStream.range(0, 4).mapToObj(i -> 429))
                        .toList());
        for (int i = 0; i < 30; i++) {
            Response answer = answers.get(i);
            assertThat(answer.header("X-RateLimit-Limit")).isEqualTo("30");
            assertThat(answer.header("X-RateLimit-Remaining")).isEqualTo("" + (29 - i));
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"minute\";q=30;w=60");
            assertThat(answer.header("RateLimit")).startsWith("\"minute\";r=" + (29 - i) + ";t=");
            assertThat(answer.header("Retry-After")).isNull();
        }
        Response refused = answers.getLast();
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        assertThat(Integer.parseInt(refused.header("X-RateLimit-Reset"))).isBetween(1, 60);
        assertThat(refused.header("RateLimit")).startsWith("\"minute\";r=0;t=");
        assertThat(refused.jsonPath().getString("msg")).isNotEmpty();
        by(key).get(ME)
                .then()
                .statusCode(429)
                .body("title", equalTo("Too Many Requests"))
                .body("status", equalTo(429));
        by(key("user", 30)).get(ME).then().statusCode(200);
    }

    @Test
    void a_crowd_at_once_gets_no_more_through() throws Exception {
        String key = key("user", 30);
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(60)) {
            var answers = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return by(key).get(ME).statusCode();
                    }))
                    .toList();
            start.countDown();
            var codes = new java.util.ArrayList<Integer>();
            for (var answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes).filteredOn(code -> code == 200).hasSize(30);
            assertThat(codes).filteredOn(code -> code == 429).hasSize(30);
        }
    }

    @Test
    void what_is_refused_for_want_of_a_right_counts_too() {
        String key = key("user", 2);
        by(key).get("/api/v1/users").then().statusCode(403).header("RateLimit", notNullValue());
        by(key).get("/api/v1/users").then().statusCode(403);
        by(key).get("/api/v1/users").then().statusCode(429);
    }

    @Test
    void an_answer_to_nobody_has_no_limit_to_tell() {
        given().get("/api/status").then().header("RateLimit", nullValue());
        given().header("Authorization", "Bearer nonsense")
                .get(ME)
                .then()
                .statusCode(401)
                .header("RateLimit", nullValue());
    }

    @Test
    void the_figure_is_the_keys_else_the_accounts() {
        by(key("user", 7)).get(ME).then().body("rateLimit", equalTo(7));
        by(key("user", null)).get(ME).then().body("rateLimit", equalTo(6000));
        as("user").get(ME).then().body("rateLimit", equalTo(6000)).header("X-RateLimit-Limit", "6000");
        by(DemoHouse.credentials().path("apiKey").textValue()).get(ME).then().body("rateLimit", equalTo(6000));
        by(DemoHouse.credentials().path("limitedApiKey").textValue())
                .get(ME)
                .then()
                .body("rateLimit", equalTo(30));
    }

    @Test
    void a_token_has_what_the_key_has_that_made_it() {
        String token =
                by(key("user", 7)).body(Map.of()).post("/api/v1/auth/jwt").path("token");
        given().header("Authorization", "Bearer " + token).get(ME).then().body("rateLimit", equalTo(7));
    }

    @Test
    void more_than_the_default_takes_the_right_to_manage_users() {
        as("user").body(body(31)).post(KEYS).then().statusCode(403);
        as("admin").body(body(31)).post(KEYS).then().statusCode(201);
        String weak = as("admin").body(body(5)).post(KEYS).path("key");
        by(weak).body(body(6)).post(KEYS).then().statusCode(403);
        by(weak).body(body(null)).post(KEYS).then().statusCode(201).body("rateLimit", equalTo(5));
        by(weak).body(body(4)).post(KEYS).then().statusCode(201).body("rateLimit", equalTo(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1000001", "99999999999", "\"many\"", "1.5", "true", "[]"})
    void no_sensible_figure_is_400(String rateLimit) {
        as("admin")
                .body("{\"name\":\"x\",\"rateLimit\":" + rateLimit + "}")
                .post(KEYS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/rateLimit"));
    }
}
