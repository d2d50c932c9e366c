package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.passerelle.people.Api.PASSWORD;
import static org.passerelle.people.Api.V1;
import static org.passerelle.people.Api.as;
import static org.passerelle.people.Api.by;
import static org.passerelle.people.Api.key;
import static org.passerelle.people.Api.made;
import static org.passerelle.people.Api.unique;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.access.ApiType;
import org.passerelle.command.DemoHouse;

/**
 * Nobody gives what he lacks: every ACL by every path there is, tried by someone who manages users and holds little else. What he holds
 * goes through on the same path, so that a refusal is not one of everything; what is refused has changed nothing.
 */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class EscalationHttpTest {

    /** What the caller of this test holds. */
    private static final List<String> HELD = List.of("api.access", "users:rw", "data:r", "connections:r", "events:rw");

    private static final List<String> IMPLIED =
            List.of("users:r", "events:r", "data.clients:list", "data.clients:export");

    private static final Map<String, Object> OWN = new HashMap<>();

    private String lesser = "";
    private String key = "";

    @BeforeEach
    void someone_who_manages_users() {
        if (OWN.isEmpty()) {
            String id = unique("lesser");
            made("users", Map.of("id", id, "acls", HELD, "password", PASSWORD, "rateLimit", 1_000_000));
            OWN.put("id", id);
            OWN.put("key", key(as(id, PASSWORD)));
            OWN.put("owner", key(as("owner")));
        }
        lesser = (String) OWN.get("id");
        key = (String) OWN.get("key");
    }

    /** Makes as the owner, and tells the path of it. */
    private static String item(String collection, Map<String, ?> body) {
        String id = by((String) OWN.get("owner"))
                .body(body)
                .post(V1 + collection)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return collection + "/" + id;
    }

    private static String id(String item) {
        return item.substring(item.indexOf('/') + 1);
    }

    private static String shown(String item) {
        return by((String) OWN.get("owner"))
                .get(V1 + item + "?includes=roles,acls,groupacls")
                .asString()
                .replaceAll("\"lastLogin\":[^,]*", ""); // noted behind the requests
    }

    /** One way to more rights. */
    private record Attempt(String name, String method, String path, Object body, String watched) {}

    /** Gathers the ways by which this ACL could come to somebody. */
    private final class Ways {
        private final List<Attempt> all = new ArrayList<>();
        private final List<String> acl;
        private final List<String> none = List.of();

        Ways(String acl) {
            this.acl = List.of(acl);
        }

        private void way(String name, String method, String path, Object body) {
            all.add(new Attempt(name, method, path, body, method.equals("POST") && !path.contains("/") ? "" : path));
        }

        private Map<String, Object> named(Map<String, ?> more) {
            var body = new HashMap<String, Object>(more);
            body.put("id", unique("try"));
            return body;
        }

        private String user() {
            return item("users", Map.of("id", unique("victim")));
        }

        List<Attempt> all() {
            byTheListOfAnything();
            byWhatCarriesIt();
            byWhatIsAboveOrBeside();
            byWhatWasHeldBack();
            byAPassword();
            return all;
        }

        private void byTheListOfAnything() {
            way("new user", "POST", "users", named(Map.of("acls", acl)));
            way("new user's list", "POST", user() + "/acls", acl);
            for (String collection : List.of("roles", "profiles", "groupacls")) {
                way("new of " + collection, "POST", collection, named(Map.of("acls", acl)));
            }
            for (String method : List.of("PATCH", "PUT")) {
                way(method + " a user", method, user(), Map.of("acls", acl));
                way(method + " oneself", method, "users/" + lesser, own(Map.of("acls", with(HELD))));
                for (String collection : List.of("roles", "profiles", "groupacls")) {
                    String item = item(collection, Map.of("name", unique("x")));
                    way(method + " of " + collection, method, item, Map.of("acls", acl));
                }
            }
        }

        private void byWhatCarriesIt() {
            String role = id(item("roles", Map.of("name", unique("r"), "acls", acl)));
            String group = id(item("groupacls", Map.of("name", unique("g"), "acls", acl)));
            String profile = id(item("profiles", Map.of("name", unique("p"), "acls", acl)));
            carried("roles", role);
            carried("groupacls", group);
            way("new user of that profile", "POST", "users", named(Map.of("profiles", List.of(profile))));
            way("a user's profile", "PATCH", user(), Map.of("profiles", List.of(profile)));
            way("a profile that is not the last", "PATCH", user(), Map.of("profiles", List.of(profile, plain())));
            way("oneself by a profile", "PATCH", "users/" + lesser, Map.of("profiles", List.of(profile)));
        }

        private void carried(String list, String id) {
            List<String> names = List.of(id);
            way("new user with " + list, "POST", "users", named(Map.of(list, names)));
            way("a user's " + list, "POST", user() + "/" + list, names);
            way("one's own " + list, "POST", "users/" + lesser + "/" + list, names);
            way("new profile with " + list, "POST", "profiles", named(Map.of(list, names)));
            for (String method : List.of("PATCH", "PUT")) {
                way(method + " a user with " + list, method, user(), Map.of(list, names));
                way(
                        method + " a profile with " + list,
                        method,
                        item("profiles", Map.of("name", unique("p"))),
                        Map.of(list, names));
            }
        }

        private void byWhatIsAboveOrBeside() {
            String role = id(item("roles", Map.of("name", unique("r"), "acls", acl)));
            String group = id(item("groupacls", Map.of("name", unique("g"), "acls", acl)));
            String below = id(item("roles", Map.of("name", unique("below"), "parent", role)));
            way("new role below", "POST", "roles", named(Map.of("parent", role)));
            way("new role far below", "POST", "roles", named(Map.of("parent", below)));
            way("a user's role far below", "POST", user() + "/roles", List.of(below));
            way("new role with the group", "POST", "roles", named(Map.of("groupacls", List.of(group))));
            String bare = id(item("roles", Map.of("name", unique("bare"))));
            String other = id(item("roles", Map.of("name", unique("other"))));
            way("new link", "POST", "rolegroupacls", named(Map.of("role", bare, "groupacls", List.of(group))));
            for (String method : List.of("PATCH", "PUT")) {
                way(
                        method + " a role below",
                        method,
                        item("roles", Map.of("name", unique("r"))),
                        Map.of("parent", role));
                way(
                        method + " a role with the group",
                        method,
                        item("roles", Map.of("name", unique("r"))),
                        Map.of("groupacls", List.of(group)));
                String link = item("rolegroupacls", Map.of("role", bare));
                way(method + " a link's groups", method, link, Map.of("role", bare, "groupacls", List.of(group)));
                String far = item("rolegroupacls", Map.of("role", role, "groupacls", List.of(group)));
                way(method + " a link's role", method, far, Map.of("role", other, "groupacls", List.of(group)));
            }
        }

        private void byWhatWasHeldBack() {
            String masked = item("users", Map.of("id", unique("masked"), "acls", acl, "profiles", List.of(plain())));
            way("unmask by PATCH", "PATCH", masked, Map.of("profiles", none));
            way("unmask by PUT", "PUT", masked, Map.of("name", "x"));
            String inactive = item("users", Map.of("id", unique("idle"), "acls", acl, "active", false));
            way("switch on by PATCH", "PATCH", inactive, Map.of("active", true));
            way("switch on by PUT", "PUT", inactive, Map.of("name", "x"));
            String guest = item("users", Map.of("id", unique("guest"), "acls", acl, "kind", "guest"));
            way("make in-house by PATCH", "PATCH", guest, Map.of("kind", "inhouse"));
            way("make in-house by PUT", "PUT", guest, Map.of("name", "x"));
            String profile = id(item("profiles", Map.of("name", unique("p"), "acls", acl)));
            String behind = item("users", Map.of("id", unique("behind"), "profiles", List.of(profile, plain())));
            way("bring the profile forward", "PATCH", behind, Map.of("profiles", List.of(profile)));
        }

        private void byAPassword() {
            for (Map<String, Object> victim : List.<Map<String, Object>>of(
                    Map.of("acls", acl),
                    Map.of("roles", List.of(id(item("roles", Map.of("name", unique("r"), "acls", acl))))),
                    Map.of("acls", acl, "active", false),
                    Map.of("acls", acl, "profiles", List.of(plain())))) {
                var body = new HashMap<>(victim);
                body.put("id", unique("strong"));
                String strong = item("users", body);
                way("a password", "PATCH", strong, Map.of("password", PASSWORD));
                way("an address for messages", "PATCH", strong, Map.of("email", "eve@example.org"));
                var put = new HashMap<String, Object>(victim);
                put.put("password", PASSWORD);
                way("a password by PUT", "PUT", strong, put);
            }
        }

        private String plain() {
            return id(item("profiles", Map.of("name", unique("plain"))));
        }

        private List<String> with(List<String> acls) {
            return Stream.concat(acls.stream(), acl.stream()).distinct().toList();
        }

        private Map<String, Object> own(Map<String, ?> more) {
            var body = new HashMap<String, Object>(more);
            body.put("rateLimit", 1_000_000);
            return body;
        }
    }

    /** Each kind of ACL once; the others are tried in the long run. */
    static List<String> lacking() {
        return List.of("admin.impersonate", "connections:rw", "webhooks:r", "data.clients:update");
    }

    static List<String> alsoLacking() {
        return Stream.concat(Acls.ALL.stream(), Stream.of("data.commandes:create"))
                .filter(acl -> !HELD.contains(acl) && !IMPLIED.contains(acl))
                .toList();
    }

    static List<String> held() {
        return List.of("data:r", "users:r", "data.clients:list");
    }

    private Response send(Attempt attempt) {
        return by(key).body(attempt.body()).request(attempt.method(), V1 + attempt.path());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("alsoLacking")
    void none_of_what_he_lacks_he_gives_by_any_path(String acl) {
        what_he_lacks_he_gives_by_no_path(acl);
    }

    @ParameterizedTest
    @MethodSource("lacking")
    void what_he_lacks_he_gives_by_no_path(String acl) {
        var failures = new TreeMap<String, String>();
        String before = shown("users/" + lesser);
        for (Attempt attempt : new Ways(acl).all()) {
            String item = attempt.watched().replaceAll("/(roles|acls|groupacls)$", "");
            String was = item.isEmpty() ? "" : shown(item);
            Response answer = send(attempt);
            if (answer.statusCode() != 403 || !answer.asString().contains(acl)) {
                failures.put(attempt.name(), answer.statusCode() + " " + answer.asString());
            }
            if (!item.isEmpty() && !shown(item).equals(was)) {
                failures.put(attempt.name() + ": changed", shown(item));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(shown("users/" + lesser)).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("held")
    void what_he_holds_he_gives_by_every_path(String acl) {
        var failures = new TreeMap<String, String>();
        for (Attempt attempt : new Ways(acl).all()) {
            if (attempt.path().equals("users/" + lesser) || attempt.path().startsWith("users/" + lesser + "/")) {
                continue; // it would take from him what the next attempt needs
            }
            Response answer = send(attempt);
            if (answer.statusCode() / 100 != 2) {
                failures.put(attempt.name(), answer.statusCode() + " " + answer.asString());
            }
        }
        assertThat(failures).isEmpty();
    }

    // --- tables ---

    @Test
    void a_role_opens_no_more_of_a_table_than_its_writer_reaches() {
        String id = unique("narrow");
        Map<String, ?> reach = Map.of(
                "clients",
                Map.of("actions", List.of("list"), "columns", List.of("nom", "cp"), "rowFilter", "cp==77420"));
        String mine = id(item("roles", Map.of("name", unique("mine"), "tables", reach)));
        item(
                "users",
                Map.of(
                        "id",
                        id,
                        "acls",
                        List.of("api.access", "users:rw"),
                        "roles",
                        List.of(mine),
                        "password",
                        PASSWORD));
        String narrow = key(as(id, PASSWORD));
        for (Map<String, ?> wider : List.<Map<String, ?>>of(
                Map.of("actions", List.of("list")),
                Map.of("actions", List.of("list"), "columns", List.of("nom", "cp")),
                Map.of("actions", List.of("list"), "columns", List.of("nom", "cp"), "rowFilter", "cp==01400"),
                Map.of("actions", List.of("list"), "columns", List.of("nom", "siren"), "rowFilter", "cp==77420"),
                Map.of("actions", List.of("list", "update"), "columns", List.of("nom"), "rowFilter", "cp==77420"))) {
            by(narrow)
                    .body(Map.of("name", unique("wider"), "tables", Map.of("clients", wider)))
                    .post(V1 + "roles")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("data.clients:"));
        }
        by(narrow)
                .body(Map.of("name", unique("same"), "tables", reach))
                .post(V1 + "roles")
                .then()
                .statusCode(201);
        by(narrow)
                .body(List.of(mine))
                .post(V1 + item("users", Map.of("id", unique("u"))) + "/roles")
                .then()
                .statusCode(200);
    }

    @Test
    void a_name_that_opens_rows_is_given_by_who_sees_all_of_them() {
        String id = unique("north");
        String ruled = id(item(
                "roles",
                Map.of(
                        "name",
                        unique("ruled"),
                        "tables",
                        Map.of("tickets", Map.of("actions", List.of("list"), "rowFilter", "subject=in=:roles")))));
        String south = id(item("roles", Map.of("name", unique("south"))));
        item(
                "users",
                Map.of(
                        "id",
                        id,
                        "acls",
                        List.of("api.access", "users:rw"),
                        "roles",
                        List.of(ruled),
                        "password",
                        PASSWORD));
        String north = key(as(id, PASSWORD));
        String victim = item("users", Map.of("id", unique("u")));
        for (String user : List.of("users/" + id, victim)) {
            by(north)
                    .body(List.of(south))
                    .post(V1 + user + "/roles")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("data.tickets:list"));
            by(north).body(List.of(ruled)).post(V1 + victim + "/roles").then().statusCode(403);
        }
        by(key).body(List.of(south, ruled)).post(V1 + victim + "/roles").then().statusCode(200);
        by((String) OWN.get("owner")).delete(V1 + "roles/" + ruled).then().statusCode(204);
        by(north).body(List.of(south)).post(V1 + victim + "/roles").then().statusCode(200);
    }

    // --- credentials ---

    @Test
    void a_credential_gives_no_more_than_it_allows() {
        String users = key(as("owner"), ApiType.USERS);
        String victim = item("users", Map.of("id", unique("u")));
        for (String acl : List.of("data:r", "connections:rw", "admin.impersonate", "data.clients:list")) {
            by(users)
                    .body(List.of(acl))
                    .post(V1 + victim + "/acls")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString(acl));
        }
        by(users)
                .body(List.of("users:rw", "api.access"))
                .post(V1 + victim + "/acls")
                .then()
                .statusCode(200);
        by(users).body(Map.of("kind", "owner")).patch(V1 + victim).then().statusCode(403);
        by(users)
                .body(Map.of("password", PASSWORD))
                .patch(V1 + "users/user")
                .then()
                .statusCode(403);
        by(users)
                .body(Map.of("id", unique("n"), "acls", List.of("data:r"), "password", PASSWORD))
                .post(V1 + "users")
                .then()
                .statusCode(403);
    }

    // --- owners ---

    @Test
    void an_owner_falls_to_nobody() {
        String other = unique("owner");
        item("users", Map.of("id", other, "kind", "owner", "password", PASSWORD));
        for (String who : List.of(key, (String) OWN.get("owner"), key(as("admin")))) {
            String before = shown("users/" + other);
            String path = V1 + "users/" + other;
            List<Response> answers = List.of(
                    by(who).body(Map.of("name", "x")).patch(path),
                    by(who).body(Map.of("password", PASSWORD)).patch(path),
                    by(who).body(Map.of("active", false)).patch(path),
                    by(who).body(Map.of("kind", "inhouse")).patch(path),
                    by(who).body(Map.of("ips", "127.0.0.9")).patch(path),
                    by(who).body(Map.of("name", "x")).put(path),
                    by(who).body(List.of("api.access")).post(path + "/acls"),
                    by(who).body(List.of("api.access")).delete(path + "/acls"),
                    by(who).body(List.of()).post(path + "/roles"),
                    by(who).delete(path));
            assertThat(answers).extracting(Response::statusCode).containsOnly(403);
            assertThat(shown("users/" + other)).isEqualTo(before);
        }
        as(other, PASSWORD)
                .body(Map.of("name", "Olga"))
                .patch(V1 + "users/" + other)
                .then()
                .statusCode(200);
        as(other, PASSWORD).delete(V1 + "users/" + other).then().statusCode(204);
    }

    @Test
    void only_an_owner_makes_another() {
        String victim = item("users", Map.of("id", unique("u")));
        by(key).body(Map.of("kind", "owner")).patch(V1 + victim).then().statusCode(403);
        by(key).body(Map.of("kind", "owner")).put(V1 + victim).then().statusCode(403);
        by(key).body(Map.of("kind", "owner"))
                .patch(V1 + "users/" + lesser)
                .then()
                .statusCode(403);
        by(key).body(Map.of("id", unique("u"), "kind", "owner"))
                .post(V1 + "users")
                .then()
                .statusCode(403);
        as("admin")
                .body(Map.of("kind", "owner"))
                .patch(V1 + "users/admin")
                .then()
                .statusCode(403);
        as("owner")
                .header("Dry-Run", "true")
                .body(Map.of("kind", "owner"))
                .patch(V1 + victim)
                .then()
                .statusCode(200);
    }

    @Test
    void the_last_owner_stays() {
        String before = shown("users/owner");
        as("owner").get(V1 + "users?kind=owner&active=true").then().body("id", contains("owner"));
        for (Map<String, ?> change :
                List.<Map<String, ?>>of(Map.of("active", false), Map.of("kind", "inhouse"), Map.of("kind", "guest"))) {
            as("owner").body(change).patch(V1 + "users/owner").then().statusCode(409);
        }
        as("owner").body(Map.of("name", "x")).put(V1 + "users/owner").then().statusCode(409);
        as("owner").delete(V1 + "users/owner").then().statusCode(409);
        assertThat(shown("users/owner")).isEqualTo(before);
    }

    // --- oneself ---

    @Test
    void ones_own_password_asks_for_the_present_one() {
        by(key).body(Map.of("password", PASSWORD))
                .patch(V1 + "users/" + lesser)
                .then()
                .statusCode(403);
        as("owner")
                .body(Map.of("password", PASSWORD))
                .patch(V1 + "users/owner")
                .then()
                .statusCode(403)
                .body("detail", containsString("/auth/password"));
    }
}
