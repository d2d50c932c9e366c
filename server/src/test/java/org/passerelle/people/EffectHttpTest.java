package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.passerelle.people.Api.PASSWORD;
import static org.passerelle.people.Api.V1;
import static org.passerelle.people.Api.as;
import static org.passerelle.people.Api.by;
import static org.passerelle.people.Api.key;
import static org.passerelle.people.Api.made;
import static org.passerelle.people.Api.unique;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** What is given or taken holds at the next request. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class EffectHttpTest {

    private static final String LIST = "/api/list/clients/";

    @Inject
    People people;

    private static String anne(Map<String, ?> more) {
        String id = unique("anne");
        made("users", Map.of("id", id, "acls", List.of("api.access"), "password", PASSWORD));
        as("owner").body(more).patch(V1 + "users/" + id).then().statusCode(200);
        return id;
    }

    private static void status(String key, String path, int status) {
        by(key).get(path).then().statusCode(status);
    }

    @Test
    void an_acl_opens_and_closes() {
        String id = anne(Map.of());
        String key = key(as(id, PASSWORD));
        status(key, LIST, 403);
        as("admin")
                .body(List.of("data:r"))
                .post(V1 + "users/" + id + "/acls")
                .then()
                .statusCode(200);
        status(key, LIST, 200);
        as("admin")
                .body(List.of("data:r"))
                .delete(V1 + "users/" + id + "/acls")
                .then()
                .statusCode(200);
        status(key, LIST, 403);
    }

    @Test
    void rights_come_by_roles_their_parents_and_groups_and_go_with_them() {
        String group = made("groupacls", Map.of("name", unique("g"), "acls", List.of("data:r")));
        String parent = made("roles", Map.of("name", unique("parent")));
        String role = made("roles", Map.of("name", unique("role"), "parent", parent));
        String key = key(as(anne(Map.of("roles", List.of(role))), PASSWORD));
        status(key, LIST, 403);
        String link = made("rolegroupacls", Map.of("role", parent, "groupacls", List.of(group)));
        status(key, LIST, 200);
        by(key).get(V1 + "auth/me").then().body("acls", containsInAnyOrder("api.access", "data:r"));
        as("admin").delete(V1 + "rolegroupacls/" + link).then().statusCode(204);
        status(key, LIST, 403);
        as("admin")
                .body(Map.of("groupacls", List.of(group)))
                .patch(V1 + "roles/" + parent)
                .then()
                .statusCode(200);
        status(key, LIST, 200);
        as("admin").body("{\"parent\":null}").patch(V1 + "roles/" + role).then().statusCode(200);
        status(key, LIST, 403);
        as("admin")
                .body(Map.of("acls", List.of("data:r")))
                .patch(V1 + "roles/" + role)
                .then()
                .statusCode(200);
        status(key, LIST, 200);
        as("admin").delete(V1 + "roles/" + role).then().statusCode(204);
        status(key, LIST, 403);
    }

    @Test
    void the_last_profile_stands_in_place_of_ones_own() {
        String wide = made("profiles", Map.of("name", unique("wide"), "acls", List.of("api.access", "data:r")));
        String narrow = made("profiles", Map.of("name", unique("narrow"), "acls", List.of("api.access", "events:r")));
        String id = anne(Map.of("acls", List.of("api.access", "connections:r")));
        String key = key(as(id, PASSWORD));
        status(key, V1 + "connections", 200);
        as("admin")
                .body(Map.of("profiles", List.of(narrow, wide)))
                .patch(V1 + "users/" + id)
                .then()
                .statusCode(200);
        status(key, V1 + "connections", 403);
        status(key, LIST, 200);
        as("admin")
                .body(Map.of("profiles", List.of(wide, narrow)))
                .patch(V1 + "users/" + id)
                .then()
                .statusCode(200);
        status(key, LIST, 403);
        as("admin")
                .body(Map.of("profiles", List.of()))
                .patch(V1 + "users/" + id)
                .then()
                .statusCode(200);
        status(key, V1 + "connections", 200);
    }

    @Test
    void a_role_opens_some_columns_and_rows_of_a_table() {
        String role = made(
                "roles",
                Map.of(
                        "name",
                        unique("r"),
                        "tables",
                        Map.of(
                                "clients",
                                Map.of(
                                        "actions",
                                        List.of("list"),
                                        "columns",
                                        List.of("nom", "cp"),
                                        "rowFilter",
                                        "cp==77420"))));
        String key = key(as(anne(Map.of("roles", List.of(role))), PASSWORD));
        by(key).get(LIST)
                .then()
                .statusCode(200)
                .body("rows.cp", everyItem(equalTo("77420")))
                .body("rows[0]", hasKey("nom"))
                .body("rows[0]", not(hasKey("siren")));
        status(key, "/api/item/clients/1/", 403);
        status(key, "/api/list/commandes/", 403);
        status(key, "/api/clients?sort=effectif", 400);
        as("admin")
                .body("{\"tables\":{\"clients\":null}}")
                .patch(V1 + "roles/" + role)
                .then()
                .statusCode(200);
        status(key, LIST, 403);
    }

    @Test
    void an_acl_of_a_table_opens_that_table_alone() {
        String key = key(as(anne(Map.of("acls", List.of("api.access", "data.clients:list"))), PASSWORD));
        status(key, LIST, 200);
        status(key, "/api/item/clients/1/", 403);
        status(key, "/api/list/commandes/", 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"active\":false}", "{\"kind\":\"guest\"}", "{\"acls\":[]}"})
    void who_is_disabled_a_guest_or_without_access_stops_at_once(String change) {
        String id = anne(Map.of("acls", List.of("api.access", "data:r")));
        String key = key(as(id, PASSWORD));
        status(key, LIST, 200);
        as("admin").body(change).patch(V1 + "users/" + id).then().statusCode(200);
        int refused = change.contains("active") ? 401 : 403;
        status(key, LIST, refused);
        as(id, PASSWORD).get(LIST).then().statusCode(refused);
        as("admin")
                .body(Map.of("active", true, "kind", "inhouse", "acls", List.of("api.access", "data:r")))
                .patch(V1 + "users/" + id)
                .then()
                .statusCode(200);
        status(key, LIST, 200);
    }

    @Test
    void the_keys_of_who_is_deleted_open_nothing_even_for_another_of_that_name() {
        String id = anne(Map.of("acls", List.of("api.access", "data:r")));
        String key = key(as(id, PASSWORD));
        status(key, LIST, 200);
        as("admin").delete(V1 + "users/" + id).then().statusCode(204);
        status(key, LIST, 401);
        as(id, PASSWORD).get(LIST).then().statusCode(401);
        made("users", Map.of("id", id, "acls", List.of("api.access", "data:r")));
        status(key, LIST, 401);
        as("admin").get(V1 + "auth/apikeys").then().body("findAll { it.user == '" + id + "' }.id", empty());
    }

    @Test
    void the_rate_of_an_account_is_its_own_or_the_best_of_its_roles() {
        String slow = made("roles", Map.of("name", unique("slow"), "rateLimit", 60));
        String fast = made("roles", Map.of("name", unique("fast"), "rateLimit", 600));
        String id = anne(Map.of("roles", List.of(slow, fast)));
        assertThat(people.find(id).orElseThrow().effective().rateLimit()).isEqualTo(600);
        as("admin")
                .body(Map.of("rateLimit", 5))
                .patch(V1 + "users/" + id)
                .then()
                .statusCode(200);
        assertThat(people.find(id).orElseThrow().effective().rateLimit()).isEqualTo(5);
    }

    @Test
    void the_last_login_is_kept() {
        String id = anne(Map.of());
        people.entered(id, Instant.parse("2026-11-22T10:00:00Z"));
        people.entered(id, Instant.parse("2026-11-21T10:00:00Z"));
        as("admin").get(V1 + "users/" + id).then().body("lastLogin", equalTo("2026-11-22T10:00:00.000+0000"));
        as("admin")
                .body("{\"name\":\"x\"}")
                .put(V1 + "users/" + id)
                .then()
                .body("lastLogin", equalTo("2026-11-22T10:00:00.000+0000"));
    }
}
