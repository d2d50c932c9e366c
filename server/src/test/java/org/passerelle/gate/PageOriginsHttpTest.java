package org.passerelle.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** Pages of other origins may use a key that names them, and no other (wire.md §3). The server itself allows none. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class PageOriginsHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String LIST = "/api/list/clients/";
    private static final String APP = "https://app.example.org";
    private static final String ALLOW = "Access-Control-Allow-Origin";

    private static ValidatableResponse made(List<String> origins) {
        return given().header("Authorization", basic("user"))
                .contentType(ContentType.JSON)
                .body(Map.of("name", "page", "permissions", Map.of("data", "r"), "origins", origins))
                .post(KEYS)
                .then();
    }

    private static ValidatableResponse list(String token, String origin) {
        return given().header("Authorization", "Bearer " + token)
                .header("Origin", origin)
                .get(LIST)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse preflight(String origin) {
        return given().header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .options(LIST)
                .then()
                .statusCode(204);
    }

    @Test
    void a_page_reads_what_its_key_and_the_keys_tokens_answer() {
        preflight(APP).header(ALLOW, nullValue());
        var key =
                made(List.of(APP)).statusCode(201).body("origins", hasItem(APP)).extract();
        String id = key.path("id");
        preflight(APP)
                .header(ALLOW, equalTo(APP))
                .header("Access-Control-Allow-Methods", containsString("GET"))
                .header("Access-Control-Allow-Headers", equalTo("authorization"))
                .header("Vary", containsString("Origin"));
        list(key.path("key"), APP).header(ALLOW, equalTo(APP)).header("Vary", containsString("Origin"));
        String token = given().header("X-API-Key", key.<String>path("key"))
                .contentType(ContentType.JSON)
                .body(Map.of("permissions", Map.of("data", "r")))
                .post("/api/v1/auth/jwt")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        list(token, APP).header(ALLOW, equalTo(APP));
        String other = made(List.of()).statusCode(201).extract().path("key");
        list(other, APP).header(ALLOW, nullValue());
        for (String origin : List.of("https://app.example.org:8443", "http://app.example.org", "null", APP + ".evil")) {
            preflight(origin).header(ALLOW, nullValue());
            list(key.path("key"), origin).header(ALLOW, nullValue());
        }
        given().header("Authorization", basic("user"))
                .delete(KEYS + "/" + id)
                .then()
                .statusCode(200);
        preflight(APP).header(ALLOW, nullValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "app.example.org",
                "https://app.example.org/",
                "https://App.example.org",
                "https://app.example.org:443",
                "http://app.example.org:80",
                "https://user@app.example.org",
                "ftp://app.example.org",
                "https://*.example.org",
                ""
            })
    void what_no_browser_sends_is_no_origin(String origin) {
        made(List.of(origin)).statusCode(400).body("errors[0].pointer", equalTo("/origins"));
    }
}
