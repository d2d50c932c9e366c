package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.oauth.Server.PROTOCOL;
import static org.passerelle.oauth.Server.as;
import static org.passerelle.oauth.Server.ask;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.claims;
import static org.passerelle.oauth.Server.client;
import static org.passerelle.oauth.Server.form;
import static org.passerelle.oauth.Server.holds;
import static org.passerelle.oauth.Server.refresh;
import static org.passerelle.oauth.Server.token;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** What may be asked about tokens once they are given: introspection, revocation, userinfo, metadata (RFC 7662, 7009, 8414). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class TokenLifeHttpTest {

    private static final String INTROSPECT = "token/introspect";

    private static Response about(Made client, String token) {
        return ask(client, INTROSPECT, "token", token);
    }

    @Test
    void an_access_token_that_holds_is_described() {
        Made client = client(Map.of());
        String token = token(client).path("access_token");
        about(client, token)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("active", equalTo(true))
                .body("client_id", equalTo(client.id()))
                .body("sub", equalTo("admin"))
                .body("username", equalTo("admin"))
                .body("scope", equalTo("data:rw"))
                .body("token_type", equalTo("Bearer"))
                .body("jti", equalTo(claims(token).getJWTID()))
                .body("iss", equalTo(claims(token).getIssuer()))
                .body("exp", equalTo((int) (claims(token).getExpirationTime().getTime() / 1000)));
    }

    @Test
    void a_refresh_token_is_too_until_it_is_used() {
        Made client = client(Map.of());
        String token = token(client).path("refresh_token");
        about(client, token).then().body("active", equalTo(true)).body("client_id", equalTo(client.id()));
        refresh(client, token).then().statusCode(200);
        assertThat(about(client, token).asString()).isEqualTo("{\"active\":false}");
    }

    @Test
    void anothers_token_is_told_to_nobody_but_who_may_read_of_credentials() {
        Made client = client(Map.of());
        Response given = token(client);
        Made other = client(Map.of());
        Made trusted = client(Map.of("permissions", Map.of("authentication", "r")));
        for (String token : List.of(given.<String>path("access_token"), given.<String>path("refresh_token"))) {
            assertThat(about(other, token).asString()).isEqualTo("{\"active\":false}");
            about(trusted, token).then().body("active", equalTo(true)).body("client_id", equalTo(client.id()));
        }
    }

    @Test
    void a_client_is_told_of_others_tokens_no_more_than_its_user_may_read() {
        String request = as("user")
                .body(Map.of(
                        "name", "Curious",
                        "organisation", "Dupont SA",
                        "purpose", "Asks about others",
                        "permissions", Map.of("authentication", "r")))
                .post("/api/v1/client-requests")
                .path("id");
        as("admin")
                .post("/api/v1/client-requests/" + request + "/accept")
                .then()
                .statusCode(200);
        Response account = as("user").post("/api/v1/client-requests/" + request + "/secret");
        Made curious = new Made(account.path("id"), account.path("secret"));
        assertThat(about(curious, token(client(Map.of())).path("access_token")).asString())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void what_is_no_token_is_not_active() {
        Made client = client(Map.of());
        String jwt = as("admin")
                .body("{\"permissions\":{\"data\":\"r\"}}")
                .post("/api/v1/auth/jwt")
                .path("token");
        for (String token : List.of("nonsense", "a.b.c", org.passerelle.Client.apiKey(), jwt, "psr_x")) {
            assertThat(about(client, token).asString()).isEqualTo("{\"active\":false}");
        }
        ask(client, INTROSPECT).then().statusCode(400).body("error", equalTo("invalid_request"));
        form(given(), INTROSPECT, "token", "x").then().statusCode(401).body("error", equalTo("invalid_client"));
        form(given(), INTROSPECT, "token", "x", "client_id", client.id()).then().statusCode(401);
    }

    @Test
    void an_access_token_given_back_holds_no_more_and_its_family_goes_on() {
        Made client = client(Map.of());
        Response given = token(client);
        String token = given.path("access_token");
        ask(client, "revoke", "token", token)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body(equalTo(""));
        assertThat(holds(token)).isFalse();
        assertThat(about(client, token).asString()).isEqualTo("{\"active\":false}");
        refresh(client, given.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void a_refresh_token_given_back_ends_all_that_came_of_its_grant() {
        Made client = client(Map.of());
        Response first = token(client);
        Response second = refresh(client, first.path("refresh_token"));
        ask(client, "revoke", "token", second.path("refresh_token"), "token_type_hint", "access_token")
                .then()
                .statusCode(200);
        assertThat(holds(first.path("access_token"))).isFalse();
        assertThat(holds(second.path("access_token"))).isFalse();
        refresh(client, second.path("refresh_token")).then().statusCode(400);
    }

    @Test
    void only_ones_own_is_given_back_and_what_is_none_is_no_mistake() {
        Made client = client(Map.of());
        Made other = client(Map.of());
        Response given = token(client);
        for (String token : List.of(given.<String>path("access_token"), given.<String>path("refresh_token"))) {
            ask(other, "revoke", "token", token).then().statusCode(400).body("error", equalTo("unauthorized_client"));
        }
        assertThat(holds(given.path("access_token"))).isTrue();
        refresh(client, given.path("refresh_token")).then().statusCode(200);
        ask(client, "revoke", "token", "nonsense").then().statusCode(200);
        ask(client, "revoke").then().statusCode(400).body("error", equalTo("invalid_request"));
        form(given(), "revoke", "token", "x").then().statusCode(401);
    }

    @Test
    void userinfo_is_for_tokens_that_were_given_to_tell_it() {
        String token = token(client(Map.of())).path("access_token");
        bearing(token)
                .get(PROTOCOL + "userinfo")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("insufficient_scope"));
        given().get(PROTOCOL + "userinfo").then().statusCode(401).header("WWW-Authenticate", containsString("Bearer"));
        as("admin").get(PROTOCOL + "userinfo").then().statusCode(401);
    }

    @Test
    void the_metadata_is_what_the_sdk_understands_and_its_addresses_answer() throws ParseException {
        String text = given().get("/auth/realms/cloud/.well-known/openid-configuration")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .extract()
                .asString();
        var metadata = OIDCProviderMetadata.parse(text);
        assertThat(metadata.getIssuer().getValue()).endsWith("/auth/realms/cloud");
        assertThat(metadata.getResponseTypes()).hasSize(1);
        assertThat(metadata.supportsAuthorizationResponseIssuerParam()).isTrue();
        assertThat(given().get("/.well-known/oauth-authorization-server/auth/realms/cloud")
                        .asString())
                .isEqualTo(text);
        Stream.of(
                        metadata.getTokenEndpointURI(),
                        metadata.getIntrospectionEndpointURI(),
                        metadata.getRevocationEndpointURI())
                .map(URI::getPath)
                .forEach(path -> given().contentType("application/x-www-form-urlencoded")
                        .formParam("x", "y")
                        .post(path)
                        .then()
                        .statusCode(401)
                        .body("error", equalTo("invalid_client")));
        given().get(metadata.getJWKSetURI().getPath()).then().statusCode(200).body("keys", notNullValue());
        given().get("/auth/realms/other/.well-known/openid-configuration")
                .then()
                .statusCode(404);
    }

    @Test
    void nothing_private_is_published() {
        given().get(PROTOCOL + "certs")
                .then()
                .body("keys[0].kty", equalTo("RSA"))
                .body("keys[0].d", nullValue())
                .body("keys[0].p", nullValue());
    }
}
