package org.passerelle.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.engine.TypeZoo;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/** Tables and columns of any name, keys of any shape, on every engine: what another named is not ours to choose. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class OddNamesTest {

    /** Blanks, reserved words, accents, capitals, quotes, what means something in SQL, in a query, in JSON, in XML or to the drivers. */
    private static final List<String> NAMES = List.of(
            "with space",
            "select",
            "Group",
            "Prénom",
            "UPPER",
            "a\"b",
            "a'b",
            "a`b",
            "a.b",
            "a-b",
            "a/b",
            "a?b",
            "a:b",
            "$1",
            "a%b",
            "a#b",
            "a&b",
            "a=b",
            "a+b",
            "a;b",
            "a|b",
            "a\\b",
            "(a)",
            "[a]",
            "{0}",
            "{a}",
            "<a>",
            "1st",
            "漢字",
            "🦊",
            "null",
            "id_",
            "xml",
            "field",
            "limit",
            "sort",
            "fields",
            "filter",
            "page",
            "q",
            "count",
            "--",
            "/*a*/");

    private final Http http = Http.ofOwner();

    @ParameterizedTest
    @EnumSource
    void a_column_of_any_name_is_read_found_sorted_and_written(Engine engine) {
        List<String> names = NAMES.stream()
                // information_schema of MariaDB knows no character beyond the Basic Multilingual Plane, and the server
                // refuses them in names
                .filter(name -> engine != Engine.MARIADB || !name.equals("🦊"))
                .toList();
        Database database = engine.fresh("columns");
        database.execute(create(database, "odd table", names));
        Opened opened = Opened.of(http, database);
        String path = opened.resource("odd table");
        var record = Http.parse("{}")
                .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
                .put("number", 1);
        names.forEach(name -> record.put(name, "value of " + name));
        Answer made = http.expect(201, "POST", path, record);
        assertThat(made.json()).isEqualTo(record);
        http.expect(201, "POST", path, "{\"number\":2}");
        for (String name : names) {
            findsIt(opened, name);
        }
        comesBack(opened);
        opened.remove();
    }

    private void findsIt(Opened opened, String name) {
        String path = opened.resource("odd table");
        String column = Http.encoded(name);
        String value = Http.encoded("value of " + name);
        String one = "[{\"number\":1}]";
        assertThat(http.get(path + "?fields=number&" + column + "%5Bequal%5D=" + value)
                        .body())
                .as(name)
                .isEqualTo(one);
        assertThat(http.get(path + "?fields=number&sort=-" + column + "&limit=1")
                        .body())
                .as(name)
                .isEqualTo(one);
        assertThat(http.get(path + "/1?fields=" + column).json().path(name).asText())
                .isEqualTo("value of " + name);
        String search = name.replace("\\", "\\\\").replace("|", "\\|") + "|contain|VALUE OF "
                + name.replace("\\", "\\\\").replace("|", "\\|") + "|";
        Answer list = http.get("/api/list/" + opened.name("odd table") + "/?advancedSearch=" + Http.encoded(search));
        assertThat(list.json().path("total").asInt()).as(name + list.body()).isOne();
        String patch = Http.parse("{}")
                .<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy()
                .put(name, "changed")
                .toString();
        assertThat(http.expect(200, "PATCH", path + "/2", patch)
                        .json()
                        .path(name)
                        .asText())
                .isEqualTo("changed");
    }

    private void comesBack(Opened opened) {
        String list = "/api/list/" + opened.name("odd table") + "/";
        for (String format : List.of("text/csv", "application/x-ndjson", "application/xml")) {
            String body = http.get(list, "Accept", format).body();
            if (format.equals("application/xml")) {
                body = body.substring(body.indexOf("<rows"), body.indexOf("</rows>") + 7)
                        .replaceFirst("<rows", "<rows xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
            }
            assertThat(http.expect(200, "POST", "/api/items/" + opened.name("odd table"), body, "Content-Type", format)
                            .json()
                            .findValuesAsText("status"))
                    .as(body)
                    .containsExactly("unchanged", "unchanged");
        }
    }

    private static String create(Database database, String table, List<String> names) {
        var sql = new StringBuilder(
                "create table " + database.quote(table) + " (" + database.quote("number") + " integer primary key");
        names.forEach(name -> sql.append(", ").append(database.quote(name)).append(" varchar(40)"));
        return sql.append(")").toString();
    }

    @ParameterizedTest
    @EnumSource
    void a_table_of_any_name_is_reached_by_it(Engine engine) {
        Database database = engine.fresh("tables");
        List<String> tables =
                List.of("a table", "Tàble", "select", "a.b", "a,b", "a+b", "a%20b", "a'b", "a\"b", "list", "漢字", "(x)");
        tables.forEach(table -> database.execute(
                create(database, table, List.of("name")),
                "insert into " + database.quote(table) + " values (1, 'one')"));
        http.expect(201, "POST", "/api/v1/connections", Opened.connection(database, "odd" + engine.type(), Map.of()));
        var found = new ArrayList<String>();
        for (JsonNode table :
                http.get("/api/v1/tables?connection=odd" + engine.type()).json()) {
            String name = Http.encoded(table.path("name").asText());
            http.expect(200, "PUT", "/api/v1/tables/" + name, "{\"open\":true}");
            assertThat(http.get("/api/" + name).body()).as(name).isEqualTo("[{\"number\":1,\"name\":\"one\"}]");
            assertThat(http.get("/api/" + name + "/1").status()).as(name).isEqualTo(200);
            assertThat(http.get("/api/list/" + name + "/").json().path("total").asInt())
                    .isOne();
            assertThat(http.get("/api/item/" + name + "/1/").status()).isEqualTo(200);
            found.add(table.path("table").asText());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(tables);
        http.expect(204, "DELETE", "/api/v1/connections/odd" + engine.type(), null);
    }

    @ParameterizedTest
    @EnumSource
    void what_has_no_key_is_read_only(Engine engine) {
        Opened zoo = Opened.of(http, TypeZoo.names(engine));
        for (String table : List.of("no_key", "part_names")) {
            assertThat(zoo.tables().stream()
                            .filter(t -> t.path("table").asText().equals(table))
                            .findFirst()
                            .orElseThrow()
                            .path("readOnly")
                            .asBoolean())
                    .isTrue();
            String path = zoo.resource(table);
            assertThat(http.get(path).json()).hasSize(3);
            assertThat(http.get(path, "Accept", "text/csv").body().lines()).hasSize(4);
            assertThat(http.get("/api/list/" + zoo.name(table) + "/?columns=on")
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(3);
            http.expect(403, "POST", path, "{}");
            http.expect(403, "POST", "/api/items/" + zoo.name(table) + "/", "[{\"cle\":1}]");
            http.expect(404, "GET", path + "/1", null);
            http.expect(403, "PATCH", path + "/1", "{}");
            http.expect(403, "PUT", path + "/1", "{}");
            http.expect(403, "DELETE", path + "/1", null);
        }
        assertThat(http.get(zoo.resource("part_names") + "?fields=title&parent_title=wheel")
                        .body())
                .isEqualTo("[{\"title\":\"spoke\"}]");
        assertThat(walk(zoo.resource("no_key") + "?limit=2"))
                .isEqualTo("[{\"a\":null,\"b\":null},{\"a\":1,\"b\":\"twice\"}]" + "[{\"a\":1,\"b\":\"twice\"}]");
        zoo.remove();
    }

    private String walk(String path) {
        Answer first = http.get(path);
        return first.body()
                + http.get(first.header("Link").replaceAll("<" + EngineHouse.PUBLIC_URL + "|>.*", ""))
                        .body();
    }

    @ParameterizedTest
    @EnumSource
    void a_key_of_two_columns_may_refer_to_itself(Engine engine) {
        Opened zoo = Opened.of(http, TypeZoo.names(engine));
        String parts = zoo.resource("parts");
        assertThat(http.get(zoo.resource("parts", "Évry", 1))
                        .json()
                        .path("title")
                        .asText())
                .isEqualTo("spoke");
        assertThat(http.get(parts + "?fields=title&" + zoo.name("parts") + ".title=wheel")
                        .body())
                .isEqualTo("[{\"title\":\"spoke\"}]");
        Answer made = http.expect(
                201,
                "POST",
                parts,
                "{\"plant\":\"a,b%2C\",\"code\":7,\"title\":\"x\",\"parent_plant\":\"Évry\",\"parent_code\":1}");
        assertThat(http.get(zoo.resource("parts", "a,b%2C", 7))
                        .json()
                        .path("plant")
                        .asText())
                .isEqualTo("a,b%2C");
        assertThat(http.get(made.header("Location").replace(EngineHouse.PUBLIC_URL, ""))
                        .body())
                .isEqualTo(made.body());
        assertThat(http.get("/api/list/" + zoo.name("parts") + "/?advancedSearch=title|equal|x".replace("|", "%7C"))
                        .json()
                        .at("/rows/0/id")
                        .asText())
                .isEqualTo("a%2Cb%252C,7");
        Answer refused = http.expect(
                422,
                "POST",
                parts,
                "{\"plant\":\"Z\",\"code\":1,\"title\":\"x\",\"parent_plant\":\"Z\",\"parent_code\":9}");
        assertThat(refused.json().path("errors").findValuesAsText("pointer"))
                .containsExactly("/parent_plant", "/parent_code");
        http.expect(409, "DELETE", zoo.resource("parts", "Lyon", 2), null);
        http.expect(409, "POST", parts, "{\"plant\":\"Lyon\",\"code\":2,\"title\":\"again\"}");
        assertThat(http.expect(
                                200,
                                "POST",
                                "/api/items/" + zoo.name("parts") + "/",
                                "[{\"cle\":\"N,3\",\"title\":\"leaf\",\"parent_plant\":\"N\",\"parent_code\":2},"
                                        + "{\"cle\":\"N,2\",\"title\":\"branch\",\"parent_plant\":\"N\",\"parent_code\":1},"
                                        + "{\"cle\":\"N,1\",\"title\":\"root\"},{\"cle\":\"Lyon,1\",\"title\":\"bicycle\"}]")
                        .body())
                .isEqualTo("[{\"cle\":\"N,3\",\"id\":\"N,3\",\"status\":\"created\"},"
                        + "{\"cle\":\"N,2\",\"id\":\"N,2\",\"status\":\"created\"},"
                        + "{\"cle\":\"N,1\",\"id\":\"N,1\",\"status\":\"created\"},"
                        + "{\"cle\":\"Lyon,1\",\"id\":\"Lyon,1\",\"status\":\"unchanged\"}]");
        http.expect(204, "DELETE", zoo.resource("parts", "a,b%2C", 7), null);
        zoo.remove();
    }

    @ParameterizedTest
    @EnumSource
    void real_columns_called_id_or_cle_are_not_taken_for_what_the_api_means(Engine engine) {
        Database database = engine.fresh("badges");
        database.execute(
                quoted(
                        database,
                        "create table \"badges\" (\"number\" integer primary key, \"id\" varchar(20), \"cle\" varchar(20))"),
                quoted(
                        database,
                        "create table \"cards\" (\"id\" integer primary key, \"cle\" varchar(20) not null, \"note\" varchar(20), unique (\"cle\"))"),
                quoted(database, "insert into \"cards\" values (1, '2', 'one'), (2, 'x', 'two')"));
        Opened opened = Opened.of(http, database);
        String badges = opened.resource("badges");
        http.expect(201, "POST", badges, "{\"number\":7,\"id_\":\"theirs\",\"cle_\":\"too\"}");
        assertThat(http.get(badges + "?id_=theirs&cle_%5Bstart%5D=to").body())
                .isEqualTo("[{\"number\":7,\"id_\":\"theirs\",\"cle_\":\"too\"}]");
        String list = "/api/list/" + opened.name("badges") + "/?advancedSearch=" + Http.encoded("id_|equal|theirs|");
        assertThat(http.get(list).json().path("rows").toString())
                .isEqualTo("[{\"id\":7,\"cle\":7,\"number\":7,\"id_\":\"theirs\",\"cle_\":\"too\"}]");
        http.expect(200, "POST", "/api/items/" + opened.name("badges"), "[{\"cle\":7,\"cle_\":\"ours\"}]");
        assertThat(database.value(quoted(database, "select \"cle\" from \"badges\"")))
                .isEqualTo("ours");
        String cards = "/api/item/" + opened.name("cards");
        assertThat(note(cards + "/2/")).as("an id wins over a cle").isEqualTo("two");
        assertThat(note(cards + "/x/")).isEqualTo("two");
        assertThat(note(cards + "/1/")).isEqualTo("one");
        opened.remove();
    }

    private String note(String item) {
        return http.expect(200, "GET", item, null).json().path("note").asText();
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE", mode = EXCLUDE) // to SQLite they are one name
    void two_tables_whose_names_differ_in_case_alone_are_two(Engine engine) {
        Database database = engine.fresh("cases");
        for (String name : List.of("parcel", "Parcel", "PARCEL")) {
            database.execute(
                    quoted(
                            database,
                            "create table \"%s\" (\"id\" integer primary key, \"name\" varchar(9))".formatted(name)),
                    quoted(database, "insert into \"%s\" values (1, '%s')".formatted(name, name)));
        }
        Opened opened = Opened.of(http, database);
        for (String name : List.of("parcel", "Parcel", "PARCEL")) {
            assertThat(http.get(opened.resource(name, 1)).body()).contains("\"" + name + "\"");
        }
        opened.remove();
    }

    private static String quoted(Database database, String sql) {
        return database.engine() == Engine.MARIADB ? sql.replace('"', '`') : sql;
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void two_schemas_may_have_a_table_of_one_name_and_an_open_one_keeps_its_own(Engine engine) {
        String id = "twice" + engine.type();
        http.expect(201, "POST", "/api/v1/connections", Opened.connection(TypeZoo.names(engine), id, Map.of()));
        String north = named(id, "north");
        String south = named(id, "south");
        http.expect(200, "PUT", "/api/v1/tables/" + north, "{\"open\":true}");
        http.expect(200, "PUT", "/api/v1/tables/" + south, "{\"open\":true}");
        assertThat(south).isEqualTo("south_orders");
        assertThat(http.get("/api/" + north).body()).isEqualTo("[{\"id\":1,\"note\":\"from the north\"}]");
        assertThat(http.get("/api/" + south).body()).isEqualTo("[{\"number\":\"S-1\",\"amount\":12.50}]");
        http.expect(200, "PUT", "/api/v1/tables/" + north, "{\"name\":\"polar_" + engine.type() + "\"}");
        assertThat(http.get("/api/polar_" + engine.type()).status()).isEqualTo(200);
        assertThat(http.get("/api/" + south).body()).isEqualTo("[{\"number\":\"S-1\",\"amount\":12.50}]");
        http.expect(204, "DELETE", "/api/v1/connections/" + id, null);
    }

    private String named(String connection, String schema) {
        for (JsonNode table :
                http.get("/api/v1/tables?connection=" + connection).json()) {
            if (table.path("schema").asText().equals(schema)
                    && table.path("table").asText().equals("orders")) {
                return table.path("name").asText();
            }
        }
        throw new AssertionError("no orders in " + schema);
    }

    /** What the database holds for one key may be written in more than one way, and what it tells apart must stay apart. */
    @ParameterizedTest
    @EnumSource
    void whose_a_record_is_the_database_says(Engine engine) {
        Database database = engine.fresh("keys");
        database.execute(
                switch (engine) {
                    case SQLITE -> "create table loose (code text collate nocase primary key, n integer)";
                    case POSTGRESQL -> "create table loose (code char(10) primary key, n integer)";
                    case MARIADB -> "create table loose (code varchar(10) primary key, n integer)";
                    case H2 -> "create table \"loose\" (\"code\" varchar_ignorecase(10) primary key, \"n\" integer)";
                },
                switch (engine) {
                    case H2 -> "create table \"strict\" (\"code\" varchar(10) primary key, \"n\" integer)";
                    case MARIADB ->
                        "create table strict (code varchar(10) collate utf8mb4_nopad_bin primary key, n integer)";
                    default -> "create table strict (code varchar(10) primary key, n integer)";
                });
        Opened opened = Opened.of(http, database);
        String loose = "/api/items/" + opened.name("loose") + "/";
        String other = engine == Engine.POSTGRESQL ? "Ab  " : "aB";
        assertThat(http.expect(200, "POST", loose, "[{\"cle\":\"Ab\",\"n\":1}]").body())
                .contains("created");
        assertThat(http.expect(200, "POST", loose, "[{\"cle\":\"%s\",\"n\":1}]".formatted(other))
                        .body())
                .contains("unchanged");
        assertThat(http.expect(200, "POST", loose, "[{\"cle\":\"x\"},{\"cle\":\"%s\",\"n\":2}]".formatted(other))
                        .body())
                .contains("created", "updated");
        assertThat(http.get(opened.resource("loose") + "?count=exact").header("X-Total-Count"))
                .isEqualTo("2");
        String strict = "/api/items/" + opened.name("strict") + "/";
        http.expect(200, "POST", strict, "[{\"cle\":\"AB\",\"n\":1}]");
        assertThat(http.expect(
                                200,
                                "POST",
                                strict,
                                "[{\"cle\":\"AB\",\"n\":1},{\"cle\":\"ab\",\"n\":2},{\"cle\":\"Àb\",\"n\":3},{\"cle\":\"AB \",\"n\":4}]")
                        .json()
                        .findValuesAsText("status"))
                .containsExactly("unchanged", "created", "created", "created");
        assertThat(http.get(opened.resource("strict", "AB")).json().path("n").asInt())
                .isOne();
        assertThat(http.get(opened.resource("strict", "ab")).json().path("n").asInt())
                .isEqualTo(2);
        opened.remove();
    }
}
