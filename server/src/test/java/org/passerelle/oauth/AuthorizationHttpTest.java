package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.oauth.Person.ASKS_PEOPLE;
import static org.passerelle.oauth.Person.CALLBACK;
import static org.passerelle.oauth.Person.answered;
import static org.passerelle.oauth.Person.redeem;
import static org.passerelle.oauth.Person.request;
import static org.passerelle.oauth.Server.PROTOCOL;
import static org.passerelle.oauth.Server.as;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.claims;
import static org.passerelle.oauth.Server.client;
import static org.passerelle.oauth.Server.clientOf;
import static org.passerelle.oauth.Server.holds;
import static org.passerelle.oauth.Server.refresh;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** The authorization endpoint, its pages, and what codes are worth (RFC 6749 §4.1, RFC 7636, RFC 9207; wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class AuthorizationHttpTest {

    private static Made asking(Map<String, ?> more) {
        var body = new HashMap<String, Object>(ASKS_PEOPLE);
        body.putAll(more);
        return client(body);
    }

    @Test
    void a_person_signs_in_allows_and_the_client_gets_its_tokens() {
        Made client = asking(Map.of("name", "Orders <b>", "organisation", "Dupont SA", "purpose", "Reads orders"));
        var person = new Person();
        Response signIn = person.open(request(client));
        signIn.then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("form-action 'self';"))
                .header("X-Frame-Options", "DENY")
                .header("Set-Cookie", allOf(containsString("HttpOnly"), containsString("SameSite=Lax")))
                .body(containsString("Orders &lt;b&gt;"));
        Response consent = person.signIn(signIn, "user");
        consent.then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("form-action 'self' https://app.example.org;"))
                .body(containsString("Dupont SA"))
                .body(containsString("Reads orders"))
                .body(containsString("data:rw"));
        Response redirect = person.send(consent, "consent", "answer", "allow");
        redirect.then()
                .header("Location", containsString(CALLBACK + "?"))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer");
        Map<String, String> answer = answered(redirect);
        assertThat(answer).containsKeys("code", "iss").containsEntry("state", "s t&te");
        assertThat(answer.get("iss")).endsWith("/auth/realms/cloud");
        Response tokens = redeem(client, answer.get("code"));
        tokens.then()
                .statusCode(200)
                .body("scope", equalTo("data:rw"))
                .body("refresh_token", notNullValue())
                .body("id_token", nullValue());
        bearing(tokens.path("access_token"))
                .get(Server.ME)
                .then()
                .body("user", equalTo("user"))
                .body("actor", nullValue());
        refresh(client, tokens.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void who_has_signed_in_is_asked_for_his_consent_only() {
        Made client = asking(Map.of());
        var person = new Person();
        assertThat(person.allows(request(client), "user")).containsKey("code");
        person.open(request(client))
                .then()
                .body(containsString("name=\"answer\""))
                .body(not(containsString("name=\"password\"")));
        person.open(request(client, "prompt", "login")).then().body(containsString("name=\"password\""));
        person.open(request(client, "max_age", "0")).then().statusCode(200);
        assertThat(person.allows(request(client, "prompt", "login"), "admin")).containsKey("code");
    }

    @Test
    void a_person_may_refuse_or_be_another() {
        Made client = asking(Map.of());
        var person = new Person();
        Response consent = person.signIn(person.open(request(client)), "user");
        assertThat(answered(person.send(consent, "consent", "answer", "refuse")))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "s t&te")
                .containsKey("iss");
        person.send(consent, "consent", "answer", "other").then().body(containsString("name=\"password\""));
    }

    @Test
    void a_wrong_password_is_told_and_leads_nowhere() {
        Made client = asking(Map.of());
        var person = new Person();
        person.send(person.open(request(client)), "sign-in", "user", "user", "password", "wrong")
                .then()
                .statusCode(200)
                .body(containsString("role=\"alert\""))
                .body(containsString("name=\"password\""));
    }

    @Test
    void an_account_without_api_access_authorizes_nothing() {
        Made client = asking(Map.of());
        var person = new Person();
        Response signIn = person.open(request(client));
        assertThat(answered(person.signIn(signIn, "guest"))).containsEntry("error", "access_denied");
    }

    @Test
    void a_form_counts_only_from_the_page_that_was_shown_to_this_browser() {
        Made client = asking(Map.of());
        var person = new Person();
        Response signIn = person.open(request(client));
        Response consent = person.signIn(signIn, "user");
        var stranger = new Person();
        stranger.open(request(client));
        stranger.send(consent, "consent", "answer", "allow")
                .then()
                .statusCode(200)
                .body(containsString("name=\"password\""));
        person.send(consent, "consent", "answer", "allow", "token", "forged")
                .then()
                .statusCode(200);
        Made other = asking(Map.of());
        String asked = request(other).entrySet().stream()
                .map(e -> e.getKey() + "=" + org.passerelle.Client.encode(e.getValue()))
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
        person.send(consent, "consent", "answer", "allow", "request", asked)
                .then()
                .statusCode(200)
                .body(containsString("name=\"answer\""));
    }

    @ParameterizedTest
    @CsvSource({
        "client_id, nobody",
        "redirect_uri, https://app.example.org/callback/",
        "redirect_uri, https://app.example.org/callback?x=1",
        "redirect_uri, https://APP.example.org/callback",
        "redirect_uri, https://app.example.org:443/callback",
        "redirect_uri, https://evil.example.org/callback",
        "redirect_uri, https://app.example.org/x/../callback",
        "redirect_uri, not an address"
    })
    void nobody_is_answered_at_an_address_that_is_not_the_clients(String name, String value) {
        new Person()
                .open(request(asking(Map.of()), name, value))
                .then()
                .statusCode(400)
                .contentType("text/html;charset=UTF-8")
                .header("Location", nullValue());
    }

    @Test
    void a_client_without_this_grant_is_not_served() {
        new Person().open(request(client(Map.of()))).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "response_type, token, unsupported_response_type",
                "response_type, code id_token, unsupported_response_type",
                "response_type, -, invalid_request",
                "response_mode, fragment, invalid_request",
                "scope, system:rw, invalid_scope",
                "scope, nonsense, invalid_scope",
                "code_challenge, -, invalid_request",
                "code_challenge, short, invalid_request",
                "code_challenge_method, -, invalid_request",
                "code_challenge_method, plain, invalid_request",
                "request, eyJhbGciOiJub25lIn0.e30., request_not_supported",
                "request_uri, https://app.example.org/r, request_uri_not_supported",
                "prompt, none, login_required",
                "prompt, none login, invalid_request",
                "prompt, nonsense, invalid_request",
                "max_age, soon, invalid_request",
                "resource, https://elsewhere.example.org/, invalid_target"
            })
    void what_is_wrong_otherwise_is_told_to_the_client(String name, String value, String error) {
        Response answer = new Person().open(request(asking(Map.of()), name, value));
        answer.then().header("Location", containsString(CALLBACK + "?"));
        assertThat(answered(answer))
                .containsEntry("error", error)
                .containsEntry("state", "s t&te")
                .containsKey("iss");
    }

    @Test
    void a_parameter_given_twice_is_refused() {
        Made client = asking(Map.of());
        String asked = "response_type=code&client_id=" + client.id() + "&redirect_uri=" + CALLBACK
                + "&code_challenge_method=S256&code_challenge=" + Person.challenge(Person.VERIFIER);
        assertThat(answered(new Person().open(asked + "&scope=data:r&scope=data:rw")))
                .containsEntry("error", "invalid_request");
        new Person().open(asked + "&client_id=" + client.id()).then().statusCode(400);
        new Person().open(asked + "&redirect_uri=" + CALLBACK).then().statusCode(400);
    }

    @Test
    void nobody_at_the_browser_who_has_signed_in_is_only_short_of_consent() {
        Made client = asking(Map.of());
        var person = new Person();
        person.allows(request(client), "user");
        assertThat(answered(person.open(request(client, "prompt", "none")))).containsEntry("error", "consent_required");
    }

    @Test
    void a_request_may_come_by_a_form_too() {
        Made client = asking(Map.of());
        given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParams(request(client))
                .post(PROTOCOL + "auth")
                .then()
                .statusCode(303)
                .header("Location", containsString("auth?response_type=code&"));
    }

    @Test
    void a_client_with_one_address_may_leave_it_out_and_then_does_so_twice() {
        Made client = asking(Map.of());
        var person = new Person();
        String code =
                person.allows(request(client, "redirect_uri", null), "user").get("code");
        Server.ask(client, "token", "grant_type", "authorization_code", "code", code, "code_verifier", Person.VERIFIER)
                .then()
                .statusCode(200);
        Made two = asking(Map.of("redirectUris", List.of(CALLBACK, "https://app.example.org/other")));
        person.open(request(two, "redirect_uri", null)).then().statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1/cb, http://127.0.0.1:51004/cb, 200",
        "http://[::1]:1/cb, http://[::1]:51004/cb, 200",
        "http://localhost:1/cb, http://localhost:51004/cb, 400",
        "http://127.0.0.1/cb, http://127.0.0.1:51004/other, 400",
        "http://127.0.0.1/cb, http://127.0.0.1.example.org/cb, 400",
        "http://127.0.0.1/cb, http://x@127.0.0.1:80/cb, 400",
        "http://127.0.0.1/cb, https://127.0.0.1:51004/cb, 400"
    })
    void a_program_on_the_users_machine_listens_where_there_is_room(String registered, String asked, int status) {
        Made client = asking(Map.of("redirectUris", List.of(registered)));
        new Person().open(request(client, "redirect_uri", asked)).then().statusCode(status);
    }

    @Test
    void a_code_is_redeemed_once_and_its_replay_ends_what_it_gave() {
        Made client = asking(Map.of());
        String code = new Person().allows(request(client), "user").get("code");
        Response tokens = redeem(client, code);
        tokens.then().statusCode(200);
        redeem(client, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
        assertThat(holds(tokens.path("access_token"))).isFalse();
        refresh(client, tokens.path("refresh_token")).then().statusCode(400);
    }

    @Test
    void a_code_without_refresh_tokens_ends_what_it_gave_too() {
        Made client = asking(Map.of("grants", List.of("authorization_code")));
        String code = new Person().allows(request(client), "user").get("code");
        Response tokens = redeem(client, code);
        tokens.then().statusCode(200).body("refresh_token", nullValue());
        redeem(client, code).then().statusCode(400);
        assertThat(holds(tokens.path("access_token"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://app.example.org/other",
        "code_verifier, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "code_verifier, short"
    })
    void a_code_proves_itself_or_is_lost(String name, String value) {
        Made client = asking(Map.of());
        String code = new Person().allows(request(client), "user").get("code");
        redeem(client, code, name, value).then().statusCode(400).body("error", equalTo("invalid_grant"));
        redeem(client, code).then().statusCode(400);
    }

    @Test
    void a_code_is_of_use_to_its_own_client_only() {
        Made client = asking(Map.of());
        String code = new Person().allows(request(client), "user").get("code");
        redeem(asking(Map.of()), code).then().statusCode(400).body("error", equalTo("invalid_grant"));
        redeem(client, "psa_nonsense").then().statusCode(400).body("error", equalTo("invalid_grant"));
        Server.ask(client, "token", "grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        redeem(client, code).then().statusCode(200);
    }

    @Test
    void a_client_without_a_secret_redeems_by_its_verifier_alone() {
        Response made = as("admin")
                .body(Server.body(Map.of(
                        "confidential",
                        false,
                        "grants",
                        List.of("authorization_code", "refresh_token"),
                        "redirectUris",
                        List.of(CALLBACK))))
                .post(Server.CLIENTS);
        var client = new Made(made.path("id"), "");
        String code = new Person().allows(request(client), "user").get("code");
        Response tokens = Server.form(
                given(),
                "token",
                "client_id",
                client.id(),
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                Person.VERIFIER);
        tokens.then().statusCode(200);
        Server.form(
                        given(),
                        "token",
                        "client_id",
                        client.id(),
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token"))
                .then()
                .statusCode(200);
    }

    @Test
    void tokens_taken_back_since_the_consent_take_the_code_with_them() {
        Made client = asking(Map.of());
        String code = new Person().allows(request(client), "user").get("code");
        as("owner").delete("/api/v1/auth/tokens?user=user").then().statusCode(204);
        redeem(client, code).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void a_sign_in_ends_when_the_users_tokens_are_taken_back() {
        Made client = asking(Map.of());
        var person = new Person();
        person.allows(request(client), "user");
        as("owner").delete("/api/v1/auth/tokens?user=user").then().statusCode(204);
        person.open(request(client)).then().body(containsString("name=\"password\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "a.b.c.d.e", "AAAAAAAAAAAAAAAAAAAAAA.1.1.A.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void a_cookie_that_was_not_made_here_is_nobodys(String cookie) {
        given().cookie("passerelle_visitor", cookie)
                .queryParams(request(asking(Map.of())))
                .get(PROTOCOL + "auth")
                .then()
                .statusCode(200)
                .body(containsString("name=\"password\""));
    }

    @Test
    void openid_tells_the_client_who_signed_in() throws java.text.ParseException {
        Made client = asking(Map.of("scopes", List.of("openid", "profile", "email", "data:r")));
        String code = new Person()
                .allows(request(client, "nonce", "n-1", "scope", "openid profile email"), "user")
                .get("code");
        Response tokens = redeem(client, code);
        tokens.then().statusCode(200).body("scope", equalTo("openid profile email"));
        var id = claims(tokens.path("id_token"));
        assertThat(id.getSubject()).isEqualTo("user");
        assertThat(id.getAudience()).isEqualTo(List.of(client.id()));
        assertThat(id.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(id.getClaims()).containsKeys("auth_time", "iat", "exp", "at_hash", "iss");
        assertThat(holds(tokens.path("id_token")))
                .as("an ID token lets nobody in")
                .isFalse();
        for (Response userinfo : List.of(
                bearing(tokens.path("access_token")).get(PROTOCOL + "userinfo"),
                bearing(tokens.path("access_token")).post(PROTOCOL + "userinfo"))) {
            userinfo.then()
                    .statusCode(200)
                    .header("Cache-Control", "no-store")
                    .body("sub", equalTo("user"))
                    .body("name", equalTo("Ursule Petit"))
                    .body("preferred_username", equalTo("user"));
        }
        bearing(tokens.path("access_token")).get("/api/list/clients/").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void the_pages_speak_the_readers_language(String language) {
        Made client = asking(Map.of());
        String word = language.equals("fr") ? "Mot de passe" : "Password";
        new Person()
                .open(request(client, "lang", language))
                .then()
                .body(containsString(word))
                .body(containsString("lang=\"" + language));
        new Person()
                .open(request(client, "ui_locales", language + "-XX de"))
                .then()
                .body(containsString(word));
    }

    @Test
    void nobody_grows_by_a_code() {
        Made client = clientOf(
                "owner",
                Map.of(
                        "grants",
                        List.of("authorization_code"),
                        "redirectUris",
                        List.of(CALLBACK),
                        "scopes",
                        List.of("ADMIN"),
                        "permissions",
                        Map.of("users", "rw", "data", "rw")));
        String code = new Person().allows(request(client), "user").get("code");
        String token = redeem(client, code).path("access_token");
        bearing(token).get("/api/v1/users").then().statusCode(403);
        bearing(token).get("/api/list/clients/").then().statusCode(200);
    }
}
