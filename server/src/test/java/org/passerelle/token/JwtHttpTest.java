package org.passerelle.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.command.DemoHouse.basic;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.ApiKeys;
import org.passerelle.credential.Passwords;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/** {@code POST /api/v1/auth/jwt} and what its tokens open (wire.md §2; DigDash D4, D5, D7). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class JwtHttpTest {

    static final String JWT = "/api/v1/auth/jwt";
    static final String ME = "/api/v1/auth/me";
    static final String KEYS = "/api/v1/auth/apikeys";

    @Inject
    Catalogue catalogue;

    @Inject
    People people;

    @Inject
    ApiKeys keys;

    static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    static String token(RequestSpecification who, Map<String, ?> body) {
        return who.body(body).post(JWT).then().statusCode(201).extract().path("token");
    }

    static String token(String who, Map<String, String> permissions) {
        return token(as(who), Map.of("permissions", permissions));
    }

    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private static ValidatableResponse refused(RequestSpecification who, Map<String, ?> body, int status) {
        return who.body(body).post(JWT).then().statusCode(status).body(not(containsString("eyJ")));
    }

    private String person(String... acls) {
        String id = "p" + UUID.randomUUID();
        save(id, true, acls);
        return id;
    }

    private void save(String id, boolean active, String... acls) {
        catalogue.change(unit -> {
            Account known = people.find(unit, id).orElse(null);
            var account = new Account(
                    id,
                    id,
                    Account.Kind.INHOUSE,
                    active,
                    List.of(acls),
                    null,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS));
            if (known == null) {
                people.insert(unit, account.with(new Account.Limits(6_000, AddressList.ANY)));
            } else {
                people.update(unit, account.with(new Account.Limits(6_000, AddressList.ANY)));
            }
            return account;
        });
    }

    private static long seconds(JWTClaimsSet claims) {
        return Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant())
                .toSeconds();
    }

    // --- what a token is ---

    @Test
    void a_token_says_who_for_how_long_and_what() throws ParseException {
        String token =
                token(as("admin"), Map.of("expires", "PT5M", "permissions", Map.of("users", "r", "system", "none")));
        JWTClaimsSet claims = claims(token);
        assertThat(claims.getSubject()).isEqualTo("admin");
        assertThat(seconds(claims)).isEqualTo(300);
        assertThat(claims.getIssuer()).endsWith("/auth/realms/cloud");
        assertThat(claims.getAudience()).hasSize(1);
        assertThat(claims.getJWTID()).hasSize(40);
        assertThat(claims.getJSONObjectClaim("permissions")).isEqualTo(Map.of("users", "r"));
        assertThat(claims.getClaim("act")).isNull();
        assertThat(SignedJWT.parse(token).getHeader().getType()).hasToString("passerelle+jwt");
        bearing(token)
                .get(ME)
                .then()
                .statusCode(200)
                .body("user", equalTo("admin"))
                .body("actor", nullValue())
                .body("credential", equalTo("jwt"))
                .body("permissions", equalTo(Map.of("users", "r")))
                .body("expires", notNullValue());
    }

    @Test
    void the_answer_is_201_and_kept_by_nobody() {
        as("user")
                .body(Map.of("permissions", Map.of("data", "r")))
                .post("/ddenterpriseapi" + JWT)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("$", aMapWithSize(1))
                .body("token", notNullValue());
    }

    @Test
    void it_is_asked_for_and_given_in_xml_too() {
        String answer = given().header("Authorization", basic("user"))
                .contentType("application/xml;charset=UTF-8")
                .accept(ContentType.XML)
                .body("<jwt><expires>PT5M</expires><permissions><data>r</data></permissions></jwt>")
                .post(JWT)
                .then()
                .statusCode(201)
                .extract()
                .asString();
        String token = answer.replaceAll("(?s).*<token>(.*)</token>.*", "$1");
        bearing(token).get("/api/list/clients/").then().statusCode(200);
    }

    @Test
    void no_two_tokens_are_the_same() {
        assertThat(claims(token("user", Map.of())).getJWTID())
                .isNotEqualTo(claims(token("user", Map.of())).getJWTID());
    }

    @Test
    void a_token_lasts_an_hour_unless_something_else_is_asked() {
        assertThat(seconds(claims(token("user", Map.of())))).isEqualTo(3600);
        assertThat(seconds(claims(token(as("user"), Map.of("expires", "P1DT2H")))))
                .isEqualTo(26 * 3600);
        assertThat(seconds(claims(token(as("user"), Map.of("expires", "PT0.5S")))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"P1M", "P1Y", "P1W", "PT0S", "-PT5M", "PT-5M", "P0D", "soon", "", "5", "P", "PT", "P99999999D"})
    void a_duration_that_is_not_understood_is_400(String expires) {
        refused(as("user"), Map.of("expires", expires), 400).body("errors[0].pointer", equalTo("/expires"));
    }

    @ParameterizedTest
    @CsvSource({"nosuch,r", "users,write", "users,R", "Users,r", "users,''", "'',r"})
    void an_unknown_permission_is_400(String type, String level) {
        refused(as("user"), Map.of("permissions", Map.of(type, level)), 400)
                .body("errors[0].pointer", equalTo("/permissions/" + type));
    }

    @Test
    void a_body_of_another_shape_is_400() {
        refused(as("user"), Map.of("permission", Map.of("data", "r")), 400);
        for (String body :
                List.of("[]", "null", "\"x\"", "{\"permissions\":[]}", "{\"permissions\":{\"data\":null}}", "{")) {
            as("user").body(body).post(JWT).then().statusCode(400);
        }
    }

    @Test
    void nothing_said_means_a_token_that_can_only_read_who_one_is() {
        String note = "only read /api/v1/auth/me";
        String token = given().header("Authorization", basic("owner"))
                .post(JWT)
                .then()
                .statusCode(201)
                .body("note", containsString(note))
                .extract()
                .path("token");
        as("owner")
                .body(Map.of("permissions", Map.of("users", "-")))
                .post(JWT)
                .then()
                .body("note", containsString(note));
        bearing(token).get(ME).then().statusCode(200);
        bearing(token).get("/api/list/clients/").then().statusCode(403);
        bearing(token).get(KEYS).then().statusCode(403);
        bearing(token).body(Map.of("name", "x")).post(KEYS).then().statusCode(403);
        bearing(token).delete("/api/v1/auth/tokens?user=owner").then().statusCode(403);
        bearing(token).get("/api/v1/users").then().statusCode(403);
    }

    // --- what it opens ---

    @Test
    void the_token_and_the_acls_must_both_allow_at_the_moment_of_the_call() {
        String user = person(Acls.API_ACCESS, Acls.IMPERSONATE, "connections:rw");
        String token = token(as("owner"), Map.of("targetUser", user, "permissions", Map.of("connections", "r")));
        assertThat(connections(token)).isEqualTo(200);
        bearing(token).delete("/api/v1/connections/nosuch").then().statusCode(403);
        save(user, true, Acls.API_ACCESS);
        assertThat(connections(token)).as("without the ACL").isEqualTo(403);
        save(user, true, "connections:rw");
        assertThat(connections(token)).as("without API access").isEqualTo(403);
        save(user, false, Acls.API_ACCESS, "connections:rw");
        assertThat(connections(token)).as("inactive").isEqualTo(401);
        save(user, true, Acls.API_ACCESS, "connections:rw");
        assertThat(connections(token)).isEqualTo(200);
        bearing(token("user", Map.of("users", "rw")))
                .get("/api/v1/users")
                .then()
                .statusCode(403);
    }

    private static int connections(String token) {
        return bearing(token).get("/api/v1/connections").statusCode();
    }

    @Test
    void it_opens_what_asks_for_a_key_and_not_what_asks_for_oauth() {
        String token = token("admin", Map.of("data", "r"));
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        bearing(token).get("/api/oauth2/list/clients/").then().statusCode(401);
        given().header("X-API-Key", token).get(ME).then().statusCode(401);
        bearing(token).header("X-API-Key", token).get(ME).then().statusCode(400);
    }

    @Test
    void an_account_made_anew_does_not_inherit_the_tokens_of_the_one_before() {
        String user = person(Acls.API_ACCESS, "data:r");
        String token = token(as("owner"), Map.of("targetUser", user, "permissions", Map.of("data", "r")));
        bearing(token).get(ME).then().statusCode(200);
        catalogue.change(unit -> {
            unit.run("DELETE FROM account WHERE id = ?", user);
            unit.touch(Topic.PEOPLE);
            return user;
        });
        bearing(token).get(ME).then().statusCode(401);
        save(user, true, Acls.API_ACCESS, "data:r");
        bearing(token).get(ME).then().statusCode(401);
    }

    // --- who may make one ---

    @Test
    void a_token_makes_no_token_whatever_it_asks_for() {
        String token = token("owner", Map.of("authentication", "rw", "data", "r"));
        refused(bearing(token), Map.of("expires", "PT5M"), 403);
        refused(bearing(token), Map.of("expires", "nonsense"), 403);
        refused(bearing(token), Map.of("targetUser", "user"), 403);
    }

    @Test
    void who_has_no_api_access_makes_none() {
        refused(as("guest"), Map.of(), 403);
        refused(given().contentType(ContentType.JSON), Map.of(), 401);
    }

    @Test
    void a_key_makes_tokens_within_its_own_permissions_that_die_with_it() {
        var made = as("user")
                .body(Map.of("name", "maker", "permissions", Map.of("data", "r"), "expires", "PT10M"))
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract();
        RequestSpecification byKey = bearing(made.path("key"));
        refused(byKey, Map.of("permissions", Map.of("data", "rw")), 403);
        refused(byKey, Map.of("permissions", Map.of("users", "r")), 403);
        String token = token(byKey, Map.of("permissions", Map.of("data", "r"), "expires", "PT5M"));
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        as("user").delete(KEYS + "?id=" + made.path("id")).then().statusCode(200);
        bearing(token).get("/api/list/clients/").then().statusCode(401);
    }

    @Test
    void a_token_makes_keys_that_do_not_outlive_it_and_do_not_more() {
        String token = token(as("user"), Map.of("expires", "PT10M", "permissions", Map.of("data", "r")));
        bearing(token)
                .body(Map.of("name", "x", "permissions", Map.of("data", "rw")))
                .post(KEYS)
                .then()
                .statusCode(403);
        bearing(token)
                .body(Map.of("name", "x", "expires", "PT20M", "permissions", Map.of("data", "r")))
                .post(KEYS)
                .then()
                .statusCode(403);
        bearing(token)
                .body(Map.of("name", "x", "permissions", Map.of("data", "r")))
                .post(KEYS)
                .then()
                .statusCode(201)
                .body("expires", notNullValue());
    }

    // --- acting for another ---

    @Test
    void acting_for_another_needs_the_right_to_and_the_token_tells_both_names() throws ParseException {
        refused(as("user"), Map.of("targetUser", "admin"), 403);
        refused(as("admin"), Map.of("targetUser", "user"), 403);
        String token =
                token(as("owner"), Map.of("targetUser", "user", "permissions", Map.of("data", "r", "users", "rw")));
        assertThat(claims(token).getSubject()).isEqualTo("user");
        assertThat(claims(token).getJSONObjectClaim("act")).isEqualTo(Map.of("sub", "owner"));
        bearing(token)
                .get(ME)
                .then()
                .statusCode(200)
                .body("user", equalTo("user"))
                .body("actor", equalTo("owner"));
        bearing(token).get("/api/list/clients/").then().statusCode(200);
        bearing(token).get("/api/v1/users").then().statusCode(403);
    }

    @Test
    void one_may_name_oneself() throws ParseException {
        String token = token(as("user"), Map.of("targetUser", "user", "permissions", Map.of("data", "r")));
        assertThat(claims(token).getClaim("act")).isNull();
    }

    @Test
    void there_must_be_someone_to_act_for() {
        refused(as("owner"), Map.of("targetUser", "nobody-" + UUID.randomUUID()), 422)
                .body("errors[0].pointer", equalTo("/targetUser"));
        String gone = person(Acls.API_ACCESS);
        save(gone, false, Acls.API_ACCESS);
        refused(as("owner"), Map.of("targetUser", gone), 422);
    }

    @Test
    void nobody_acts_for_an_owner() {
        String boss = person(Acls.API_ACCESS, Acls.IMPERSONATE);
        String key = token(as("owner"), Map.of("targetUser", boss, "permissions", Map.of("data", "r")));
        assertThat(key).isNotNull();
        catalogue.change(unit -> {
            Account account = people.find(unit, boss).orElseThrow();
            people.update(unit, account.withPassword(new Passwords().hash("Correct-horse-7!")));
            return account;
        });
        refused(
                given().header("Authorization", basic(boss, "Correct-horse-7!")).contentType(ContentType.JSON),
                Map.of("targetUser", "owner"),
                403);
    }

    @Test
    void who_acts_for_another_makes_nothing() {
        String token =
                token(as("owner"), Map.of("targetUser", "admin", "permissions", Map.of("data", "rw", "users", "rw")));
        refused(bearing(token), Map.of(), 403);
        bearing(token).body(Map.of("name", "x")).post(KEYS).then().statusCode(403);
    }

    @Test
    void who_may_not_act_any_more_acts_no_more() {
        String boss = person(Acls.API_ACCESS, Acls.IMPERSONATE, "data:r");
        String user = person(Acls.API_ACCESS, "data:r");
        String key = catalogueKey(boss);
        String token = token(
                given().header("X-API-Key", key).contentType(ContentType.JSON),
                Map.of("targetUser", user, "permissions", Map.of("data", "r")));
        bearing(token).get(ME).then().statusCode(200).body("actor", equalTo(boss));
        save(boss, true, Acls.API_ACCESS, "data:r");
        bearing(token).get(ME).then().statusCode(401);
        save(boss, true, Acls.API_ACCESS, Acls.IMPERSONATE);
        bearing(token).get(ME).then().statusCode(200);
        save(boss, true, Acls.IMPERSONATE);
        bearing(token).get(ME).then().statusCode(401);
        save(boss, false, Acls.API_ACCESS, Acls.IMPERSONATE);
        bearing(token).get(ME).then().statusCode(401);
    }

    private String catalogueKey(String user) {
        var wanted = new ApiKeys.Wanted(user, user, "test", Permissions.parse(Map.of("data", "r")), null);
        return catalogue.change(unit -> keys.issue(unit, wanted)).text();
    }

    // --- rehearsed ---

    @Test
    void a_rehearsal_gives_no_token_and_refuses_what_the_real_call_would() {
        as("user")
                .header("Dry-Run", "true")
                .body(Map.of("permissions", Map.of("data", "r")))
                .post(JWT)
                .then()
                .statusCode(201)
                .header("Dry-Run", "true")
                .body("token", equalTo("dry-run"))
                .body("$", not(hasKey("note")));
        as("user")
                .header("Dry-Run", "true")
                .body(Map.of("targetUser", "admin"))
                .post(JWT)
                .then()
                .statusCode(403);
    }
}
