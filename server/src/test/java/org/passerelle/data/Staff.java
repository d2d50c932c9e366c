package org.passerelle.data;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Opened;

/**
 * Five people of a firm behind the server, and Anne, who may do everything with those whom she looks after ({@code mine}), may see and
 * change the name, the department and the office's number of those of her department ({@code colleagues}), and nothing else. So she
 * sees:
 *
 * <pre>
 * id code name  dept  owner office salary email
 *  1 c1   Anne  sales anne  10     100    anne@x    all of it
 *  2 c2   Bob   sales bob   20     200    bob@x     only what all colleagues may see
 *  3 c3   Carl  it    carl  20     300    carl@x    not at all
 *  4 c4   Dora  it    anne  10     400    dora@x    all of it
 *  5 c5   Emil  sales emil  10     NULL   emil@x    only what all colleagues may see
 * </pre>
 *
 * Of the offices she may read Paris (10) alone, of the notes their text.
 */
record Staff(Opened opened, Map<String, Http> callers) {

    static final String PASSWORD = "correct-horse-battery-7";

    private static final Map<Engine, Staff> BY_ENGINE = new EnumMap<>(Engine.class);

    private static final List<String> TABLES = List.of(
            "create table office (id integer not null primary key, city varchar(20), secret varchar(20))",
            """
            create table staff (
              id integer not null primary key,
              code varchar(10) not null unique,
              name varchar(20) not null,
              dept varchar(10) not null,
              owner varchar(60),
              office_id integer references office (id),
              salary integer,
              email varchar(60) unique,
              grade integer default 7 not null)""",
            "create table note (body varchar(20), secret varchar(20))");

    /** The same people again, on the server of this test run. */
    static Staff on(Engine engine) {
        Staff staff = BY_ENGINE.computeIfAbsent(engine, Staff::make);
        staff.reset();
        return staff;
    }

    private static Staff make(Engine engine) {
        Database database = engine.fresh("staff");
        database.execute(TABLES.toArray(String[]::new));
        var staff = new Staff(Opened.of(Http.ofOwner(), database), new LinkedHashMap<>());
        staff.opened.http().expect(200, "PUT", "/api/v1/tables/" + staff.name("staff"), Map.of("key", "code"));
        return staff;
    }

    private void reset() {
        Database database = opened.database();
        database.execute("delete from staff", "delete from office", "delete from note");
        database.execute(
                "insert into office values (10, 'Paris', 'cellar'), (20, 'Lyon', 'attic')",
                "insert into note values ('first', 'zebra'), ('second', 'yak'), ('third', 'wolf')",
                """
                insert into staff (id, code, name, dept, owner, office_id, salary, email, grade) values
                  (1, 'c1', 'Anne', 'sales', '%1$s', 10, 100, 'anne@x', 1),
                  (2, 'c2', 'Bob', 'sales', 'bob', 20, 200, 'bob@x', 2),
                  (3, 'c3', 'Carl', 'it', 'carl', 20, 300, 'carl@x', 3),
                  (4, 'c4', 'Dora', 'it', '%1$s', 10, 400, 'dora@x', 4),
                  (5, 'c5', 'Emil', 'sales', 'emil', 10, null, 'emil@x', 5)""".formatted(login("anne")));
    }

    String name(String table) {
        return opened.name(table);
    }

    String login(String who) {
        return who + "-" + opened.id();
    }

    Database database() {
        return opened.database();
    }

    Http owner() {
        return opened.http();
    }

    /** Who looks after some people and is a colleague of others. */
    Http anne() {
        List<String> all = List.of("list", "read", "create", "update", "delete", "export");
        return caller(
                "anne",
                Map.of(
                        "mine", Map.of(name("staff"), entry(all, null, "owner==:user")),
                        "colleagues",
                                Map.of(
                                        name("staff"),
                                                entry(
                                                        List.of("list", "read", "create", "update", "export"),
                                                        List.of("name", "dept", "office_id"),
                                                        "dept=in=:groups"),
                                        name("office"), entry(List.of("list", "read"), List.of("city"), "city==Paris"),
                                        name("note"), entry(List.of("list", "export"), List.of("body"), null))),
                "sales");
    }

    /** Who may see and write a few columns of everybody. */
    Http clerk(String... actions) {
        return caller(
                "clerk-" + String.join("-", actions),
                Map.of(
                        "columns-" + String.join("-", actions),
                        Map.of(name("staff"), entry(List.of(actions), List.of("name", "dept"), null))));
    }

    static Map<String, Object> entry(List<String> actions, List<String> columns, String rowFilter) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("actions", actions);
        entry.put("columns", columns);
        entry.put("rowFilter", rowFilter);
        return entry;
    }

    /** By password, made when first asked for. */
    Http caller(String who, Map<String, Map<String, Object>> roles, String... groups) {
        return callers.computeIfAbsent(who, w -> {
            List<String> roleIds = new ArrayList<>();
            roles.forEach((role, tables) -> {
                String id = role + "-" + opened.id();
                owner().expect(201, "POST", "/api/v1/roles", Map.of("id", id, "name", id, "tables", tables));
                roleIds.add(id);
            });
            for (String group : groups) {
                if (owner().get("/api/v1/groupacls/" + group).status() == 404) {
                    owner().expect(201, "POST", "/api/v1/groupacls", Map.of("id", group, "name", group));
                }
            }
            owner().expect(
                            201,
                            "POST",
                            "/api/v1/users",
                            Map.of(
                                    "id",
                                    login(who),
                                    "password",
                                    PASSWORD,
                                    "acls",
                                    List.of("api.access"),
                                    "roles",
                                    roleIds,
                                    "groupacls",
                                    List.of(groups),
                                    "rateLimit",
                                    1_000_000));
            return Http.by(login(who), PASSWORD);
        });
    }

    /** What stands in the database of one person. */
    Map<String, Object> row(int id) {
        return database().query("select * from staff where id = ?", id).getFirst();
    }
}
