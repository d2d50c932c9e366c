package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.people.Api.PASSWORD;
import static org.passerelle.people.Api.V1;
import static org.passerelle.people.Api.as;
import static org.passerelle.people.Api.made;
import static org.passerelle.people.Api.unique;
import static org.passerelle.people.Api.user;

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

/** Roles, profiles and groups over HTTP (DigDash D14, D15). */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class StructureHttpTest {

    private static final String XML = "application/xml;charset=UTF-8";

    /** The least that such a thing needs. */
    private static Map<String, Object> least(String collection) {
        return new HashMap<>(
                collection.equals("rolegroupacls")
                        ? Map.of("role", made("roles", Map.of("name", unique("r"))))
                        : Map.of("name", unique("n")));
    }

    // --- what all of them have in common ---

    @ParameterizedTest
    @ValueSource(strings = {"roles", "profiles", "groupacls", "rolegroupacls"})
    void each_collection_is_read_and_written_in_the_same_way(String collection) {
        String path = V1 + collection;
        Response made = as("admin").body(least(collection)).post(path);
        String id = made.then().statusCode(201).extract().path("id");
        made.then().header("Location", matchesPattern("http://.*" + path + "/" + id));
        assertThat(as("admin").get(path + "/" + id).asString()).isEqualTo(made.asString());
        as("admin").get(path).then().statusCode(200).body("id", hasItem(id));
        as("admin").get(path + "?limit=1").then().body("$", hasSize(1)).header("Link", containsString("cursor="));

        String group = made("groupacls", Map.of("name", unique("g"), "acls", List.of("events:r")));
        String member = collection.equals("groupacls") ? "acls" : "groupacls";
        String value = collection.equals("groupacls") ? "events:r" : group;
        as("admin")
                .body(Map.of(member, List.of(value)))
                .patch(path + "/" + id)
                .then()
                .statusCode(200)
                .body(member, contains(value));
        Response shown = as("admin").get(path + "/" + id);
        as("admin").body(shown.asString()).put(path + "/" + id).then().statusCode(200);
        assertThat(as("admin").get(path + "/" + id).asString()).isEqualTo(shown.asString());
        var bare = new HashMap<>(least(collection));
        as("admin").body(bare).put(path + "/" + id).then().statusCode(200).body(member, empty());

        as("admin").body(Map.of("id", "another")).patch(path + "/" + id).then().statusCode(400);
        as("admin")
                .body(Map.of("nosuch", 1))
                .patch(path + "/" + id)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/nosuch"));
        as("admin")
                .body(Map.of(member, List.of("nosuch")))
                .patch(path + "/" + id)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/" + member + "/0"));
        as("admin").delete(path + "/" + id).then().statusCode(204);
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
            as("admin")
                    .body(method.equals("GET") || method.equals("DELETE") ? "" : "{}")
                    .request(method, path + "/" + id)
                    .then()
                    .statusCode(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "profiles", "groupacls", "rolegroupacls"})
    void an_id_is_kept_when_given_made_when_not_and_taken_once(String collection) {
        String path = V1 + collection;
        Map<String, Object> body = least(collection);
        String given = unique("given");
        body.put("id", given);
        as("admin").body(body).post(path).then().statusCode(201).body("id", equalTo(given));
        as("admin").body(body).post(path).then().statusCode(409);
        body.put("id", "a/b");
        as("admin").body(body).post(path).then().statusCode(400).body("errors[0].pointer", equalTo("/id"));
        as("admin").body("{}").post(path).then().statusCode(400);
    }

    @Test
    void an_id_is_made_from_the_name() {
        String name = "Équipe d'" + unique("Été ");
        String id = made("roles", Map.of("name", name));
        assertThat(id).matches("equipe-d-ete-[a-z0-9-]+");
        assertThat(made("roles", Map.of("name", name))).isEqualTo(id + "-2");
        assertThat(made("roles", Map.of("name", "!?!"))).startsWith("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "profiles", "groupacls", "rolegroupacls"})
    void a_rehearsal_changes_nothing(String collection) {
        String path = V1 + collection;
        Map<String, Object> body = least(collection);
        String id = unique("dry");
        body.put("id", id);
        as("admin")
                .header("Dry-Run", "true")
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .header("Dry-Run", "true");
        as("admin").get(path + "/" + id).then().statusCode(404);
        as("admin").body(body).post(path).then().statusCode(201);
        String before = as("admin").get(path + "/" + id).asString();
        String member = collection.equals("groupacls") ? "acls" : "groupacls";
        String value = collection.equals("groupacls") ? "events:r" : made("groupacls", Map.of("name", unique("g")));
        body.put(member, List.of(value));
        for (String method : List.of("PUT", "PATCH")) {
            as("admin")
                    .header("Dry-Run", "true")
                    .body(body)
                    .request(method, path + "/" + id)
                    .then()
                    .statusCode(200)
                    .body(member, contains(value));
        }
        as("admin").header("Dry-Run", "true").delete(path + "/" + id).then().statusCode(204);
        assertThat(as("admin").get(path + "/" + id).asString()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"roles", "profiles", "groupacls", "rolegroupacls"})
    void reading_needs_users_r_and_writing_users_rw(String collection) {
        String path = V1 + collection;
        String reader = unique("reader");
        made("users", Map.of("id", reader, "acls", List.of("api.access", "users:r"), "password", PASSWORD));
        Map<String, Object> body = least(collection);
        String id = made(collection, body);
        as(reader, PASSWORD).get(path).then().statusCode(200);
        as(reader, PASSWORD).get(path + "/" + id).then().statusCode(200);
        as("user").get(path).then().statusCode(403);
        as("user").get(path + "/" + id).then().statusCode(403);
        as(reader, PASSWORD).body(body).post(path).then().statusCode(403);
        as(reader, PASSWORD).body(body).put(path + "/" + id).then().statusCode(403);
        as(reader, PASSWORD).body(body).patch(path + "/" + id).then().statusCode(403);
        as(reader, PASSWORD).delete(path + "/" + id).then().statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "profile", "groupacl", "rolegroupacl"})
    void xml_both_ways(String one) {
        String collection = one + "s";
        String id = made(collection, least(collection));
        String shown = as("admin")
                .accept(ContentType.XML)
                .get(V1 + collection + "/" + id)
                .asString();
        assertThat(shown).contains("<" + one + " ").contains("<id>" + id + "</id>");
        as("admin")
                .contentType(XML)
                .body(shown)
                .put(V1 + collection + "/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
        as("admin")
                .accept(ContentType.XML)
                .get(V1 + collection)
                .then()
                .statusCode(200)
                .body(collection + "." + one + ".id", hasItem(id));
    }

    // --- roles ---

    @Test
    void a_role_carries_acls_groups_a_rate_and_tables() {
        String parent = made("roles", Map.of("name", unique("parent")));
        String id = unique("role");
        String body = """
                {"id":"%s","name":"Comptables","priority":10,"parent":"%s","acls":["api.access"],"rateLimit":120,
                 "tables":{"clients":{"actions":["list","read","list"],"columns":["nom","cp"],"rowFilter":"cp==77420"},
                           "not.yet":{"actions":["list"]}}}""".formatted(id, parent);
        as("admin").body(body).post(V1 + "roles").then().statusCode(201);
        as("admin")
                .get(V1 + "roles/" + id)
                .then()
                .body("priority", equalTo(10))
                .body("parent", equalTo(parent))
                .body("acls", contains("api.access"))
                .body("rateLimit", equalTo(120))
                .body("tables.clients.actions", contains("list", "read"))
                .body("tables.clients.columns", contains("nom", "cp"))
                .body("tables.clients.rowFilter", equalTo("cp==77420"))
                .body("tables['not.yet'].columns", nullValue())
                .body("tables['not.yet'].rowFilter", nullValue());
        as("admin")
                .body("{\"tables\":{\"clients\":{\"columns\":null},\"not.yet\":null}}")
                .patch(V1 + "roles/" + id)
                .then()
                .statusCode(200)
                .body("tables.clients.columns", nullValue())
                .body("tables.clients.rowFilter", equalTo("cp==77420"))
                .body("tables", not(hasKey("not.yet")));
        String shown =
                as("admin").accept(ContentType.XML).get(V1 + "roles/" + id).asString();
        String before = as("admin").get(V1 + "roles/" + id).asString();
        as("admin").contentType(XML).body(shown).put(V1 + "roles/" + id).then().statusCode(200);
        assertThat(as("admin").get(V1 + "roles/" + id).asString()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"parent":"nosuch"}                                               | 422 | /parent
            {"rateLimit":-1}                                                  | 400 | /rateLimit
            {"priority":"high"}                                               | 400 | /priority
            {"acls":["nosuch:r"]}                                             | 422 | /acls/0
            {"tables":{"clients":{"actions":["fly"]}}}                        | 400 | /tables.clients.actions
            {"tables":{"clients":{"actions":["list"],"columns":[null]}}}      | 400 | /tables.clients.columns
            {"tables":{"clients":null}}                                       | 400 | /tables.clients
            {"tables":{"a b":{"actions":["list"]}}}                           | 400 | /tables.a b
            {"tables":{"clients":{"actions":["list"],"columns":["nosuch"]}}}  | 422 | /tables/clients/columns
            {"tables":{"clients":{"actions":["list"],"rowFilter":"nosuch==1"}}}   | 422 | /tables/clients/rowFilter
            {"tables":{"clients":{"actions":["list"],"rowFilter":"((("}}}     | 422 | /tables/clients/rowFilter
            {"tables":{"notyet":{"actions":["list"],"rowFilter":"((("}}}      | 422 | /tables/notyet/rowFilter
            """)
    void a_role_that_does_not_fit_is_refused_by_name(String body, int status, String pointer) {
        String id = unique("bad");
        as("admin")
                .body("{\"id\":\"" + id + "\"," + body.substring(1))
                .post(V1 + "roles")
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));
        as("admin").get(V1 + "roles/" + id).then().statusCode(404);
    }

    @Test
    void a_rule_may_speak_of_who_asks() {
        as("admin")
                .body(
                        "{\"name\":\"" + unique("r")
                                + "\",\"tables\":{\"clients\":{\"actions\":[\"list\"],\"rowFilter\":\"nom==:user,nom=in=:roles,effectif==:groups\"}}}")
                .post(V1 + "roles")
                .then()
                .statusCode(201);
    }

    @Test
    void no_role_is_its_own_ancestor() {
        String top = made("roles", Map.of("name", unique("top")));
        String middle = made("roles", Map.of("name", unique("middle"), "parent", top));
        String low = made("roles", Map.of("name", unique("low"), "parent", middle));
        as("admin")
                .body(Map.of("parent", low))
                .patch(V1 + "roles/" + top)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/parent"));
        as("admin").body(Map.of("parent", top)).put(V1 + "roles/" + top).then().statusCode(422);
        as("admin")
                .body("{\"parent\":null}")
                .patch(V1 + "roles/" + middle)
                .then()
                .statusCode(200);
        as("admin")
                .body(Map.of("parent", low))
                .patch(V1 + "roles/" + top)
                .then()
                .statusCode(200);
    }

    // --- what becomes of references ---

    @Test
    void a_role_that_is_removed_is_taken_from_whoever_has_it() {
        String role = made("roles", Map.of("name", unique("gone")));
        String stays = made("roles", Map.of("name", unique("stays")));
        String child = made("roles", Map.of("name", unique("child"), "parent", role));
        String profile = made("profiles", Map.of("name", unique("p"), "roles", List.of(stays, role)));
        String link = made("rolegroupacls", Map.of("role", role));
        String user = made("users", Map.of("id", unique("u"), "roles", List.of(role, stays)));
        as("admin").delete(V1 + "roles/" + role).then().statusCode(204);
        user(user).then().body("roles", contains(stays));
        as("admin").get(V1 + "roles/" + child).then().body("parent", nullValue());
        as("admin").get(V1 + "profiles/" + profile).then().body("roles", contains(stays));
        as("admin").get(V1 + "rolegroupacls/" + link).then().statusCode(404);
    }

    @Test
    void a_group_that_is_removed_is_taken_from_whoever_carries_it() {
        String group = made("groupacls", Map.of("name", unique("gone")));
        Map<String, ?> carrying = Map.of("name", unique("x"), "groupacls", List.of(group));
        String role = made("roles", carrying);
        String profile = made("profiles", carrying);
        String link = made("rolegroupacls", Map.of("role", role, "groupacls", List.of(group)));
        String user = made("users", Map.of("id", unique("u"), "groupacls", List.of(group)));
        as("admin").delete(V1 + "groupacls/" + group).then().statusCode(204);
        user(user).then().body("groupacls", empty());
        for (String path : List.of("roles/" + role, "profiles/" + profile, "rolegroupacls/" + link)) {
            as("admin").get(V1 + path).then().statusCode(200).body("groupacls", empty());
        }
    }

    @Test
    void a_profile_that_someone_has_stays() {
        String profile = made("profiles", Map.of("name", unique("kept")));
        String user = made("users", Map.of("id", unique("bearer"), "profiles", List.of(profile)));
        as("admin").delete(V1 + "profiles/" + profile).then().statusCode(409).body("detail", containsString(user));
        as("admin")
                .body(Map.of("profiles", List.of()))
                .patch(V1 + "users/" + user)
                .then()
                .statusCode(200);
        as("admin").delete(V1 + "profiles/" + profile).then().statusCode(204);
    }
}
