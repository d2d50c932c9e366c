package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.claims;
import static org.passerelle.oauth.Server.client;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** {@code POST /api/oauth2/access_token/}, and what its tokens open (GoPaaS G4 to G7). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class GopaasTokenHttpTest {

    private static final String TOKEN = "/api/oauth2/access_token/";

    private static Map<String, String> fields(String grant, Made client) {
        return Map.of("grant_type", grant, "client_id", client.id(), "client_secret", client.secret());
    }

    private static RequestSpecification form() {
        return given().contentType("application/x-www-form-urlencoded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Client Credentials", "client_credentials"})
    void a_token_comes_as_documented(String grant) {
        Made client = client(Map.of("accessTokenLifetime", "PT1M"));
        var answer = form().formParams(fields(grant, client)).post(TOKEN);
        answer.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo("60"))
                .body("scope", equalTo("data:rw"));
        assertThat(answer.jsonPath().getMap("$").keySet())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        var claims = claims(answer.path("access_token"));
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(60_000);
    }

    @Test
    void a_form_in_parts_and_json_are_taken_too() {
        Made client = client(Map.of());
        given().multiPart("grant_type", "Client Credentials")
                .multiPart("client_id", client.id())
                .multiPart("client_secret", client.secret())
                .post(TOKEN)
                .then()
                .statusCode(200)
                .body("access_token", notNullValue());
        given().contentType("application/json")
                .body(fields("Client Credentials", client))
                .post(TOKEN)
                .then()
                .statusCode(200);
        given().multiPart("grant_type", "x.txt", "a file".getBytes())
                .post(TOKEN)
                .then()
                .statusCode(400);
        given().contentType("application/json").body("[]").post(TOKEN).then().statusCode(400);
        Client.nobody()
                .with("Content-Type", "multipart/form-data; boundary=x")
                .send("POST", TOKEN, Client.bytes("no parts"))
                .is(400);
    }

    @Test
    void who_is_not_let_in_is_told_one_sentence() {
        Made client = client(Map.of());
        form().formParams(fields("Client Credentials", new Made(client.id(), "wrong")))
                .post(TOKEN)
                .then()
                .statusCode(401)
                .body("", equalTo(Map.of("msg", "Invalid Information.")));
        form().formParams(fields("Client Credentials", new Made("nobody", "wrong")))
                .post(TOKEN)
                .then()
                .statusCode(401)
                .body("msg", equalTo("Invalid Information."));
        form().formParams(fields("Client Credentials", client(Map.of("ips", "192.0.2.7"))))
                .post(TOKEN)
                .then()
                .statusCode(401)
                .body("msg", equalTo("Invalid Information."));
        form().formParams(fields("password", client))
                .post(TOKEN)
                .then()
                .statusCode(400)
                .body("msg", notNullValue());
    }

    @Test
    void its_tokens_open_the_paths_of_tokens_and_nothing_else_does() {
        Made client = client(Map.of("scopes", List.of("ADMIN"), "permissions", Map.of("data", "rw")));
        String token = form().formParams(fields("Client Credentials", client))
                .post(TOKEN)
                .then()
                .body("scope", equalTo("ADMIN"))
                .extract()
                .path("access_token");
        bearing(token).get("/api/oauth2/list/clients/").then().statusCode(200);
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        bearing(Client.apiKey())
                .get("/api/oauth2/list/clients/")
                .then()
                .statusCode(401)
                .body("msg", equalTo("Invalid API key."));
        given().header("Authorization", DemoHouse.basic("admin"))
                .get("/api/oauth2/list/clients/")
                .then()
                .statusCode(401);
    }
}
