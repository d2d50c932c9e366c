package org.passerelle.people;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.people.Api.PASSWORD;
import static org.passerelle.people.Api.V1;
import static org.passerelle.people.Api.as;
import static org.passerelle.people.Api.by;
import static org.passerelle.people.Api.made;
import static org.passerelle.people.Api.unique;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.access.Action;
import org.passerelle.access.Holdings;
import org.passerelle.access.TableRight;
import org.passerelle.command.DemoHouse;

/**
 * Somebody with a key for users and the reading of records does at random whatever the administration of people offers, and so do those
 * whom he makes and can enter. However long they go on, none of them holds more than the key allowed in the beginning (S15).
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class GrowthWalkTest {

    private static final int STEPS = 600;
    private static final Set<String> OPENED = Set.of(
            "api.access",
            "users:r",
            "users:rw",
            "data:r",
            "data.clients:list",
            "data.clients:read",
            "data.clients:export");
    private static final List<String> COLLECTIONS = List.of("users", "roles", "profiles", "groupacls", "rolegroupacls");

    @Inject
    People people;

    /** One walk: what there is to play with, who is in it, and what was done. */
    private final class Walk {
        private final Random random;
        private final List<String> trail = new ArrayList<>();
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final Map<String, List<String>> known = new LinkedHashMap<>();
        /** Who asks, by name: the key, and then everyone to whom a password was chosen. */
        private final Map<String, RequestSpecification> hands = new LinkedHashMap<>();

        private final String admin = unique("admin");
        private final Holdings atFirst;

        Walk(long seed) {
            random = new Random(seed);
            COLLECTIONS.forEach(collection -> known.put(collection, new ArrayList<>()));
            List<String> acls =
                    List.of("api.access", "users:rw", "data:r", "events:rw", "connections:rw", "admin.impersonate");
            made("users", Map.of("id", admin, "acls", acls, "password", PASSWORD, "rateLimit", 1_000_000));
            String key = as(admin, PASSWORD)
                    .body(Map.of("name", "walk", "permissions", Map.of("users", "rw", "data", "r")))
                    .post(V1 + "auth/apikeys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("key");
            hands.put(admin, by(key));
            furnish();
            atFirst = people.find(admin).orElseThrow().holdings();
        }

        /** Strong things that lie about: roles, groups and profiles with more, people who hold them and cannot use them now. */
        private void furnish() {
            String group = keep("groupacls", Map.of("name", unique("g"), "acls", List.of("events:rw", "system:rw")));
            String role = keep("roles", Map.of("name", unique("r"), "acls", List.of("webhooks:rw", "connections:rw")));
            keep("roles", Map.of("name", unique("child"), "parent", role));
            keep(
                    "roles",
                    Map.of(
                            "name",
                            unique("rows"),
                            "tables",
                            Map.of(
                                    "clients",
                                    Map.of("actions", List.of("update", "list"), "rowFilter", "cp=in=:roles"))));
            keep("rolegroupacls", Map.of("role", role, "groupacls", List.of(group)));
            String profile = keep(
                    "profiles", Map.of("name", unique("p"), "acls", List.of("license:rw"), "roles", List.of(role)));
            keep("users", Map.of("id", unique("off"), "active", false, "acls", List.of("events:rw", "api.access")));
            keep("users", Map.of("id", unique("guest"), "kind", "guest", "acls", List.of("system:rw", "api.access")));
            keep("users", Map.of("id", unique("masked"), "acls", List.of("data:rw"), "profiles", List.of(profile)));
            keep("users", Map.of("id", unique("plain"), "acls", List.of("api.access")));
            known.get("users").addAll(List.of(admin, "owner"));
        }

        private String keep(String collection, Map<String, ?> body) {
            String id = made(collection, body);
            known.get(collection).add(id);
            return id;
        }

        void go() {
            for (int step = 0; step < STEPS; step++) {
                if (step % 50 == 0) {
                    restore();
                }
                String hand = random.nextBoolean() ? admin : pick(List.copyOf(hands.keySet()));
                String collection = pick(COLLECTIONS);
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> make(hand, collection);
                    case 3 -> list(hand);
                    case 4 -> change(hand, "PUT", collection);
                    case 5 -> remove(hand, collection);
                    default -> change(hand, "PATCH", collection);
                }
            }
        }

        /** Nothing of it is left for others on this server. */
        void tidy() {
            known.get("users").remove("owner");
            known.forEach((collection, ids) -> ids.forEach(id -> as("owner").delete(V1 + collection + "/" + id)));
        }

        /** Who takes his own rights away would do little more. */
        private void restore() {
            as("owner")
                    .body(Map.of(
                            "acls",
                            atFirst.acls(),
                            "profiles",
                            List.of(),
                            "active",
                            true,
                            "kind",
                            "inhouse",
                            "rateLimit",
                            1_000_000))
                    .patch(V1 + "users/" + admin)
                    .then()
                    .statusCode(200);
        }

        private void make(String hand, String collection) {
            Map<String, Object> body = body(collection);
            String id = unique("w");
            body.put("id", id);
            if (did(hand, "POST", collection, body).statusCode() == 201) {
                known.get(collection).add(id);
                entered(id, body);
            }
        }

        private void change(String hand, String method, String collection) {
            String id = known(collection);
            Map<String, Object> body = body(collection);
            if (did(hand, method, collection + "/" + id, body).statusCode() == 200) {
                entered(id, body);
            }
        }

        private void list(String hand) {
            String list = pick(List.of("acls", "roles", "groupacls"));
            did(
                    hand,
                    pick(List.of("POST", "POST", "DELETE")),
                    "users/" + known("users") + "/" + list,
                    list.equals("acls") ? acls() : some(list));
        }

        private void remove(String hand, String collection) {
            String id = known(collection);
            if (random.nextInt(4) == 0
                    && did(hand, "DELETE", collection + "/" + id, null).statusCode() == 204) {
                known.get(collection).remove(id);
                hands.remove(id);
            }
        }

        /** Whose password one chose, one can be. */
        private void entered(String id, Map<String, Object> body) {
            if (body.containsKey("password")) {
                hands.put(id, as(id, PASSWORD));
            }
        }

        private Response did(String hand, String method, String path, Object body) {
            RequestSpecification asking = given().spec(hands.get(hand));
            Response response = (body == null ? asking : asking.body(body)).request(method, V1 + path);
            statuses.merge(response.statusCode(), 1, Integer::sum);
            assertThat(response.statusCode())
                    .as(method + " " + path + " " + body)
                    .isLessThan(500);
            if (response.statusCode() < 300) {
                trail.add(hand + ": " + method + " " + path + " " + body);
                noneHoldsMore();
            }
            return response;
        }

        private void noneHoldsMore() {
            for (String hand : hands.keySet()) {
                Holdings now = people.find(hand).map(Account::holdings).orElse(Holdings.NOTHING);
                var bound = new HashSet<>(OPENED);
                if (hand.equals(admin)) {
                    bound.addAll(atFirst.acls());
                }
                assertThat(bound).as(() -> story(hand)).containsAll(now.acls());
                assertThat(now.owner()).as(() -> story(hand)).isFalse();
                assertThat(now.tables()).as(() -> story(hand)).allMatch(GrowthWalkTest::onlyReads);
            }
        }

        private String story(String hand) {
            return hand + " after\n" + String.join("\n", trail);
        }

        private Map<String, Object> body(String collection) {
            var body = new LinkedHashMap<String, Object>();
            switch (collection) {
                case "users" -> {
                    body.put("rateLimit", 1_000_000);
                    may(body, "acls", acls());
                    may(body, "roles", some("roles"));
                    may(body, "groupacls", some("groupacls"));
                    may(body, "profiles", some("profiles"));
                    may(body, "active", random.nextInt(3) > 0);
                    may(body, "kind", pick(List.of("inhouse", "inhouse", "guest", "owner")));
                    may(body, "email", "w@example.org");
                    if (random.nextInt(6) == 0) {
                        body.put("password", PASSWORD);
                    }
                }
                case "roles" -> {
                    may(body, "acls", acls());
                    may(body, "parent", known("roles"));
                    may(body, "groupacls", some("groupacls"));
                    may(body, "tables", Map.of(pick(List.of("clients", "commandes")), table()));
                }
                case "profiles" -> {
                    may(body, "acls", acls());
                    may(body, "roles", some("roles"));
                    may(body, "groupacls", some("groupacls"));
                }
                case "groupacls" -> may(body, "acls", acls());
                default -> {
                    body.put("role", known("roles"));
                    body.put("groupacls", some("groupacls"));
                }
            }
            return body;
        }

        private void may(Map<String, Object> body, String member, Object value) {
            if (random.nextInt(3) == 0) {
                body.put(member, value);
            }
        }

        private Map<String, Object> table() {
            var entry = new LinkedHashMap<String, Object>();
            entry.put(
                    "actions",
                    IntStream.range(0, 2)
                            .mapToObj(i -> pick(Arrays.asList(Action.values())).word())
                            .distinct()
                            .toList());
            entry.put("rowFilter", random.nextBoolean() ? null : "id==1");
            return entry;
        }

        /** Mostly what may be given, so that there is something to build on. */
        private List<String> acls() {
            List<String> from = random.nextInt(3) > 0 ? List.copyOf(OPENED) : List.copyOf(Acls.ALL);
            return IntStream.range(0, random.nextInt(3))
                    .mapToObj(i -> pick(from.stream().sorted().toList()))
                    .distinct()
                    .toList();
        }

        private List<String> some(String collection) {
            List<String> all = known.get(collection);
            return all.isEmpty()
                    ? List.of()
                    : IntStream.range(0, random.nextInt(3))
                            .mapToObj(i -> pick(all))
                            .distinct()
                            .toList();
        }

        private String known(String collection) {
            List<String> all = known.get(collection);
            return all.isEmpty() ? "nothing" : pick(all);
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }

    private static boolean onlyReads(TableRight right) {
        return Set.of(Action.LIST, Action.READ, Action.EXPORT).containsAll(right.actions());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatever_is_done_nobody_in_it_gains(long seed) {
        var walk = new Walk(seed);
        try {
            walk.go();
        } finally {
            walk.tidy();
        }
        System.out.printf("walk %d: %s, %d can be entered%n", seed, walk.statuses, walk.hands.size());
        assertThat(walk.trail).hasSizeGreaterThan(STEPS / 10);
        assertThat(walk.statuses.getOrDefault(403, 0)).isGreaterThan(STEPS / 10);
        assertThat(walk.hands).hasSizeGreaterThan(2);
    }
}
