package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.command.DemoHouse.basic;
import static org.passerelle.oauth.Server.BOTH;
import static org.passerelle.oauth.Server.CLIENTS;
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

import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** {@code POST …/token} (RFC 6749 §3.2, §4.4, §5, §6; wire.md §2, ITCare I3 and I4). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class TokenHttpTest {

    private static final int ENOUGH = 12;

    @Test
    void a_client_gets_tokens_as_itcare_documents_them() {
        token(client(Map.of()))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("access_token", notNullValue())
                .body("expires_in", equalTo(1200))
                .body("refresh_expires_in", equalTo(7200))
                .body("refresh_token", startsWith("psr_"))
                .body("token_type", equalTo("bearer"))
                .body("scope", equalTo("data:rw"))
                .body("id_token", nullValue());
    }

    @Test
    void an_access_token_says_what_rfc_9068_asks_for() throws ParseException {
        Made client = client(Map.of("accessTokenLifetime", "PT61.5S"));
        Response answer = token(client);
        String text = answer.path("access_token");
        assertThat(SignedJWT.parse(text).getHeader().getType().getType()).isEqualTo("at+jwt");
        var claims = claims(text);
        assertThat(claims.getIssuer()).endsWith("/auth/realms/cloud");
        assertThat(claims.getSubject()).isEqualTo("admin");
        assertThat(claims.getAudience()).hasSize(1);
        assertThat(claims.getStringClaim("client_id")).isEqualTo(client.id());
        assertThat(claims.getStringClaim("scope")).isEqualTo("data:rw");
        assertThat(claims.getJWTID())
                .isNotEqualTo(claims(token(client).path("access_token")).getJWTID());
        long lifetime =
                (claims.getExpirationTime().getTime() - claims.getIssueTime().getTime()) / 1000;
        assertThat(lifetime).isEqualTo(62);
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(62);
    }

    @Test
    void the_client_shows_itself_by_basic_or_in_the_form_and_not_by_both() {
        Made client = client(Map.of());
        String[] posted = {
            "grant_type", "client_credentials", "client_id", client.id(), "client_secret", client.secret()
        };
        form(given(), "token", posted).then().statusCode(200);
        ask(client, "token", "grant_type", "client_credentials", "client_id", client.id())
                .then()
                .statusCode(200);
        ask(client, "token", posted).then().statusCode(400).body("error", equalTo("invalid_request"));
        ask(client, "token", "grant_type", "client_credentials", "client_id", "another")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void basic_is_percent_encoded_inside() {
        Made client = client(Map.of("id", Server.unique("dot.ted")));
        String encoded = client.id().replace(".", "%2E");
        given().header("Authorization", basic(encoded, client.secret()))
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post(PROTOCOL + "token")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"Basic !!!", "Basic bm9jb2xvbg==", "Bearer x", "Nonsense"})
    void what_is_no_basic_of_a_client_is_invalid_client(String authorization) {
        form(given().header("Authorization", authorization), "token", "grant_type", "client_credentials")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .body("error", equalTo("invalid_client"));
    }

    @Test
    void unknown_wrong_and_inactive_clients_get_the_same_answer() {
        Made client = client(Map.of());
        Made off = client(Map.of("active", false));
        String wrong = refusal(token(new Made(client.id(), "psc_wrong")));
        assertThat(refusal(token(new Made("nobody", "psc_wrong")))).isEqualTo(wrong);
        assertThat(refusal(token(off))).isEqualTo(wrong);
        assertThat(refusal(form(given(), "token", "grant_type", "client_credentials", "client_id", client.id())))
                .as("its id alone")
                .isEqualTo(wrong);
        form(given(), "token", "grant_type", "client_credentials").then().statusCode(401);
    }

    private static String refusal(Response answer) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Basic"))
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_client"));
        return answer.asString();
    }

    @Test
    void wrong_secrets_are_slowed_down_and_the_right_one_is_never_kept_waiting() {
        Made client = client(Map.of());
        Made wrong = new Made(client.id(), "psc_wrong");
        Response answer = token(wrong);
        for (int i = 0;
                i < ENOUGH && answer.statusCode() == 401;
                i++) { // more than five where one comes after the first, short waits
            answer = token(wrong);
        }
        answer.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("error", equalTo("temporarily_unavailable"));
        token(client).then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer, unsupported_grant_type",
        "grant_type=authorization_code&code=x, unauthorized_client",
        "scope=data:r, invalid_request",
        "grant_type=&scope=data:r, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=client_credentials&scope=data:r&scope=data:r, invalid_request",
        "grant_type=client_credentials&scope=users:rw, invalid_scope",
        "grant_type=client_credentials&scope=nonsense, invalid_scope",
        "grant_type=refresh_token, invalid_request",
        "grant_type=refresh_token&refresh_token=nonsense, invalid_grant",
        "grant_type=client_credentials&x=%zz, invalid_request"
    })
    void every_refusal_is_said_as_the_standard_does(String form, String error) {
        Made client = client(Map.of());
        given().header("Authorization", basic(client.id(), client.secret()))
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post(PROTOCOL + "token")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("error", equalTo(error))
                .body("error_description", notNullValue());
    }

    @Test
    void a_parameter_that_nobody_knows_is_not_looked_at() {
        ask(client(Map.of()), "token", "grant_type", "client_credentials", "nosuch", "x")
                .then()
                .statusCode(200);
    }

    @Test
    void nothing_is_taken_from_the_address() {
        Made client = client(Map.of());
        given().contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post(PROTOCOL + "token?client_id=" + client.id() + "&client_secret=" + client.secret())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        given().get(PROTOCOL + "token").then().statusCode(405);
    }

    @Test
    void only_forms_are_taken() {
        Made client = client(Map.of());
        given().header("Authorization", basic(client.id(), client.secret()))
                .contentType("application/json")
                .body("{\"grant_type\":\"client_credentials\"}")
                .post(PROTOCOL + "token")
                .then()
                .statusCode(415)
                .header("Cache-Control", "no-store")
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void another_realm_is_not_here() {
        Made client = client(Map.of());
        given().header("Authorization", basic(client.id(), client.secret()))
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post("/auth/realms/other/protocol/openid-connect/token")
                .then()
                .statusCode(404);
    }

    @Test
    void a_scope_narrows_what_the_token_may() {
        Made client = client(Map.of("scopes", List.of("data:rw", "data:r")));
        String token = ask(client, "token", "grant_type", "client_credentials", "scope", "data:r")
                .then()
                .statusCode(200)
                .body("scope", equalTo("data:r"))
                .extract()
                .path("access_token");
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        bearing(token)
                .contentType("application/json")
                .body("[]")
                .post("/api/items/commandes/")
                .then()
                .statusCode(403);
    }

    @Test
    void a_client_of_a_user_who_is_switched_off_gets_nothing() {
        String user = Server.unique("u");
        as("owner")
                .body(Map.of("id", user, "acls", List.of("api.access", "data:rw")))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        Made client = Server.clientOf("owner", Map.of("user", user));
        Response before = token(client);
        as("owner")
                .body(Map.of("active", false))
                .patch("/api/v1/users/" + user)
                .then()
                .statusCode(200);
        assertThat(holds(before.path("access_token"))).isFalse();
        token(client).then().statusCode(401);
        refresh(client, before.path("refresh_token")).then().statusCode(401);
        as("owner").delete("/api/v1/users/" + user).then().statusCode(204);
        as("owner").get(CLIENTS + "/" + client.id()).then().statusCode(404);
    }

    @Test
    void the_clients_and_the_users_addresses_must_both_allow() {
        Made elsewhere = client(Map.of("ips", "192.0.2.7"));
        token(elsewhere).then().statusCode(403).body("error", equalTo("unauthorized_client"));
        String user = Server.unique("u");
        as("owner")
                .body(Map.of("id", user, "acls", List.of("api.access", "data:rw"), "ips", "192.0.2.7"))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        token(Server.clientOf("owner", Map.of("user", user))).then().statusCode(403);
    }

    @Test
    void asking_for_more_tokens_is_no_way_to_ask_more_often() {
        Made client = client(Map.of("rateLimit", 3));
        String one = token(client).path("access_token");
        String two = token(client).path("access_token");
        bearing(one).get(Server.ME).then().statusCode(200).header("RateLimit-Policy", containsString("q=3"));
        bearing(two).get(Server.ME).then().statusCode(429);
        token(client).then().statusCode(429).body("error", equalTo("temporarily_unavailable"));
    }

    @Test
    void a_rehearsal_gives_no_token() {
        Made client = client(Map.of());
        given().header("Authorization", basic(client.id(), client.secret()))
                .header("Dry-Run", "true")
                .contentType("application/x-www-form-urlencoded")
                .formParam("grant_type", "client_credentials")
                .post(PROTOCOL + "token")
                .then()
                .statusCode(200)
                .body("access_token", equalTo("dry-run"))
                .body("refresh_token", equalTo("dry-run"));
    }

    @Test
    void without_the_grant_there_is_no_refresh_token() {
        Made client = client(Map.of("grants", List.of(BOTH.getFirst())));
        token(client).then().statusCode(200).body("refresh_token", nullValue()).body("refresh_expires_in", nullValue());
        refresh(client, "psr_x").then().statusCode(400).body("error", equalTo("unauthorized_client"));
    }

    @ParameterizedTest
    @CsvSource({
        "resource, http://localhost:8080, 200",
        "resource, http://localhost:8080/itcare/api, 200",
        "resource, http://localhost:80801, 400",
        "resource, https://elsewhere.example.org, 400",
        "audience, elsewhere, 400",
        "audience, http://localhost:8080 elsewhere, 400"
    })
    void tokens_are_for_this_server_and_nobody_gets_one_for_another(String name, String target, int status) {
        Response answer = ask(client(Map.of()), "token", "grant_type", "client_credentials", name, target);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 400) {
            answer.then().body("error", equalTo("invalid_target"));
        }
    }
}
