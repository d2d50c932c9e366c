package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;

/** Anne ({@link Staff}) writes what is open to her, where it is; what refuses her tells nothing, and what is refused changes nothing. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class RightsOfWritersTest {

    private static final String OUT_OF_REACH = "This record is out of your reach.";

    private static Map<String, Object> person(Object... members) {
        var person = new LinkedHashMap<String, Object>();
        for (int i = 0; i < members.length; i += 2) {
            person.put((String) members[i], members[i + 1]);
        }
        return person;
    }

    private static List<Map<String, Object>> all(Staff staff) {
        return staff.database().query("select * from staff order by id");
    }

    /** Each is refused so, and nothing is changed. */
    private static void refuses(Staff staff, int status, String said, List<Answer> answers) {
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.body()).contains(said).doesNotContain("carl", "200", "300");
        }
    }

    @OnThreeEngines
    void a_record_is_made_where_it_would_be_in_reach(Engine engine) {
        Staff staff = Staff.on(engine);
        String path = "/api/" + staff.name("staff");
        Http anne = staff.anne();
        String me = staff.login("anne");
        Answer mine = anne.expect(
                201,
                "POST",
                path,
                person("id", 6, "code", "c6", "name", "Fay", "dept", "it", "owner", me, "salary", 600));
        assertThat(mine.json().path("salary").asInt()).isEqualTo(600);
        Answer colleague =
                anne.expect(201, "POST", path, person("id", 7, "code", "c7", "name", "Gus", "dept", "sales"));
        assertThat(colleague.json().path("grade").isNull()).isTrue();
        assertThat(staff.row(7)).containsEntry("grade", 7);
        var before = all(staff);
        refuses(
                staff,
                403,
                OUT_OF_REACH,
                List.of(
                        anne.send(
                                "POST",
                                path,
                                json(person("id", 8, "code", "c8", "name", "Hal", "dept", "it", "owner", "bob"))),
                        anne.send("POST", path, json(person("id", 8, "code", "c8", "name", "Hal", "dept", "it"))),
                        anne.send(
                                "POST",
                                path,
                                json(person("id", 8, "code", "c8", "name", "Hal", "dept", "sales", "salary", 1))),
                        anne.send(
                                "POST",
                                "/api/items/" + staff.name("staff"),
                                json(List.of(person("cle", "c8", "id", 8, "name", "Hal", "dept", "it")))),
                        anne.send(
                                "POST",
                                "/api/items/" + staff.name("staff"),
                                json(List.of(
                                        person("cle", "c8", "id", 8, "name", "Hal", "dept", "sales", "salary", 1))))));
        assertThat(all(staff)).isEqualTo(before);
    }

    private static String json(Object body) {
        return org.passerelle.format.Json.MAPPER.valueToTree(body).toString();
    }

    @OnThreeEngines
    void a_column_is_written_on_the_rows_where_it_is_open(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String table = staff.name("staff");
        anne.expect(200, "PATCH", "/api/" + table + "/1", Map.of("salary", 101));
        anne.expect(200, "PATCH", "/api/" + table + "/2", Map.of("name", "Bert"));
        anne.expect(200, "POST", "/api/item/" + table + "/c5", Map.of("name", "Emile"));
        anne.expect(
                200,
                "POST",
                "/api/items/" + table,
                List.of(person("cle", "c1", "salary", 102), person("cle", "c2", "name", "Bess")));
        assertThat(staff.row(1)).containsEntry("salary", 102);
        assertThat(staff.row(2)).containsEntry("name", "Bess").containsEntry("salary", 200);
        var before = all(staff);
        List<Answer> answers = new ArrayList<>();
        // the value that stands there is refused like any other: nobody learns it by trying
        for (int salary : List.of(200, 999)) {
            answers.add(anne.send("PATCH", "/api/" + table + "/2", json(Map.of("salary", salary))));
            answers.add(anne.send(
                    "PUT",
                    "/api/" + table + "/2",
                    json(person("code", "c2", "name", "Bess", "dept", "sales", "salary", salary))));
            answers.add(anne.send("POST", "/api/item/" + table + "/2", json(Map.of("salary", salary))));
            answers.add(anne.send("POST", "/api/items/" + table, json(List.of(person("cle", "c2", "salary", salary)))));
        }
        for (Answer answer : answers) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains("salary of this record is closed to you.");
        }
        assertThat(all(staff)).isEqualTo(before);
    }

    @OnThreeEngines
    void a_record_that_is_sent_back_as_it_went_out_changes_nothing(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String table = staff.name("staff");
        var before = all(staff);
        for (int id : List.of(1, 2, 4, 5)) {
            String path = "/api/" + table + "/" + id;
            anne.expect(200, "PUT", path, anne.get(path).body());
            anne.expect(200, "PATCH", path, anne.get(path).body());
            anne.expect(
                    200,
                    "POST",
                    "/api/item/" + table + "/" + id,
                    anne.get("/api/item/" + table + "/" + id).body());
        }
        Answer page = anne.get("/api/list/" + table);
        Answer unchanged = anne.expect(
                200, "POST", "/api/items/" + table, page.json().path("rows").toString());
        assertThat(unchanged.body()).doesNotContain("updated", "created");
        assertThat(all(staff)).isEqualTo(before);
        anne.expect(200, "PUT", "/api/" + table + "/2", person("code", "c2", "name", "Bob", "dept", "sales"));
        assertThat(staff.row(2))
                .containsEntry("salary", 200)
                .containsEntry("email", "bob@x")
                .containsEntry("office_id", null);
    }

    @OnThreeEngines
    void no_record_is_moved_to_where_one_does_not_reach(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String table = staff.name("staff");
        var before = all(staff);
        for (Map<String, Object> away :
                List.of(person("owner", "bob"), person("owner", null), person("owner", "bob", "dept", "accounts"))) {
            refuses(
                    staff,
                    403,
                    OUT_OF_REACH,
                    List.of(
                            anne.send("PATCH", "/api/" + table + "/4", json(away)),
                            anne.send("POST", "/api/item/" + table + "/c4", json(away)),
                            anne.send("POST", "/api/items/" + table, json(List.of(with(away, "cle", "c4"))))));
        }
        refuses(
                staff,
                403,
                OUT_OF_REACH,
                List.of(
                        anne.send("PATCH", "/api/" + table + "/2", json(Map.of("dept", "it"))),
                        // she would still reach it, but not what she writes
                        anne.send("PATCH", "/api/" + table + "/1", json(person("owner", "bob", "salary", 1)))));
        assertThat(all(staff)).isEqualTo(before);
        anne.expect(200, "PATCH", "/api/" + table + "/4", Map.of("dept", "sales"));
    }

    private static Map<String, Object> with(Map<String, Object> person, String name, Object value) {
        var more = new LinkedHashMap<>(person);
        more.put(name, value);
        return more;
    }

    @OnThreeEngines
    void who_conflicts_with_a_hidden_record_is_not_told_that_it_exists(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String path = "/api/" + staff.name("staff");
        String items = "/api/items/" + staff.name("staff");
        String me = staff.login("anne");
        var before = all(staff);
        Answer elsewhere =
                anne.send("POST", items, json(List.of(person("cle", "c9", "id", 9, "name", "x", "dept", "it"))));
        for (Answer refused : List.of(
                anne.send("POST", items, json(List.of(person("cle", "c3", "name", "x")))),
                anne.send("PUT", items, json(List.of(person("cle", "c3", "id", 3, "name", "x", "dept", "it")))),
                anne.send("POST", items, json(List.of(person("cle", "c3", "id", 9, "name", "x", "dept", "sales")))),
                anne.send("POST", items, json(List.of(person("cle", "c9", "id", 3, "name", "x", "dept", "sales")))))) {
            boolean incomplete = refused.status() == 400;
            if (!incomplete) {
                assertThat(refused.status() + refused.body()).isEqualTo(elsewhere.status() + elsewhere.body());
            }
        }
        refuses(
                staff,
                403,
                OUT_OF_REACH,
                List.of(
                        anne.send("POST", path, json(person("id", 3, "code", "c9", "name", "x", "dept", "sales"))),
                        anne.send("POST", path, json(person("id", 9, "code", "c3", "name", "x", "dept", "sales"))),
                        anne.send(
                                "POST",
                                path,
                                json(person(
                                        "id", 9, "code", "c9", "name", "x", "dept", "sales", "owner", me, "email",
                                        "carl@x"))),
                        anne.send("PATCH", path + "/1", json(person("email", "bob@x"))),
                        anne.send("PATCH", path + "/1", json(person("email", "carl@x"))),
                        anne.send("POST", items, json(List.of(person("cle", "c1", "email", "carl@x"))))));
        assertThat(all(staff)).isEqualTo(before);
        assertThat(staff.owner()
                        .send("PATCH", path + "/1", json(person("email", "carl@x")))
                        .body())
                .contains("email");
    }

    @OnThreeEngines
    void some_may_change_and_others_may_make_records(Engine engine) {
        Staff staff = Staff.on(engine);
        String items = "/api/items/" + staff.name("staff");
        var created = person("cle", "c9", "id", 9, "name", "x", "dept", "it");
        Http changes = staff.clerk("list", "update");
        Http makes = staff.clerk("list", "create");
        Http both = staff.caller(
                "both",
                Map.of(
                        "makes", Map.of(staff.name("staff"), Staff.entry(List.of("create"), null, "dept==sales")),
                        "changes",
                                Map.of(
                                        staff.name("staff"),
                                        Staff.entry(List.of("update"), List.of("name"), "dept==it"))));
        assertThat(changes.send("POST", items, json(List.of(created))).status()).isEqualTo(403);
        assertThat(makes.send("POST", items, json(List.of(person("cle", "c1", "id", 1, "name", "x", "dept", "y"))))
                        .status())
                .isEqualTo(403);
        changes.expect(200, "POST", items, List.of(person("cle", "c3", "name", "Charles")));
        makes.expect(200, "POST", items, List.of(created));
        both.expect(
                200,
                "POST",
                items,
                List.of(
                        person("cle", "c3", "name", "Carlo"),
                        person("cle", "c8", "id", 8, "name", "Hal", "dept", "sales", "salary", 8)));
        assertThat(staff.row(3)).containsEntry("name", "Carlo").containsEntry("salary", 300);
        assertThat(staff.row(8)).containsEntry("salary", 8);
        var before = all(staff);
        assertThat(both.send("POST", items, json(List.of(person("cle", "c3", "salary", 1))))
                        .status())
                .isEqualTo(403);
        assertThat(both.send("POST", items, json(List.of(person("cle", "c3", "dept", "sales"))))
                        .status())
                .isEqualTo(403);
        assertThat(both.send("POST", items, json(List.of(person("cle", "c1", "name", "x"))))
                        .body())
                .contains("Row 1");
        assertThat(both.send("POST", items, json(List.of(person("cle", "c7", "id", 7, "name", "x", "dept", "it"))))
                        .body())
                .contains(OUT_OF_REACH);
        assertThat(all(staff)).isEqualTo(before);
    }

    @OnThreeEngines
    void what_a_record_needs_and_the_caller_may_not_give_is_not_named(Engine engine) {
        Staff staff = Staff.on(engine);
        Http some = staff.caller(
                "nameless",
                Map.of("nameless", Map.of(staff.name("staff"), Staff.entry(List.of("create"), List.of("dept"), null))));
        for (Answer refused : List.of(
                some.send("POST", "/api/" + staff.name("staff"), json(person("id", 9, "code", "c9", "dept", "it"))),
                some.send(
                        "POST",
                        "/api/items/" + staff.name("staff"),
                        json(List.of(person("cle", "c9", "id", 9, "dept", "it")))))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).contains("do not make a record").doesNotContain("name\"", "name:");
        }
    }

    @OnThreeEngines
    void only_records_in_reach_are_deleted(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String path = "/api/" + staff.name("staff") + "/";
        for (int id : List.of(2, 3, 5)) {
            anne.expect(404, "DELETE", path + id, null);
        }
        anne.expect(204, "DELETE", path + "4", null);
        assertThat(all(staff)).hasSize(4);
    }
}
