package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;

/** What Anne may not see ({@link Staff}) she does not learn by any question: not by lists, searches, orders, counts, tags or refusals. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class RightsTest {

    private static final Pattern CURSOR = Pattern.compile("cursor=([\\w-]+)");

    private static List<String> column(JsonNode rows, String name) {
        List<String> values = new ArrayList<>();
        rows.forEach(row -> values.add(row.path(name).asText()));
        return values;
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonNode body = answer.json();
        return column(body.has("rows") ? body.path("rows") : body, "id");
    }

    private static JsonNode row(Answer answer, int id) {
        for (JsonNode row : answer.json().has("rows") ? answer.json().path("rows") : answer.json()) {
            if (row.path("id").asInt() == id) {
                return row;
            }
        }
        throw new AssertionError("no row " + id + " in " + answer.body());
    }

    private static Answer search(Http who, Staff staff, String search) {
        return who.get("/api/list/" + staff.name("staff") + "/", "advancedSearch", search);
    }

    /** Without what differs from request to request. */
    private static String said(Answer answer) {
        return answer.status() + " " + answer.body().replaceAll("urn:request:[a-z0-9-]+", "");
    }

    @OnThreeEngines
    void lists_show_the_rows_in_reach_and_on_each_the_columns_that_are_open_there(Engine engine) {
        Staff staff = Staff.on(engine);
        for (String path : List.of("/api/list/" + staff.name("staff"), "/api/" + staff.name("staff"))) {
            Answer answer = staff.anne().get(path);
            assertThat(ids(answer)).containsExactly("1", "2", "4", "5");
            assertThat(row(answer, 1).path("salary").asInt()).isEqualTo(100);
            for (String hidden : List.of("salary", "email", "owner", "grade")) {
                assertThat(row(answer, 2).path(hidden).isNull()).as(hidden).isTrue();
            }
            assertThat(row(answer, 2).path("name").asText()).isEqualTo("Bob");
        }
        assertThat(staff.anne()
                        .get("/api/list/" + staff.name("staff"))
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(staff.anne()
                        .get("/api/list/" + staff.name("staff") + "?rowPerPage=1")
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(4);
        assertThat(staff.anne()
                        .get("/api/" + staff.name("staff") + "?limit=1&count=exact")
                        .header("X-Total-Count"))
                .isEqualTo("4");
    }

    @OnThreeEngines
    void a_record_out_of_reach_is_answered_as_one_that_is_not(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String table = staff.name("staff");
        for (String id : List.of("3", "c3")) {
            String absent = id.replace("3", "987654"); // which is in no name of a table
            assertThat(said(anne.get("/api/item/" + table + "/" + id)))
                    .startsWith("404")
                    .isEqualTo(
                            said(anne.get("/api/item/" + table + "/" + absent)).replace(absent, id));
            assertThat(said(anne.send("POST", "/api/item/" + table + "/" + id, "{\"name\":\"x\"}")))
                    .startsWith("404")
                    .isEqualTo(said(anne.send("POST", "/api/item/" + table + "/" + absent, "{\"name\":\"x\"}"))
                            .replace(absent, id));
        }
        for (String method : List.of("GET", "PUT", "PATCH", "DELETE")) {
            String body = method.startsWith("P") ? "{\"name\":\"x\",\"dept\":\"sales\",\"code\":\"c3\"}" : null;
            assertThat(said(anne.send(method, "/api/" + table + "/3", body, "If-Match", "\"x.j\"")))
                    .startsWith("404")
                    .isEqualTo(said(anne.send(method, "/api/" + table + "/9", body, "If-Match", "\"x.j\""))
                            .replace("record 9", "record 3"));
        }
        assertThat(staff.row(3)).containsEntry("name", "Carl");
    }

    @OnThreeEngines
    void no_filter_finds_a_record_by_what_is_hidden(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String path = "/api/" + staff.name("staff") + "?";
        assertThat(ids(anne.get(path + "salary=200"))).isEmpty();
        assertThat(ids(anne.get(path + "salary[greater]=150"))).containsExactly("4");
        assertThat(ids(anne.get(path + "salary[notempty]="))).containsExactly("1", "4");
        assertThat(ids(anne.get(path + "salary[empty]="))).containsExactly("2", "5");
        assertThat(ids(anne.get(path + "salary=!100"))).containsExactly("2", "4", "5");
        assertThat(ids(anne.get(path + "filter=" + Http.encoded("salary=in=(200,300,400)"))))
                .containsExactly("4");
        assertThat(ids(anne.get(path + "filter=" + Http.encoded("salary=between=(150,350)"))))
                .isEmpty();
        assertThat(ids(anne.get(path + "email[start]=bob"))).isEmpty();
        assertThat(ids(search(anne, staff, "salary|greaterequal|200|OR|email|contain|bob|")))
                .containsExactly("4");
        assertThat(ids(search(anne, staff, "email|notcontain|bob|"))).containsExactly("1", "2", "4", "5");
        assertThat(ids(anne.get(path + "id=3"))).isEmpty();
        assertThat(ids(search(anne, staff, "cle|equal|c3|"))).isEmpty();
    }

    @OnThreeEngines
    void no_words_are_found_in_what_is_hidden(Engine engine) {
        Staff staff = Staff.on(engine);
        for (String words : List.of("200", "bob@x", "300", "carl")) {
            assertThat(ids(staff.anne().get("/api/" + staff.name("staff") + "?q=" + words)))
                    .as(words)
                    .isEmpty();
            assertThat(ids(staff.anne().get("/api/list/" + staff.name("staff"), "textSearch", words)))
                    .as(words)
                    .isEmpty();
        }
        assertThat(ids(staff.anne().get("/api/" + staff.name("staff") + "?q=400")))
                .containsExactly("4");
    }

    @OnThreeEngines
    void no_order_and_no_cursor_tells_of_what_is_hidden(Engine engine) {
        Staff staff = Staff.on(engine);
        // Bob has a salary and Emil has none: to Anne they are alike, and stand in the order of their ids
        assertThat(ids(staff.anne().get("/api/" + staff.name("staff") + "?sort=-salary")))
                .containsExactly("4", "1", "2", "5");
        assertThat(ids(staff.anne().get("/api/" + staff.name("staff") + "?sort=salary")))
                .containsExactly("2", "5", "1", "4");
        List<String> walked = new ArrayList<>();
        String next = "/api/" + staff.name("staff") + "?sort=-salary,-email&limit=1";
        while (next != null) {
            Answer page = staff.anne().get(next);
            walked.addAll(ids(page));
            Matcher cursor = CURSOR.matcher(page.header("Link"));
            next = null;
            if (cursor.find()) {
                assertThat(plain(cursor.group(1))).doesNotContain("200", "bob@x");
                next = "/api/" + staff.name("staff") + "?sort=-salary,-email&limit=1&cursor=" + cursor.group(1);
            }
        }
        assertThat(walked).containsExactly("4", "1", "2", "5");
    }

    @OnThreeEngines
    void a_cursor_over_a_table_without_a_key_tells_nothing_of_what_is_hidden(Engine engine) {
        Staff staff = Staff.on(engine);
        Answer page = staff.anne().get("/api/" + staff.name("note") + "?limit=1");
        assertThat(page.body()).contains("first").doesNotContain("zebra");
        Matcher cursor = CURSOR.matcher(page.header("Link"));
        assertThat(cursor.find()).isTrue();
        assertThat(plain(cursor.group(1))).doesNotContain("zebra", "secret");
        assertThat(staff.anne()
                        .get("/api/" + staff.name("note") + "?limit=1&cursor=" + cursor.group(1))
                        .body())
                .contains("second");
    }

    private static String plain(String cursor) {
        return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    }

    @OnThreeEngines
    void across_a_foreign_key_only_what_is_in_reach_there_shows(Engine engine) {
        Staff staff = Staff.on(engine);
        Http anne = staff.anne();
        String path = "/api/" + staff.name("staff") + "?";
        assertThat(ids(anne.get(path + "office.city=Paris"))).containsExactly("1", "4", "5");
        assertThat(ids(anne.get(path + "office.city=Lyon"))).isEmpty();
        assertThat(anne.get(path + "office.secret=attic").status()).isEqualTo(400);
        assertThat(anne.get(path + "sort=office.secret").body()).doesNotContain("attic");
        assertThat(column(anne.get(path + "fields=office.city").json(), "office.city"))
                .containsExactly("Paris", "null", "Paris", "Paris");
    }

    @OnThreeEngines
    void a_hidden_foreign_key_leads_nowhere(Engine engine) {
        Staff staff = Staff.on(engine);
        Http some = staff.caller(
                "keyless",
                Map.of(
                        "one", Map.of(staff.name("staff"), Staff.entry(List.of("list"), null, "name==Anne")),
                        "others",
                                Map.of(
                                        staff.name("staff"), Staff.entry(List.of("list"), List.of("name"), null),
                                        staff.name("office"), Staff.entry(List.of("read"), null, null))));
        assertThat(ids(some.get("/api/" + staff.name("staff") + "?office.city[notempty]=")))
                .containsExactly("1");
        assertThat(ids(some.get("/api/" + staff.name("staff") + "?office.secret=attic")))
                .isEmpty();
        assertThat(some.get("/api/" + staff.name("staff") + "?fields=id,office.secret")
                        .body())
                .doesNotContain("attic");
    }

    @OnThreeEngines
    void a_hidden_column_is_to_the_client_none_and_no_text_names_it(Engine engine) {
        Staff staff = Staff.on(engine);
        Http clerk = staff.clerk("list", "read", "create", "update");
        String path = "/api/" + staff.name("staff");
        for (Answer refused : List.of(
                clerk.get(path + "?sort=salary"),
                clerk.get(path + "?salary=1"),
                clerk.get(path + "?fields=salary"),
                clerk.get(path + "?filter=salary==1"),
                search(clerk, staff, "salary|equal|1|"),
                clerk.get(path + "?nonsense=1"),
                clerk.send("PATCH", path + "/1", "{\"salary\":1}"))) {
            assertThat(refused.status()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()
                            .replace("no column salary", "")
                            .replace("/salary", "")
                            .replace("salary:", ""))
                    .doesNotContain("salary", "email", "grade", "owner");
        }
        assertThat(clerk.get(path).body()).contains("\"id\"", "\"code\"").doesNotContain("salary", "email");
        assertThat(clerk.get("/api/list/" + staff.name("staff"), "columns", "on")
                        .body())
                .contains("\"cle\":\"c1\"")
                .doesNotContain("salary", "email");
        assertThat(clerk.get("/api/item/" + staff.name("staff") + "/c3").body())
                .contains("Carl")
                .doesNotContain("300");
    }

    @OnThreeEngines
    void a_file_is_taken_out_by_who_may_export_and_holds_no_more_than_a_list(Engine engine) {
        Staff staff = Staff.on(engine);
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            for (String path : List.of("/api/list/" + staff.name("staff"), "/api/" + staff.name("staff"))) {
                assertThat(staff.clerk("list").get(path, "Accept", type).status())
                        .isEqualTo(403);
                assertThat(staff.anne().get(path, "Accept", type).body())
                        .contains("Anne", "Bob", "Dora", "400")
                        .doesNotContain("Carl", "200", "bob@x");
                assertThat(staff.clerk("export").get(path, "Accept", type).body())
                        .contains("Carl")
                        .doesNotContain("300");
                assertThat(staff.clerk("export").get(path).status()).isEqualTo(403);
            }
        }
    }

    @OnThreeEngines
    void a_tag_changes_only_with_what_shows(Engine engine) {
        Staff staff = Staff.on(engine);
        String path = "/api/" + staff.name("staff") + "/2";
        String tag = staff.anne().get(path).header("ETag");
        staff.database().update("update staff set salary = 201 where id = 2");
        assertThat(staff.anne().send("GET", path, null, "If-None-Match", tag).status())
                .isEqualTo(304);
        staff.anne().expect(200, "PATCH", path, Map.of("name", "Bert"), "If-Match", tag);
        staff.anne().expect(412, "PATCH", path, Map.of("name", "Bill"), "If-Match", tag);
    }

    @OnThreeEngines
    void a_saved_view_tells_no_more_than_its_table(Engine engine) {
        Staff staff = Staff.on(engine);
        String key = staff.name("richest");
        if (staff.owner().get("/api/v1/views/" + key).status() == 404) {
            staff.owner()
                    .expect(
                            201,
                            "POST",
                            "/api/v1/views",
                            Map.of(
                                    "key",
                                    key,
                                    "table",
                                    staff.name("staff"),
                                    "sort",
                                    "-salary",
                                    "columns",
                                    List.of(
                                            Map.of("name", "name"),
                                            Map.of("name", "salary"),
                                            Map.of("name", "office.secret"))));
        }
        assertThat(ids(staff.owner().get("/api/list/" + key))).containsExactly("4", "3", "2", "1", "5");
        assertThat(ids(staff.anne().get("/api/list/" + key))).containsExactly("4", "1", "2", "5");
        assertThat(ids(staff.clerk("list").get("/api/list/" + key))).containsExactly("1", "2", "3", "4", "5");
        assertThat(staff.clerk("list").get("/api/list/" + key).body()).doesNotContain("salary", "secret");
    }

    @OnThreeEngines
    void a_rule_that_is_not_understood_lets_nothing_through(Engine engine) {
        Staff staff = Staff.on(engine);
        Http caller = staff.caller(
                "misruled",
                Map.of(
                        "misruled",
                        Map.of(staff.name("staff"), Staff.entry(List.of("list", "read"), null, "salary==:user"))));
        assertThat(ids(caller.get("/api/" + staff.name("staff")))).isEmpty();
        assertThat(caller.get("/api/" + staff.name("staff") + "/1").status()).isEqualTo(404);
    }

    @OnThreeEngines
    void a_rule_may_look_where_the_caller_may_not(Engine engine) {
        Staff staff = Staff.on(engine);
        Http caller = staff.caller(
                "attic",
                Map.of(
                        "attic",
                        Map.of(
                                staff.name("staff"),
                                Staff.entry(List.of("list"), List.of("name"), "office.secret==attic"))));
        assertThat(ids(caller.get("/api/" + staff.name("staff")))).containsExactly("2", "3");
        assertThat(caller.get("/api/" + staff.name("staff") + "?office.secret=attic")
                        .status())
                .isEqualTo(400);
    }

    @OnThreeEngines
    void who_keeps_tables_opens_nothing_to_himself_by_a_name_a_key_or_a_filter(Engine engine) {
        Staff staff = Staff.on(engine);
        String id = staff.login("keeper");
        Http keeper = staff.callers().computeIfAbsent("keeper", who -> {
            staff.owner()
                    .expect(
                            201,
                            "POST",
                            "/api/v1/roles",
                            Map.of(
                                    "id",
                                    id,
                                    "name",
                                    id,
                                    "tables",
                                    Map.of(staff.name("staff"), Staff.entry(List.of("list"), List.of("name"), null))));
            staff.owner()
                    .expect(
                            201,
                            "POST",
                            "/api/v1/users",
                            Map.of(
                                    "id",
                                    id,
                                    "password",
                                    Staff.PASSWORD,
                                    "roles",
                                    List.of(id),
                                    "rateLimit",
                                    1_000_000,
                                    "acls",
                                    List.of(
                                            "api.access",
                                            "connections:rw",
                                            "data." + staff.name("note") + ":list",
                                            "data.nowhere:list")));
            return Http.by(id, Staff.PASSWORD);
        });
        for (Map<String, String> choice : List.of(Map.of("key", "email"), Map.of("name", "nowhere"))) {
            keeper.expect(403, "PUT", "/api/v1/tables/" + staff.name("staff"), choice);
        }
        keeper.expect(
                403,
                "POST",
                "/api/v1/views",
                Map.of("key", staff.name("rich"), "table", staff.name("staff"), "filter", "salary|greater|250|"));
        keeper.expect(
                201,
                "POST",
                "/api/v1/views",
                Map.of("key", staff.name("named"), "table", staff.name("staff"), "filter", "name|notempty|"),
                "Dry-Run",
                "true");
        keeper.expect(
                200,
                "PUT",
                "/api/v1/tables/" + staff.name("office"),
                Map.of("name", staff.name("bureau")),
                "Dry-Run",
                "true");
    }
}
