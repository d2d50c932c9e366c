package org.passerelle.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Who may do what with records: what the credential allows and what the user holds must both say yes (wire.md §2, §8). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class DataRightsTest {

    private static final Set<String> READING = Set.of("list", "read", "export");

    /** One thing to do with records of {@code tickets}, by the action that it needs; changes are rehearsed. */
    private enum Deed {
        LIST_VIEW("list", "GET", "/api/list/tickets/?rowPerPage=1", null),
        LIST("list", "GET", "/api/tickets?limit=1", null),
        COUNT("list", "HEAD", "/api/tickets?limit=1&count=exact", null),
        ITEM("read", "GET", "/api/item/tickets/1", null),
        ITEM_POSTED("read", "POST", "/api/item/tickets/1", null),
        READ("read", "GET", "/api/tickets/1", null),
        CHANGE_ITEM("update", "POST", "/api/item/tickets/1", "{\"progress\":3}"),
        UPSERT_NEW("create", "POST", "/api/items/tickets", "[{\"cle\":\"999999\",\"subject\":\"x\"}]"),
        UPSERT_OLD("update", "PUT", "/api/items/tickets", "[{\"cle\":\"1\",\"subject\":\"changed\"}]"),
        CREATE("create", "POST", "/api/tickets", "{\"subject\":\"x\"}"),
        REPLACE("update", "PUT", "/api/tickets/1", "{\"subject\":\"x\"}"),
        UPDATE("update", "PATCH", "/api/tickets/1", "{\"progress\":3}"),
        DELETE("delete", "DELETE", "/api/tickets/2", null);

        private final String action;
        private final String method;
        private final String path;
        private final String body;

        Deed(String action, String method, String path, String body) {
            this.action = action;
            this.method = method;
            this.path = path;
            this.body = body;
        }

        Answer by(Client client) {
            Client asking = body == null ? client : client.with("Content-Type", "application/json");
            return asking.with("Dry-Run", "true").send(method, path, body == null ? null : Client.bytes(body));
        }
    }

    /** The rule, in four lines. */
    private static boolean allowed(Deed deed, String permission, List<String> acls) {
        boolean reads = READING.contains(deed.action);
        boolean credential = permission.equals("rw") || permission.equals("r") && reads;
        boolean user = acls.contains("data:rw")
                || acls.contains("data:r") && reads
                || acls.contains("data.tickets:" + deed.action);
        return credential && user;
    }

    @Test
    void a_credential_and_a_user_must_both_allow_and_nothing_is_allowed_by_default() {
        List<List<String>> holdings = List.of(
                List.of(),
                List.of("data:r"),
                List.of("data:rw"),
                List.of("data.tickets:list"),
                List.of("data.tickets:read"),
                List.of("data.tickets:create"),
                List.of("data.tickets:update"),
                List.of("data.tickets:delete"),
                List.of("data.tickets:export"),
                List.of("data.tickets:list", "data.tickets:create"),
                List.of("data.clients:list", "data.clients:update"),
                List.of("connections:rw", "users:r"));
        List<String> wrong = new ArrayList<>();
        for (List<String> acls : holdings) {
            Someone someone = Someone.with(acls, List.of());
            Map<String, Client> credentials = new LinkedHashMap<>();
            credentials.put("rw", someone.byKey("{\"data\":\"rw\"}"));
            credentials.put("r", someone.byKey("{\"data\":\"r\"}"));
            credentials.put("none", someone.byKey("{\"data\":\"none\"}"));
            credentials.put("other", someone.byKey("{\"users\":\"rw\",\"connections\":\"rw\"}"));
            credentials.put("without", someone.byKey(null));
            credentials.forEach((permission, client) -> {
                for (Deed deed : Deed.values()) {
                    int status = deed.by(client).status();
                    boolean done = status / 100 == 2;
                    if (done != allowed(deed, permission, acls) || !done && status != 403) {
                        wrong.add(acls + " by a key for " + permission + ": " + deed + " is " + status);
                    }
                }
            });
            for (Deed deed : Deed.values()) {
                int status = deed.by(someone.byPassword()).status();
                if (status / 100 == 2 != allowed(deed, "rw", acls)) {
                    wrong.add(acls + " by password: " + deed + " is " + status);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_allowed_is_asked_anew_at_each_request() {
        Someone someone = Someone.with(List.of("data:rw"), List.of());
        Client key = someone.byKey("{\"data\":\"rw\"}");
        key.get("/api/tickets/1").is(200);
        someone.acls("DELETE", "data:rw");
        key.get("/api/tickets/1").is(403);
        someone.acls("POST", "data.tickets:read");
        key.get("/api/tickets/1").is(200);
        key.get("/api/tickets").is(403);
        someone.acls("DELETE", "api.access");
        key.get("/api/tickets/1").is(403);
        Client.as("owner")
                .patch("/api/v1/users/" + someone.id(), "{\"active\":false}")
                .is(200);
        key.get("/api/tickets/1").is(401);
    }

    @Test
    void a_right_to_one_table_opens_no_other_by_relation_search_or_view() {
        Someone someone = Someone.with(List.of("data.tickets:list", "data.tickets:read"), List.of());
        Client key = someone.byKey("{\"data\":\"r\"}");
        key.get("/api/projects").is(403);
        key.get("/api/tickets?project.name[contain]=a").is(400);
        key.get("/api/tickets?sort=project.name").is(400);
        key.get("/api/tickets?fields=project.name").is(400);
        key.with("advancedSearch", "project.name|contain|a|")
                .get("/api/list/tickets")
                .is(400);
        someone.acls("POST", "data.projects:read");
        key.get("/api/tickets?project.name[contain]=a").is(200);
        key.get("/api/projects").is(403);
    }

    @Test
    void a_view_across_a_table_that_one_may_not_read_leaves_its_columns_out() {
        String view = "v" + UUID.randomUUID();
        Client.byKey()
                .post(
                        "/api/v1/views",
                        "{\"key\":\"%s\",\"table\":\"tickets\",\"columns\":[{\"name\":\"subject\"},{\"name\":\"project.name\"}],"
                                        .formatted(view)
                                + "\"sort\":\"project.name\",\"filter\":\"project.name|notempty|\"}")
                .is(201);
        Client key = Someone.with(List.of("data.tickets:list"), List.of()).byKey("{\"data\":\"r\"}");
        Answer page = key.with("columns", "on").get("/api/list/" + view + "/").is(200);
        assertThat(page.text()).doesNotContain("project.name");
        assertThat(Client.byKey().get("/api/list/" + view + "/").text()).contains("project.name");
    }

    @Test
    void who_may_change_but_not_read_is_shown_no_more_than_the_key() {
        Client key = Someone.with(List.of("data.tickets:update", "data.tickets:create"), List.of())
                .byKey("{\"data\":\"rw\"}");
        for (Answer answer : List.of(
                key.patch("/api/tickets/1", "{}").is(200),
                key.with("Dry-Run", "true")
                        .put("/api/tickets/1", "{\"subject\":\"x\"}")
                        .is(200),
                key.with("Dry-Run", "true")
                        .post("/api/tickets", "{\"subject\":\"x\"}")
                        .is(201),
                key.post("/api/item/tickets/1", "{}").is(200))) {
            assertThat(answer.json().fieldNames())
                    .toIterable()
                    .isSubsetOf("id", "cle")
                    .isNotEmpty();
        }
        key.send("POST", "/api/item/tickets/1", null).is(403);
    }

    @Test
    void a_roles_entry_bounds_rows_and_columns() {
        Someone someone = withRole("\"instances\":{\"actions\":[\"list\",\"read\",\"update\",\"create\"],"
                + "\"columns\":[\"name\",\"environment\",\"cpu\"],\"rowFilter\":\"environment==TEST\"}");
        Client key = someone.byKey("{\"data\":\"rw\"}");
        Answer all = key.get("/api/instances").is(200);
        assertThat(all.json()).isNotEmpty();
        assertThat(all.column("environment")).containsOnly("TEST");
        assertThat(all.text()).doesNotContain("\"ip\"").doesNotContain("family");
        String other = Client.byKey()
                .get("/api/instances?environment=PRODUCTION&limit=1")
                .column("id")
                .getFirst();
        String mine = Client.byKey()
                .get("/api/instances?environment=TEST&limit=1")
                .column("id")
                .getFirst();
        key.get("/api/instances/" + other).is(404);
        key.get("/api/item/instances/" + other).is(404);
        key.patch("/api/instances/" + other, "{\"cpu\":1}").is(404);
        key.get("/api/instances?ip=1").is(400);
        key.get("/api/instances?sort=ip").is(400);
        key.get("/api/instances?filter=" + Client.encode("ip==1")).is(400);
        key.with("advancedSearch", "ip|contain|1|").get("/api/list/instances/").is(400);
        key.patch("/api/instances/" + mine, "{\"ip\":\"1\"}").is(400);
        assertThat(key.get("/api/list/instances/?textSearch=10.")
                        .is(200)
                        .json()
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(key.get("/api/instances?count=exact&limit=1").header("X-Total-Count"))
                .isEqualTo(Integer.toString(all.json().size()));
    }

    @ParameterizedTest
    @CsvSource({"PATCH,/api/instances/", "PUT,/api/instances/", "POST,/api/item/instances/"})
    void a_change_may_not_carry_a_record_out_of_reach(String method, String path) {
        Client key = withRole("\"instances\":{\"actions\":[\"read\",\"update\"],\"rowFilter\":\"environment==TEST\"}")
                .byKey("{\"data\":\"rw\"}");
        String name = "srv" + UUID.randomUUID();
        String mine = Client.byKey()
                .post("/api/instances", "{\"name\":\"" + name + "\",\"environment\":\"TEST\"}")
                .is(201)
                .json()
                .path("id")
                .asText();
        String away = "{\"name\":\"" + name + "\",\"environment\":\"PRODUCTION\"}";
        key.with("Content-Type", "application/json")
                .send(method, path + mine, Client.bytes(away))
                .is(403);
        assertThat(Client.byKey()
                        .get("/api/instances/" + mine)
                        .json()
                        .path("environment")
                        .asText())
                .isEqualTo("TEST");
        key.with("Content-Type", "application/json")
                .send(method, path + mine, Client.bytes(away.replace("PRODUCTION", "TEST")))
                .is(200);
    }

    @Test
    void a_key_of_no_permissions_is_good_for_nothing_but_telling_who_one_is() {
        Client key = Someone.with(List.of("data:rw"), List.of()).byKey(null);
        key.get("/api/v1/auth/me").is(200);
        key.get("/api/tickets").is(403);
        key.get("/api/v1/tables").is(403);
    }

    @Test
    void the_owner_may_everything_that_the_credential_allows() {
        Client.as("owner").get("/api/tickets/1").is(200);
        String text = Client.as("owner")
                .post("/api/v1/auth/apikeys", "{\"name\":\"o\",\"permissions\":{\"data\":\"r\"}}")
                .is(201)
                .json()
                .path("key")
                .textValue();
        Client key = Client.nobody().with("X-API-Key", text);
        key.get("/api/tickets/1").is(200);
        key.patch("/api/tickets/1", "{\"progress\":1}").is(403);
        key.get("/api/v1/tables").is(403);
    }

    private static Someone withRole(String tables) {
        String role = "r" + UUID.randomUUID();
        Client.as("owner")
                .post("/api/v1/roles", "{\"id\":\"%s\",\"name\":\"%s\",\"tables\":{%s}}".formatted(role, role, tables))
                .is(201);
        return Someone.with(List.of(), List.of(role));
    }
}
