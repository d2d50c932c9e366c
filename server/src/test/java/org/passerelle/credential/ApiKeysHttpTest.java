package org.passerelle.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** {@code /api/v1/auth/apikeys} over HTTP, with the people of the demo. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class ApiKeysHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String ME = "/api/v1/auth/me";

    @Inject
    KeyUses uses;

    private static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    private static RequestSpecification by(String key) {
        return given().header("X-API-Key", key).contentType(ContentType.JSON);
    }

    private static Response made(RequestSpecification who, Map<String, ?> body) {
        return who.body(body).post(KEYS).then().statusCode(201).extract().response();
    }

    private static Response made(String who, Map<String, String> permissions) {
        return made(as(who), Map.of("name", "test", "permissions", permissions));
    }

    private static ValidatableResponse refused(RequestSpecification who, Map<String, ?> body, int status) {
        return who.body(body).post(KEYS).then().statusCode(status);
    }

    // --- making ---

    @Test
    void a_new_key_is_shown_once_and_opens_what_it_allows() {
        Response made =
                made(as("user"), Map.of("name", "import", "expires", "P30D", "permissions", Map.of("data", "r")));
        String id = made.path("id");
        String key = made.path("key");
        made.then()
                .header("Location", matchesPattern(".*" + KEYS + "/" + id))
                .header("Cache-Control", "no-store")
                .body("key", startsWith("psl_" + id + "_"))
                .body("name", equalTo("import"))
                .body("user", equalTo("user"))
                .body("createdBy", equalTo("user"))
                .body("created", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000"))
                .body("expires", matchesPattern("\\d{4}-.*\\+0000"))
                .body("permissions", equalTo(Map.of("data", "r")))
                .body("prefix", equalTo("psl_" + id))
                .body("$", not(hasKey("note")));
        String list = as("user")
                .get(KEYS)
                .then()
                .statusCode(200)
                .body("id", hasItem(id))
                .extract()
                .asString();
        assertThat(list).doesNotContain(key).doesNotContainIgnoringCase("hash");
        for (var way : List.of(
                Map.of("X-API-Key", key),
                Map.of("X-PlanRadar-API-Key", key),
                Map.of("Authorization", "Bearer " + key))) {
            given().headers(way)
                    .get(ME)
                    .then()
                    .statusCode(200)
                    .body("user", equalTo("user"))
                    .body("credential", equalTo("apikey"))
                    .body("permissions", equalTo(Map.of("data", "r")))
                    .body("acls", equalTo(List.of("api.access", "data:rw")));
        }
        by(key).get("/api/list/clients/").then().statusCode(200);
    }

    @Test
    void without_permissions_it_can_only_tell_who_it_is_and_says_so() {
        Response made = made(as("admin"), Map.of("name", "bare"));
        made.then().body("note", containsString("/auth/me")).body("expires", nullValue());
        String key = made.path("key");
        by(key).get(ME).then().statusCode(200).body("permissions", equalTo(Map.of()));
        by(key).get("/api/v1/connections").then().statusCode(403);
        by(key).get("/api/list/clients/").then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"x\",\"expires\":\"P1M\"}",
                "{\"name\":\"x\",\"expires\":\"P1Y\"}",
                "{\"name\":\"x\",\"expires\":\"P1W\"}",
                "{\"name\":\"x\",\"expires\":\"PT0S\"}",
                "{\"name\":\"x\",\"expires\":\"-PT5M\"}",
                "{\"name\":\"x\",\"expires\":\"soon\"}",
                "{\"name\":\"x\",\"expires\":\"\"}",
                "{\"name\":\"x\",\"permissions\":{\"nosuch\":\"r\"}}",
                "{\"name\":\"x\",\"permissions\":{\"data\":\"write\"}}",
                "{\"name\":\"x\",\"permissions\":{\"data\":null}}",
                "{\"name\":\"x\",\"permissions\":[\"data\"]}",
                "{\"name\":\"x\",\"nosuch\":1}",
                "{\"name\":\"\"}",
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":null}",
                "{}",
                "[]",
                "",
                "{\"name\":"
            })
    void what_cannot_be_understood_is_400_and_makes_nothing(String body) {
        int before = as("user").get(KEYS).path("size()");
        as("user").body(body).post(KEYS).then().statusCode(400).contentType("application/problem+json");
        as("user").get(KEYS).then().body("size()", equalTo(before));
    }

    @Test
    void a_key_makes_no_key_that_can_do_more() {
        String read = made("user", Map.of("data", "r")).path("key");
        refused(by(read), Map.of("name", "x", "permissions", Map.of("data", "rw")), 403)
                .body("detail", containsString("data:rw"));
        refused(by(read), Map.of("name", "x", "permissions", Map.of("users", "r")), 403);
        String same = made(by(read), Map.of("name", "x", "permissions", Map.of("data", "r")))
                .path("key");
        by(same).get("/api/list/clients/").then().statusCode(200);
    }

    @Test
    void a_guest_and_an_unknown_make_none() {
        refused(as("guest"), Map.of("name", "x"), 403);
        refused(given().contentType(ContentType.JSON), Map.of("name", "x"), 401);
        as("guest").get(KEYS).then().statusCode(403);
        given().get(KEYS).then().statusCode(401);
    }

    @Test
    void a_rehearsal_shows_everything_but_the_key_and_keeps_nothing() {
        Response made = made(as("user").header("Dry-Run", "true"), Map.of("name", "dry"));
        made.then().header("Dry-Run", "true").body("key", equalTo("dry-run"));
        String id = made.path("id");
        as("user").get(KEYS).then().body("id", not(hasItem(id)));
    }

    @Test
    void xml_has_the_same_names() {
        given().header("Authorization", basic("user"))
                .accept("application/xml")
                .contentType("application/xml;charset=UTF-8")
                .body(
                        "<apikey><name>import</name><expires>P1D</expires><permissions><data>r</data></permissions></apikey>")
                .post(KEYS)
                .then()
                .statusCode(201)
                .body("apikey.name", equalTo("import"))
                .body("apikey.permissions.data", equalTo("r"));
    }

    // --- listing ---

    @Test
    void lists_are_newest_first_and_page_by_cursor() {
        String one = made("user", Map.of()).path("id");
        String two = made("user", Map.of()).path("id");
        String three = made("user", Map.of()).path("id");
        Response page = as("user").get(KEYS + "?limit=2");
        page.then()
                .body("id", contains(three, two))
                .header("Link", matchesPattern("<[^>]*\\?limit=2&cursor=" + two + ">; rel=\"next\""));
        as("user").get(KEYS + "?limit=1&cursor=" + two).then().body("id", contains(one));
        as("user").get(KEYS).then().header("Link", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=1&limit=2"})
    void a_limit_beyond_its_bounds_is_400(String query) {
        as("user").get(KEYS + "?" + query).then().statusCode(400);
    }

    @Test
    void others_keys_are_seen_with_the_right_to_read_users_and_an_owners_only_by_the_owner() {
        String users = made("user", Map.of()).path("id");
        String owners = made("owner", Map.of()).path("id");
        String admins = made("admin", Map.of()).path("id");
        as("admin").get(KEYS).then().body("id", hasItems(users, admins)).body("id", not(hasItem(owners)));
        as("owner").get(KEYS).then().body("id", hasItems(users, admins, owners));
        as("user").get(KEYS).then().body("id", hasItem(users)).body("user", not(hasItem("admin")));
        String withoutRight = made("admin", Map.of("data", "rw")).path("key");
        by(withoutRight).get(KEYS).then().body("id", hasItem(admins)).body("id", not(hasItem(users)));
    }

    @Test
    void the_last_use_is_told() {
        Response made = made("user", Map.of());
        by(made.path("key")).get(ME).then().statusCode(200);
        uses.write();
        String mine = "find { it.id == '" + made.path("id") + "' }.";
        as("user")
                .get(KEYS)
                .then()
                .body(mine + "lastIp", equalTo("127.0.0.1"))
                .body(mine + "lastUsed", matchesPattern("\\d{4}-.*"));
    }

    // --- ending ---

    @ParameterizedTest
    @CsvSource({"DELETE, ?id=%s", "DELETE, /%s", "POST, /delete", "POST, /delete?id=%s"})
    void keys_end_at_once_by_each_of_the_ways(String method, String path) {
        Response one = made("user", Map.of("data", "r"));
        Response two = made("user", Map.of("data", "r"));
        List<String> ids = List.of(one.path("id"), two.path("id"));
        var request = as("user");
        if (path.equals("/delete")) {
            request.body(Map.of("ids", ids));
        }
        by(one.path("key")).get(ME).then().statusCode(200);
        request.request(method, KEYS + path.formatted(String.join(",", ids)))
                .then()
                .statusCode(200)
                .body("deleted", equalTo(ids))
                .body("notFound", empty())
                .body("refused", empty());
        by(one.path("key")).get(ME).then().statusCode(401);
        by(two.path("key")).get(ME).then().statusCode(401);
    }

    @Test
    void some_ended_is_200_and_tells_of_the_rest() {
        String mine = made("user", Map.of()).path("id");
        String admins = made("admin", Map.of()).path("id");
        as("user")
                .delete(KEYS + "?id=" + mine + "," + admins + ",nope")
                .then()
                .statusCode(200)
                .body("deleted", contains(mine))
                .body("notFound", contains("nope"))
                .body("refused", contains(admins));
    }

    @Test
    void nothing_ended_is_403_where_one_was_refused_and_else_404() {
        String admins = made("admin", Map.of()).path("id");
        as("user").delete(KEYS + "?id=" + admins + ",nope").then().statusCode(403);
        as("user").delete(KEYS + "?id=nope").then().statusCode(404);
        as("user").delete(KEYS).then().statusCode(400);
        as("user").delete(KEYS + "?id=,").then().statusCode(400);
        as("user").body("{\"ids\":[]}").post(KEYS + "/delete").then().statusCode(400);
        as("user").body("{\"id\":\" ,\"}").post(KEYS + "/delete").then().statusCode(400);
        as("user").body("{\"id\":\"nope,none\"}").post(KEYS + "/delete").then().statusCode(404);
        as("guest").delete(KEYS + "?id=" + admins).then().statusCode(403);
        given().delete(KEYS + "?id=" + admins).then().statusCode(401);
    }

    @Test
    void who_manages_users_ends_anothers_key_but_never_the_owners() {
        Response users = made("user", Map.of("data", "r"));
        Response owners = made("owner", Map.of("data", "r"));
        String readsUsers = made("admin", Map.of("users", "r")).path("key");
        by(readsUsers).delete(KEYS + "?id=" + users.path("id")).then().statusCode(403);
        as("admin").delete(KEYS + "?id=" + users.path("id")).then().statusCode(200);
        as("admin").delete(KEYS + "?id=" + owners.path("id")).then().statusCode(403);
        by(owners.path("key")).get("/api/list/clients/").then().statusCode(200);
        as("owner").delete(KEYS + "?id=" + owners.path("id")).then().statusCode(200);
    }

    @Test
    void a_rehearsed_ending_ends_nothing() {
        Response made = made("user", Map.of());
        as("user")
                .header("ITCare-DryRun", "true")
                .delete(KEYS + "?id=" + made.path("id"))
                .then()
                .statusCode(200)
                .header("ITCare-DryRun", "true")
                .body("deleted", contains(made.<String>path("id")));
        by(made.path("key")).get(ME).then().statusCode(200);
    }
}
