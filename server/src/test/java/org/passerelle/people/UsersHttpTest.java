package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.people.Api.PASSWORD;
import static org.passerelle.people.Api.V1;
import static org.passerelle.people.Api.as;
import static org.passerelle.people.Api.unique;
import static org.passerelle.people.Api.user;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** {@code /api/v1/users} over HTTP (DigDash D15, D16, D17). */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class UsersHttpTest {

    private static final String USERS = V1 + "users";
    private static final String XML = "application/xml;charset=UTF-8";

    private static Response made(String id) {
        return as("admin")
                .body(Map.of("id", id))
                .post(USERS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    // --- adding ---

    @Test
    void a_user_is_added_with_everything_that_is_said_of_him() {
        String id = unique("anne");
        String body = """
                {"id":"%s","name":"Anne Martin","email":"anne@example.org","mobile":"+33 6 12 34 56 78","language":"fr",
                 "timeZone":"Europe/Paris","active":false,"kind":"guest","rateLimit":120,"ips":"192.0.2.7;10.0.0.0/8",
                 "acls":["api.access","data.clients:list"],"password":"%s"}""".formatted(id, PASSWORD);
        Response made = as("admin").body(body).post(USERS);
        made.then()
                .statusCode(201)
                .header("Location", matchesPattern("http://.*" + USERS + "/" + id))
                .body("id", equalTo(id))
                .body("$", not(hasKey("password")))
                .body("$", not(hasKey("acls")));
        as("admin")
                .get(USERS + "/" + id + "?includes=acls&includes=roles")
                .then()
                .statusCode(200)
                .body("name", equalTo("Anne Martin"))
                .body("email", equalTo("anne@example.org"))
                .body("mobile", equalTo("+33 6 12 34 56 78"))
                .body("language", equalTo("fr"))
                .body("timeZone", equalTo("Europe/Paris"))
                .body("active", equalTo(false))
                .body("kind", equalTo("guest"))
                .body("profiles", empty())
                .body("rateLimit", equalTo(120))
                .body("ips", equalTo("192.0.2.7;10.0.0.0/8"))
                .body("created", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000"))
                .body("lastLogin", nullValue())
                .body("acls", contains("api.access", "data.clients:list"))
                .body("roles", empty())
                .body("$", not(hasKey("groupacls")))
                .body("$", not(hasKey("password")));
    }

    @Test
    void little_said_is_enough() {
        String id = unique("bob");
        made(id).then()
                .body("name", equalTo(id))
                .body("active", equalTo(true))
                .body("kind", equalTo("inhouse"))
                .body("email", nullValue());
    }

    @Test
    void a_login_is_taken_once() {
        String id = unique("twin");
        made(id);
        as("admin").body(Map.of("id", id)).post(USERS).then().statusCode(409);
    }

    @ParameterizedTest
    @CsvSource({"a@b.c", "Élise", "x_y-z.1+2"})
    void a_login_is_found_by_the_location_that_was_told(String prefix) {
        String id = unique(prefix);
        String location = made(id).header("Location");
        as("admin")
                .urlEncodingEnabled(false)
                .get(location.substring(location.indexOf("/api/")))
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                          | 400 | /id
            {"id":""}                                   | 400 | /id
            {"id":"a:b"}                                | 400 | /id
            {"id":"a/b"}                                | 400 | /id
            {"id":"-a"}                                 | 400 | /id
            {"id":"NEW","name":"a\\u0007"}              | 400 | /name
            {"id":"NEW","email":"nobody"}               | 400 | /email
            {"id":"NEW","mobile":"call me"}             | 400 | /mobile
            {"id":"NEW","language":"not a tag"}         | 400 | /language
            {"id":"NEW","timeZone":"Mars/Olympus"}      | 400 | /timeZone
            {"id":"NEW","kind":"boss"}                  | 400 | /kind
            {"id":"NEW","active":"perhaps"}             | 400 | /active
            {"id":"NEW","rateLimit":0}                  | 400 | /rateLimit
            {"id":"NEW","nosuch":1}                     | 400 | /nosuch
            {"id":"NEW","roles":"x"}                    | 400 | /roles
            {"id":"NEW","profiles":["nosuch"]}          | 422 | /profiles/0
            {"id":"NEW","roles":["nosuch"]}             | 422 | /roles/0
            {"id":"NEW","acls":["api.access","zz:r"]}   | 422 | /acls/1
            {"id":"NEW","acls":["data.clients:fly"]}    | 422 | /acls/0
            {"id":"NEW","acls":[null]}                  | 422 | /acls/0
            {"id":"NEW","groupacls":["nosuch"]}         | 422 | /groupacls/0
            {"id":"NEW","password":"short"}             | 422 | /password
            {"id":"NEW","password":"password123"}       | 422 | /password
            {"id":"NEW","password":""}                  | 422 | /password
            """)
    void what_does_not_fit_is_refused_by_name_and_adds_nobody(String body, int status, String pointer) {
        String id = unique("new");
        as("admin")
                .body(body.replace("NEW", id))
                .post(USERS)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("errors[0].pointer", equalTo(pointer));
        as("admin").get(USERS + "/" + id).then().statusCode(404);
    }

    @Test
    void an_acl_of_a_table_may_be_given_before_the_table_is_opened() {
        as("admin")
                .body(Map.of("id", unique("early"), "acls", List.of("data.some.table:list")))
                .post(USERS)
                .then()
                .statusCode(201);
    }

    // --- showing ---

    @Test
    void a_list_goes_by_login_in_pages() {
        String prefix = unique("page");
        for (String end : List.of("c", "a", "b")) {
            made(prefix + end);
        }
        String query = USERS + "?limit=2&nameFilter=" + prefix.toUpperCase();
        Response first = as("admin").get(query);
        first.then().statusCode(200).body("id", contains(prefix + "a", prefix + "b"));
        String link = first.header("Link");
        assertThat(link).matches("<http://.*/api/v1/users\\?.*cursor=" + prefix + "b>; rel=\"next\"");
        as("admin")
                .urlEncodingEnabled(false)
                .get(link.substring(link.indexOf("/api/"), link.indexOf('>')))
                .then()
                .body("id", contains(prefix + "c"))
                .header("Link", nullValue());
        as("admin").get(USERS + "?limit=0").then().statusCode(400);
        as("admin").get(USERS + "?limit=1001").then().statusCode(400);
    }

    @Test
    void a_list_may_be_made_smaller() {
        as("admin").get(USERS + "?kind=owner").then().body("id", contains("owner"));
        as("admin").get(USERS + "?nameFilter=ODILE").then().body("id", contains("owner"));
        String idle = unique("idle");
        as("admin").body(Map.of("id", idle, "active", false)).post(USERS).then().statusCode(201);
        as("admin")
                .get(USERS + "?active=false")
                .then()
                .body("id", hasItem(idle))
                .body("active", everyItem(equalTo(false)));
        as("admin").get(USERS + "?active=true").then().body("id", not(hasItem(idle)));
        as("admin").get(USERS + "?kind=boss").then().statusCode(400);
        as("admin").get(USERS + "?active=perhaps").then().statusCode(400);
    }

    @Test
    void lists_are_shown_when_they_are_asked_for() {
        as("admin")
                .get(USERS + "/admin?includes=acls")
                .then()
                .body("acls", hasItems("users:rw", "api.access"))
                .body("$", not(hasKey("roles")));
        as("admin").get(USERS + "?includes=roles,acls,groupacls").then().body("acls", everyItem(not(nullValue())));
        as("admin").get(USERS + "?includes=secrets").then().statusCode(400);
        as("admin").get(USERS + "/admin?includes=roles,,nope").then().statusCode(400);
        as("admin").get(USERS + "/admin?resolveProfiles=maybe").then().statusCode(400);
        as("admin").get(USERS + "/nosuch").then().statusCode(404);
    }

    @Test
    void a_profile_shows_in_place_of_the_users_own_when_asked() {
        String role = Api.made("roles", Map.of("name", unique("own")));
        String last = Api.made("profiles", Map.of("name", unique("last"), "acls", List.of("events:r")));
        String first = Api.made("profiles", Map.of("name", unique("first"), "acls", List.of("users:r")));
        String id =
                Api.made("users", Map.of("id", unique("u"), "roles", List.of(role), "profiles", List.of(first, last)));
        as("admin")
                .get(USERS + "/" + id + "?includes=roles,acls")
                .then()
                .body("roles", contains(role))
                .body("acls", empty())
                .body("profiles", contains(first, last));
        as("admin")
                .get(USERS + "/" + id + "?includes=roles,acls&resolveProfiles=true")
                .then()
                .body("roles", empty())
                .body("acls", contains("events:r"));
        as("admin")
                .get(USERS + "?includes=acls&resolveProfiles=true&nameFilter=" + id)
                .then()
                .body("acls", contains(List.of("events:r")));
    }

    // --- changing ---

    @Test
    void patch_changes_what_is_given_and_null_erases() {
        String id = unique("p");
        as("admin")
                .body(Map.of(
                        "id",
                        id,
                        "name",
                        "Anne",
                        "email",
                        "a@example.org",
                        "acls",
                        List.of("users:r"),
                        "password",
                        PASSWORD))
                .post(USERS);
        as("admin")
                .body("{\"name\":\"Anne Durand\",\"language\":\"fr\"}")
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("Anne Durand"))
                .body("email", equalTo("a@example.org"))
                .body("language", equalTo("fr"));
        as("admin")
                .contentType("application/merge-patch+json;charset=UTF-8")
                .body("{\"email\":null}")
                .patch(USERS + "/" + id + "?includes=acls")
                .then()
                .statusCode(200)
                .body("email", nullValue())
                .body("acls", contains("users:r"));
        user(id).then().body("acls", contains("users:r")).body("language", equalTo("fr"));
        as(id, PASSWORD).get(V1 + "auth/me").then().statusCode(200);
        as("admin")
                .body("{\"password\":null,\"acls\":null}")
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200);
        as(id, PASSWORD).get(V1 + "auth/me").then().statusCode(401);
        user(id).then().body("acls", empty());
    }

    @Test
    void put_replaces_everything_that_get_shows_and_keeps_what_it_does_not() {
        String id = unique("p");
        String profile = Api.made("profiles", Map.of("name", unique("x")));
        as("admin")
                .body(Map.of(
                        "id",
                        id,
                        "email",
                        "a@example.org",
                        "kind",
                        "guest",
                        "active",
                        false,
                        "rateLimit",
                        5,
                        "profiles",
                        List.of(profile),
                        "acls",
                        List.of("users:r"),
                        "password",
                        PASSWORD))
                .post(USERS)
                .then()
                .statusCode(201);
        as("admin")
                .body(Map.of("id", id, "name", "A. Durand"))
                .put(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("A. Durand"))
                .body("email", nullValue())
                .body("kind", equalTo("inhouse"))
                .body("active", equalTo(true))
                .body("rateLimit", nullValue())
                .body("profiles", empty());
        user(id).then().body("acls", contains("users:r"));
        as(id, PASSWORD).get(V1 + "auth/me").then().statusCode(200);
        as("admin")
                .body("{\"password\":null,\"acls\":[]}")
                .put(USERS + "/" + id)
                .then()
                .statusCode(200);
        user(id).then().body("acls", empty()).body("name", equalTo(id));
        as(id, PASSWORD).get(V1 + "auth/me").then().statusCode(401);
    }

    @Test
    void what_was_read_may_be_written_back() {
        String id = unique("again");
        as("admin")
                .body(Map.of("id", id, "mobile", "+33612345678", "acls", List.of("users:r")))
                .post(USERS);
        Response before = as("admin").get(USERS + "/" + id + "?includes=roles,acls,groupacls");
        as("admin").body(before.asString()).put(USERS + "/" + id).then().statusCode(200);
        assertThat(as("admin")
                        .get(USERS + "/" + id + "?includes=roles,acls,groupacls")
                        .asString())
                .isEqualTo(before.asString());
    }

    @Test
    void an_id_does_not_change() {
        String id = unique("fix");
        made(id);
        for (String method : List.of("PUT", "PATCH")) {
            as("admin")
                    .body(Map.of("id", "other"))
                    .request(method, USERS + "/" + id)
                    .then()
                    .statusCode(400);
            as("admin")
                    .body(Map.of("name", "x"))
                    .request(method, USERS + "/nosuch")
                    .then()
                    .statusCode(404);
            as("admin").body("[]").request(method, USERS + "/" + id).then().statusCode(400);
        }
    }

    @Test
    void a_deleted_user_is_gone() {
        String id = unique("gone");
        made(id);
        as("admin").delete(USERS + "/" + id).then().statusCode(204);
        as("admin").get(USERS + "/" + id).then().statusCode(404);
        as("admin").delete(USERS + "/" + id).then().statusCode(404);
        made(id);
    }

    // --- lists ---

    @ParameterizedTest
    @ValueSource(strings = {"roles", "acls", "groupacls"})
    void names_are_given_and_taken(String list) {
        List<String> names = new ArrayList<>(List.of("users:r", "events:r"));
        if (!list.equals("acls")) {
            names.replaceAll(n -> Api.made(list, Map.of("name", unique("n"))));
        }
        String id = unique("l");
        made(id);
        String path = USERS + "/" + id + "/" + list;
        as("admin").body(names).post(path).then().statusCode(200).body("$", equalTo(names));
        as("admin").body(names.subList(1, 2)).post(path).then().statusCode(200).body("$", equalTo(names));
        user(id).then().body(list, equalTo(names));
        as("admin")
                .body(names.subList(0, 1))
                .delete(path)
                .then()
                .statusCode(200)
                .body("$", equalTo(names.subList(1, 2)));
        as("admin")
                .body(names.subList(0, 1))
                .delete(path)
                .then()
                .statusCode(200)
                .body("$", equalTo(names.subList(1, 2)));
        as("admin")
                .body(List.of(names.get(1), "nosuch"))
                .delete(path)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/" + list + "/1"));
        as("admin").body(List.of("nosuch")).post(path).then().statusCode(422);
        user(id).then().body(list, equalTo(names.subList(1, 2)));
        as("admin").body(names).post(USERS + "/nosuch/" + list).then().statusCode(404);
        for (String body : List.of("{}", "\"x\"", "[1]", "[null]", "", "[\"x\"")) {
            as("admin").body(body).post(path).then().statusCode(400);
        }
    }

    // --- who may ---

    @Test
    void reading_needs_users_r_and_writing_users_rw() {
        String id = unique("r");
        made(id);
        String reader = unique("reader");
        Api.made("users", Map.of("id", reader, "acls", List.of("api.access", "users:r"), "password", PASSWORD));
        as(reader, PASSWORD).get(USERS).then().statusCode(200);
        as(reader, PASSWORD).get(USERS + "/" + id).then().statusCode(200);
        as("user").get(USERS).then().statusCode(403);
        as("guest").get(USERS).then().statusCode(403);
        RestAssured.get(USERS).then().statusCode(401);
        as(reader, PASSWORD)
                .body(Map.of("id", "x"))
                .post(USERS)
                .then()
                .statusCode(403)
                .body("detail", containsString("users:rw"));
        as(reader, PASSWORD)
                .body(Map.of("name", "x"))
                .put(USERS + "/" + id)
                .then()
                .statusCode(403);
        as(reader, PASSWORD)
                .body(Map.of("name", "x"))
                .patch(USERS + "/" + id)
                .then()
                .statusCode(403);
        as(reader, PASSWORD).delete(USERS + "/" + id).then().statusCode(403);
        as(reader, PASSWORD)
                .body(List.of("users:r"))
                .post(USERS + "/" + id + "/acls")
                .then()
                .statusCode(403);
        as(reader, PASSWORD)
                .body(List.of("users:r"))
                .delete(USERS + "/" + id + "/acls")
                .then()
                .statusCode(403);
    }

    // --- formats and rehearsals ---

    @Test
    void xml_both_ways() {
        String role = Api.made("roles", Map.of("name", unique("xml")));
        String id = unique("xml");
        var xml = as("admin").contentType(XML).accept(ContentType.XML);
        xml.body("<user><id>" + id + "</id><name>Éric</name><active>true</active><rateLimit>7</rateLimit><roles><role>"
                        + role + "</role></roles><acls/></user>")
                .post(USERS + "?includes=roles,acls")
                .then()
                .statusCode(201)
                .contentType(startsWith("application/xml"))
                .body("user.id", equalTo(id))
                .body("user.name", equalTo("Éric"))
                .body("user.rateLimit", equalTo("7"))
                .body("user.roles.role", equalTo(role));
        as("admin").accept(ContentType.XML).get(USERS).then().statusCode(200).body("users.user.id", hasItem(id));
        String shown = as("admin")
                .accept(ContentType.XML)
                .get(USERS + "/" + id + "?includes=roles,acls")
                .asString();
        as("admin").contentType(XML).body(shown).put(USERS + "/" + id).then().statusCode(200);
        user(id).then()
                .body("roles", contains(role))
                .body("rateLimit", equalTo(7))
                .body("email", nullValue());
        as("admin")
                .contentType(XML)
                .body(
                        "<user xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><rateLimit xsi:nil=\"true\"/></user>")
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("rateLimit", nullValue());
        as("admin")
                .contentType(XML)
                .accept(ContentType.XML)
                .body("<acls><acl>users:r</acl><acl>events:r</acl></acls>")
                .post(USERS + "/" + id + "/acls")
                .then()
                .statusCode(200)
                .body("acls.acl", contains("users:r", "events:r"));
        as("admin")
                .contentType(XML)
                .body("<roles><role>" + role + "</role></roles>")
                .delete(USERS + "/" + id + "/roles")
                .then()
                .statusCode(200)
                .body("$", empty());
        as("admin")
                .contentType(XML)
                .body("<roles/>")
                .post(USERS + "/" + id + "/roles")
                .then()
                .statusCode(200)
                .body("$", empty());
        as("admin").accept("image/png").get(USERS).then().statusCode(406);
        as("admin").contentType("text/plain").body("x").post(USERS).then().statusCode(415);
    }

    @Test
    void a_rehearsal_says_everything_and_changes_nothing() {
        String id = unique("dry");
        var dry = Map.of("Dry-Run", "true");
        as("admin")
                .headers(dry)
                .body(Map.of("id", id))
                .post(USERS)
                .then()
                .statusCode(201)
                .header("Dry-Run", "true")
                .body("id", equalTo(id));
        as("admin").get(USERS + "/" + id).then().statusCode(404);
        made(id);
        String before = user(id).asString();
        as("admin")
                .headers(dry)
                .body(Map.of("id", id))
                .post(USERS)
                .then()
                .statusCode(409)
                .header("Dry-Run", "true");
        as("admin")
                .headers(dry)
                .body("{\"name\":\"x\"}")
                .patch(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("x"));
        as("admin")
                .headers(dry)
                .body("{\"name\":\"x\"}")
                .put(USERS + "/" + id)
                .then()
                .statusCode(200)
                .body("name", equalTo("x"));
        as("admin")
                .headers(dry)
                .body(List.of("users:r"))
                .post(USERS + "/" + id + "/acls")
                .then()
                .statusCode(200)
                .body("$", contains("users:r"));
        as("admin")
                .headers(dry)
                .body(List.of("users:r"))
                .delete(USERS + "/" + id + "/acls")
                .then()
                .statusCode(200);
        as("admin")
                .headers(dry)
                .body(List.of("admin.impersonate"))
                .post(USERS + "/" + id + "/acls")
                .then()
                .statusCode(403);
        as("admin").headers(dry).delete(USERS + "/" + id).then().statusCode(204);
        assertThat(user(id).asString()).isEqualTo(before);
    }

    @Test
    void the_acls_there_are_can_be_listed() {
        as("admin")
                .get(V1 + "acls")
                .then()
                .statusCode(200)
                .body(
                        "id",
                        hasItems(
                                "api.access",
                                "admin.impersonate",
                                "users:rw",
                                "data.clients:list",
                                "data.clients:export"))
                .body("find { it.id == 'users:rw' }.label", equalTo("Users: read and write"))
                .body("find { it.id == 'data.clients:list' }.description", equalTo("List the records of clients"));
        as("admin").get(V1 + "acls?limit=2").then().body("id", containsInAnyOrder("admin.impersonate", "api.access"));
        as("user").get(V1 + "acls").then().statusCode(403);
    }
}
