package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.oauth.Server.BOTH;
import static org.passerelle.oauth.Server.CLIENTS;
import static org.passerelle.oauth.Server.as;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.body;
import static org.passerelle.oauth.Server.client;
import static org.passerelle.oauth.Server.clientOf;
import static org.passerelle.oauth.Server.holds;
import static org.passerelle.oauth.Server.token;
import static org.passerelle.oauth.Server.unique;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
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

/** {@code /api/v1/clients} (wire.md §2, §8). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ClientsHttpTest {

    private static final Map<String, String> READ = Map.of("data", "r");

    @Test
    void a_client_is_made_and_its_secret_is_told_once() {
        Response made = as("admin").body(body(Map.of("id", unique("once")))).post(CLIENTS);
        String id = made.then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .header("Location", containsString(CLIENTS + "/"))
                .body("secret", startsWith("psc_"))
                .body("user", equalTo("admin"))
                .body("createdBy", equalTo("admin"))
                .body("scopes", equalTo(List.of("data:rw")))
                .body("accessTokenLifetime", equalTo("PT20M"))
                .body("active", equalTo(true))
                .extract()
                .path("id");
        String secret = made.path("secret");
        assertThat(secret).hasSizeGreaterThan(40);
        as("admin").get(CLIENTS + "/" + id).then().statusCode(200).body("secret", nullValue());
        String all = as("admin").get(CLIENTS).then().statusCode(200).extract().asString();
        assertThat(all).contains(id).doesNotContain(secret);
    }

    @Test
    void an_id_is_made_of_the_name_and_a_taken_one_is_refused() {
        var body = new HashMap<>(body(Map.of("name", "Équipe Compta")));
        body.remove("id");
        String id = as("admin")
                .body(body)
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(id).startsWith("equipe-compta");
        as("admin").body(body(Map.of("id", id))).post(CLIENTS).then().statusCode(409);
    }

    @Test
    void what_was_read_may_be_written_back() {
        Response made = as("admin").body(body(Map.of("ips", "127.0.0.0/8;::1"))).post(CLIENTS);
        String id = made.path("id");
        as("admin").body(made.asString()).put(CLIENTS + "/" + id).then().statusCode(200);
        Response read = as("admin").get(CLIENTS + "/" + id);
        as("admin").body(read.asString()).put(CLIENTS + "/" + id).then().statusCode(200);
        assertThat(as("admin").get(CLIENTS + "/" + id).asString()).isEqualTo(read.asString());
    }

    @Test
    void a_patch_changes_what_it_names() {
        String id = client(Map.of()).id();
        as("admin")
                .body(Map.of("purpose", "Brings orders", "accessTokenLifetime", "PT1M"))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(200)
                .body("purpose", equalTo("Brings orders"))
                .body("accessTokenLifetime", equalTo("PT1M"))
                .body("permissions", equalTo(Map.of("data", "rw")));
    }

    @Test
    void tokens_follow_what_becomes_of_their_client() {
        Made client = client(Map.of());
        String token = token(client).path("access_token");
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        as("admin")
                .body("{\"permissions\":{\"data\":null}}")
                .patch(CLIENTS + "/" + client.id())
                .then()
                .statusCode(200);
        bearing(token).get("/api/list/clients/").then().statusCode(403);
        as("admin")
                .body(Map.of("permissions", READ))
                .patch(CLIENTS + "/" + client.id())
                .then()
                .statusCode(200);
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        as("admin")
                .body(Map.of("active", false))
                .patch(CLIENTS + "/" + client.id())
                .then()
                .statusCode(200);
        assertThat(holds(token)).isFalse();
        token(client).then().statusCode(401);
        as("admin")
                .body(Map.of("active", true))
                .patch(CLIENTS + "/" + client.id())
                .then()
                .statusCode(200);
        assertThat(holds(token)).isTrue();
        as("admin").delete(CLIENTS + "/" + client.id()).then().statusCode(204);
        assertThat(holds(token)).isFalse();
    }

    @Test
    void a_new_client_of_the_same_name_inherits_nothing() {
        Made client = client(Map.of());
        Response before = token(client);
        as("admin").delete(CLIENTS + "/" + client.id()).then().statusCode(204);
        Made other = client(Map.of("id", client.id()));
        assertThat(holds(before.path("access_token"))).isFalse();
        Server.refresh(other, before.path("refresh_token")).then().statusCode(400);
        token(client).then().statusCode(401);
    }

    @Test
    void nor_when_the_first_went_with_its_user() {
        String user = unique("u");
        Map<String, ?> body = Map.of("id", user, "acls", List.of("api.access", "data:rw"));
        as("owner").body(body).post("/api/v1/users").then().statusCode(201);
        Made client = clientOf("owner", Map.of("user", user));
        Response before = token(client);
        as("owner").delete("/api/v1/users/" + user).then().statusCode(204);
        as("owner").body(body).post("/api/v1/users").then().statusCode(201);
        Made other = clientOf("owner", Map.of("id", client.id(), "user", user));
        assertThat(holds(before.path("access_token"))).isFalse();
        Server.refresh(other, before.path("refresh_token")).then().statusCode(400);
    }

    @Test
    void a_rotated_secret_goes_on_for_a_while_and_an_older_one_ends_at_once() {
        Made first = client(Map.of());
        Made second = rotated(first, "PT1H");
        token(first).then().statusCode(200);
        token(second).then().statusCode(200);
        Made third = rotated(first, "PT1H");
        token(first).then().statusCode(401);
        token(second).then().statusCode(200);
        Made fourth = rotated(first, "PT0S");
        token(second).then().statusCode(401);
        token(third).then().statusCode(401);
        token(fourth).then().statusCode(200);
    }

    private static Made rotated(Made client, String overlap) {
        Response rotated =
                as("admin").body(Map.of("overlap", overlap)).post(CLIENTS + "/" + client.id() + "/secret/rotate");
        rotated.then().statusCode(200).header("Cache-Control", "no-store").body("secret", startsWith("psc_"));
        return new Made(client.id(), rotated.path("secret"));
    }

    @Test
    void a_rehearsal_makes_nothing_and_tells_nothing() {
        String id = unique("rehearsed");
        as("admin")
                .header("Dry-Run", "true")
                .body(body(Map.of("id", id)))
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .header("Dry-Run", "true")
                .body("secret", equalTo("dry-run"));
        as("admin").get(CLIENTS + "/" + id).then().statusCode(404);
        Made client = client(Map.of());
        as("admin")
                .header("Dry-Run", "true")
                .post(CLIENTS + "/" + client.id() + "/secret/rotate")
                .then()
                .statusCode(200)
                .body("secret", equalTo("dry-run"));
        token(client).then().statusCode(200);
    }

    @Test
    void a_client_without_a_secret_only_asks_people() {
        as("admin")
                .body(body(Map.of(
                        "confidential",
                        false,
                        "grants",
                        List.of("authorization_code"),
                        "redirectUris",
                        List.of("https://app.example.org/cb"))))
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .body("secret", nullValue())
                .body("user", nullValue());
        as("admin")
                .body(body(Map.of("confidential", false)))
                .post(CLIENTS)
                .then()
                .statusCode(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/callback",
                "app.example.org/callback",
                "https://app.example.org/cb#fragment",
                "http://app.example.org/cb",
                "javascript:alert(1)",
                "data:text/html,x",
                "https:opaque",
                "ht tp://x"
            })
    void codes_are_sent_to_sound_addresses_only(String uri) {
        as("admin")
                .body(body(Map.of("grants", List.of("authorization_code"), "redirectUris", List.of(uri))))
                .post(CLIENTS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/redirectUris/0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.org/cb?x=1",
                "http://127.0.0.1/cb",
                "http://[::1]:8080/cb",
                "http://localhost:3000/cb",
                "org.example.app:/cb"
            })
    void codes_may_be_sent_to_pages_and_to_programs_on_the_users_machine(String uri) {
        as("admin")
                .body(body(Map.of("grants", List.of("authorization_code"), "redirectUris", List.of(uri))))
                .post(CLIENTS)
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({
        "id, has blanks, 400",
        "name, '', 400",
        "accessTokenLifetime, P1M, 400",
        "accessTokenLifetime, P2D, 400",
        "ips, nowhere, 422",
        "user, nobody-here, 403",
        "nosuch, x, 400"
    })
    void what_cannot_be_is_refused(String member, String value, int status) {
        as("admin").body(body(Map.of(member, value))).post(CLIENTS).then().statusCode(status);
    }

    @Test
    void lists_are_looked_at_word_by_word() {
        as("admin")
                .body(body(Map.of("grants", List.of("password"))))
                .post(CLIENTS)
                .then()
                .statusCode(422);
        as("admin").body(body(Map.of("grants", List.of()))).post(CLIENTS).then().statusCode(400);
        as("admin")
                .body(body(Map.of("grants", List.of("refresh_token"))))
                .post(CLIENTS)
                .then()
                .statusCode(422);
        as("admin")
                .body(body(Map.of("scopes", List.of("data:rwx"))))
                .post(CLIENTS)
                .then()
                .statusCode(422);
        as("admin")
                .body(body(Map.of("permissions", Map.of())))
                .post(CLIENTS)
                .then()
                .statusCode(422);
        as("admin")
                .body(body(Map.of("permissions", Map.of("data", "all"))))
                .post(CLIENTS)
                .then()
                .statusCode(400);
    }

    @Test
    void scopes_and_permissions_say_each_other() {
        as("admin")
                .body(without(body(Map.of("scopes", List.of("data:r", "users:rw"))), "permissions"))
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .body("permissions", equalTo(Map.of("data", "r", "users", "rw")));
        as("admin")
                .body(without(body(Map.of("scopes", List.of("ADMIN"))), "permissions"))
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .body("permissions.webhooks", nullValue())
                .body("permissions.users", equalTo("rw"));
    }

    private static Map<String, Object> without(Map<String, Object> body, String member) {
        var less = new HashMap<>(body);
        less.remove(member);
        return less;
    }

    @Test
    void nobody_makes_a_client_that_can_do_more_than_he() {
        as("user").body(body(Map.of())).post(CLIENTS).then().statusCode(403);
        String key = as("admin")
                .body(Map.of("name", "narrow", "permissions", Map.of("authentication", "rw", "data", "r")))
                .post("/api/v1/auth/apikeys")
                .path("key");
        bearing(key)
                .contentType(ContentType.JSON)
                .body(body(Map.of()))
                .post(CLIENTS)
                .then()
                .statusCode(403);
        bearing(key)
                .contentType(ContentType.JSON)
                .body(without(body(Map.of("permissions", READ)), "rateLimit"))
                .post(CLIENTS)
                .then()
                .statusCode(201);
    }

    @Test
    void nobody_lends_others_rights_to_a_client_that_he_has_not_himself() {
        Map<String, ?> asking = Map.of(
                "grants", List.of("authorization_code"),
                "redirectUris", List.of("https://app.example.org/cb"),
                "permissions", Map.of("webhooks", "r"));
        as("admin").body(body(asking)).post(CLIENTS).then().statusCode(403);
        as("owner").body(body(asking)).post(CLIENTS).then().statusCode(201);
    }

    @Test
    void a_token_makes_no_client_and_is_told_no_secret() {
        Made able = client(Map.of("permissions", Map.of("authentication", "rw", "data", "rw")));
        String token = token(able).path("access_token");
        bearing(token)
                .contentType(ContentType.JSON)
                .body(body(Map.of()))
                .post(CLIENTS)
                .then()
                .statusCode(403);
        bearing(token).post(CLIENTS + "/" + able.id() + "/secret/rotate").then().statusCode(403);
        bearing(token)
                .contentType(ContentType.JSON)
                .body(Map.of("permissions", Map.of("users", "rw", "data", "rw")))
                .patch(CLIENTS + "/" + able.id())
                .then()
                .statusCode(403);
    }

    @Test
    void a_client_for_another_needs_who_may_act_for_him_and_says_so() {
        as("admin").body(body(Map.of("user", "user"))).post(CLIENTS).then().statusCode(403);
        Made client = clientOf("owner", Map.of("user", "user"));
        String token = token(client).path("access_token");
        bearing(token)
                .get(Server.ME)
                .then()
                .statusCode(200)
                .body("user", equalTo("user"))
                .body("actor", equalTo("owner"));
        as("owner")
                .body(body(Map.of("user", "nobody-here")))
                .post(CLIENTS)
                .then()
                .statusCode(422);
    }

    @Test
    void an_owners_client_falls_to_the_owner_only() {
        String id = clientOf("owner", Map.of()).id();
        as("admin").get(CLIENTS + "/" + id).then().statusCode(200);
        as("admin")
                .body(Map.of("active", false))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(403);
        as("admin").delete(CLIENTS + "/" + id).then().statusCode(403);
        as("admin").post(CLIENTS + "/" + id + "/secret/rotate").then().statusCode(403);
        as("owner").delete(CLIENTS + "/" + id).then().statusCode(204);
    }

    @Test
    void an_administrator_narrows_what_is_anothers_and_never_learns_its_secret() {
        String id = clientOf("owner", Map.of("user", "user")).id();
        as("admin")
                .body(Map.of("rateLimit", 10))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(200);
        as("admin")
                .body(Map.of("permissions", READ))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(200);
        as("admin")
                .body(Map.of("permissions", Map.of("data", "rw")))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(403);
        as("admin").post(CLIENTS + "/" + id + "/secret/rotate").then().statusCode(403);
        as("admin")
                .body(Map.of("active", false))
                .patch(CLIENTS + "/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void a_user_sees_his_own_section_and_no_other() {
        String id = clientOf("owner", Map.of("user", "user")).id();
        String other = client(Map.of()).id();
        as("user").get(CLIENTS).then().statusCode(200).body("id", hasItem(id)).body("id", not(hasItem(other)));
        as("user").get(CLIENTS + "/" + id).then().statusCode(200);
        as("user").get(CLIENTS + "/" + other).then().statusCode(404);
        as("admin")
                .get(CLIENTS + "?user=user")
                .then()
                .body("user", hasItem("user"))
                .body("user", not(hasItem("admin")));
        as("user").delete(CLIENTS + "/" + id).then().statusCode(403);
        as("guest").get(CLIENTS).then().statusCode(403);
    }

    @Test
    void grants_are_named_as_the_standard_does() {
        as("admin")
                .body(body(
                        Map.of("grants", List.of(BOTH.getFirst(), "urn:ietf:params:oauth:grant-type:token-exchange"))))
                .post(CLIENTS)
                .then()
                .statusCode(201)
                .body(
                        "grants",
                        equalTo(List.of("client_credentials", "urn:ietf:params:oauth:grant-type:token-exchange")));
    }
}
