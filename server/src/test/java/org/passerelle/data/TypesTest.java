package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Engine;
import org.passerelle.engine.TypeZoo;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/**
 * A value of any type goes out exactly and may come in again, in every format, on every engine. What goes out is written down in
 * {@code docs/reference/types.md}, see {@link TypesTableTest}.
 */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class TypesTest {

    private static final int COPY = 100;
    private static final List<Integer> ROWS = List.of(TypeZoo.EXTREME, TypeZoo.ORDINARY, TypeZoo.NULLS);

    /** Values that stand there and that nobody may write: they go out, and are left alone when they come in again. */
    private static final Map<Engine, Set<String>> NOT_FOR_NEW_RECORDS = new EnumMap<>(Map.of(
            Engine.SQLITE, Set.of("c_unsigned", "c_decimal", "c_char", "c_mixed", "c_untyped"),
            Engine.POSTGRESQL, Set.of(),
            Engine.MARIADB, Set.of(),
            Engine.H2, Set.of()));

    private static final Map<Engine, Opened> OPENED = new EnumMap<>(Engine.class);
    private static Http http;

    @BeforeAll
    static void open() {
        http = Http.ofOwner();
        for (Engine engine : Engine.values()) {
            OPENED.put(engine, Opened.of(http, TypeZoo.types(engine)));
        }
        // members that stand twice are no JSON for a strict reader, see the test of their own
        OPENED.get(Engine.POSTGRESQL).database().execute("update types set c_json = '{\"n\":  1.50}' where id = 1");
    }

    @AfterAll
    static void remove() {
        OPENED.values().forEach(Opened::remove);
        OPENED.clear();
    }

    @ParameterizedTest
    @EnumSource
    void a_record_that_is_sent_back_is_unchanged(Engine engine) {
        Opened zoo = OPENED.get(engine);
        for (int row : ROWS) {
            String path = zoo.resource("types", row);
            Answer before = http.expect(200, "GET", path, null);
            for (String method : List.of("PATCH", "PUT")) {
                Answer after = http.expect(200, method, path, before.body());
                assertThat(after.body()).isEqualTo(before.body());
                assertThat(after.header("ETag")).isEqualTo(before.header("ETag"));
            }
            String xml = http.expect(200, "GET", path, null, "Accept", "application/xml")
                    .body();
            Answer after =
                    http.expect(200, "PUT", path, xml, "Content-Type", "application/xml", "Accept", "application/xml");
            assertThat(after.body()).isEqualTo(xml);
            assertThat(http.get(path).body()).isEqualTo(before.body());
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_list_that_is_sent_back_is_unchanged_in_every_format(Engine engine) {
        Opened zoo = OPENED.get(engine);
        String list = "/api/list/" + zoo.name("types") + "/";
        String items = "/api/items/" + zoo.name("types") + "/";
        String json = http.get(list).json().path("rows").toString();
        String whole = http.get(list, "Accept", "application/xml").body();
        String xml = whole.substring(whole.indexOf("<rows"), whole.indexOf("</rows>") + 7)
                .replaceFirst("<rows", "<rows xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"");
        unchanged(items, json, "application/json");
        unchanged(items, xml, "application/xml");
        unchanged(items, http.get(list, "Accept", "text/csv").body(), "text/csv");
        unchanged(items, http.get(list, "Accept", "application/x-ndjson").body(), "application/x-ndjson");
        assertThat(http.get(list).json().path("rows").toString()).isEqualTo(json);
    }

    private static void unchanged(String items, String body, String type) {
        JsonNode outcomes =
                http.expect(200, "POST", items, body, "Content-Type", type).json();
        assertThat(outcomes.findValuesAsText("status")).as(type).containsExactly("unchanged", "unchanged", "unchanged");
    }

    @ParameterizedTest
    @EnumSource
    void a_copy_is_equal(Engine engine) {
        Opened zoo = OPENED.get(engine);
        for (int row : ROWS) {
            ObjectNode original =
                    (ObjectNode) http.get(zoo.resource("types", row)).json();
            var refused = new ArrayList<String>();
            if (row == TypeZoo.EXTREME) {
                refused.addAll(NOT_FOR_NEW_RECORDS.get(engine));
                refused.remove("c_untyped");
                for (String column : refused) {
                    ObjectNode alone = original.objectNode().put("id", 999).set(column, original.get(column));
                    assertThat(http.send("POST", zoo.resource("types"), alone.toString())
                                    .status())
                            .as(column)
                            .isBetween(400, 422);
                }
            }
            original.remove(NOT_FOR_NEW_RECORDS.get(engine));
            original.put("id", COPY + row);
            Answer made = http.expect(201, "POST", zoo.resource("types"), original.toString());
            assertThat(without(made, engine)).isEqualTo(original.toString());
            Answer xml = http.expect(200, "GET", zoo.resource("types", COPY + row), null, "Accept", "application/xml");
            http.expect(204, "DELETE", zoo.resource("types", COPY + row), null);
            String body = xml.body();
            for (String column : NOT_FOR_NEW_RECORDS.get(engine)) {
                body = body.replaceAll("(?s)<" + column + "( [^>]*)?>.*</" + column + ">", "");
            }
            http.expect(201, "POST", zoo.resource("types"), body, "Content-Type", "application/xml");
            assertThat(http.get(zoo.resource("types", COPY + row)).body()).isEqualTo(made.body());
            http.expect(204, "DELETE", zoo.resource("types", COPY + row), null);
        }
    }

    private static String without(Answer answer, Engine engine) {
        return ((ObjectNode) answer.json())
                .remove(NOT_FOR_NEW_RECORDS.get(engine))
                .toString();
    }

    /** The driver of PostgreSQL changes to a binary form when a statement runs for the fifth time. */
    @ParameterizedTest
    @EnumSource
    void the_tenth_answer_is_the_first(Engine engine) {
        Opened zoo = OPENED.get(engine);
        for (String path : List.of(zoo.resource("types"), zoo.resource("types", 1), "/api/list/" + zoo.name("types"))) {
            String first = http.get(path).body();
            IntStream.range(0, 10)
                    .forEach(i ->
                            assertThat(http.get(path).body()).as("time " + i).isEqualTo(first));
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_value_finds_its_record(Engine engine) {
        Opened zoo = OPENED.get(engine);
        List<String> lost = new ArrayList<>();
        for (int row : List.of(TypeZoo.ORDINARY, TypeZoo.EXTREME)) {
            JsonNode record = http.get(zoo.resource("types", row)).json();
            for (JsonNode column : zoo.tables().getFirst().path("columns")) {
                String name = column.path("name").asText();
                String value =
                        record.path(name).asText().stripTrailing(); // of a padded text PostgreSQL knows no blanks
                Answer found =
                        http.get(zoo.resource("types") + "?fields=id&" + name + "%5Bequal%5D=" + Http.encoded(value));
                boolean unordered = found.status() == 400 && found.body().contains("cannot be compared");
                if (!unordered && !found.body().contains("{\"id\":" + row + "}")) {
                    boolean misfit = row == TypeZoo.EXTREME
                            && NOT_FOR_NEW_RECORDS.get(engine).contains(name);
                    if (misfit) {
                        assertThat(found.status()).isIn(200, 400);
                        continue;
                    }
                    lost.add(name + " " + value + ": " + found.status() + " " + found.body());
                }
            }
        }
        assertThat(lost).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void pages_by_any_column_lose_and_repeat_nothing(Engine engine) {
        Opened zoo = OPENED.get(engine);
        List<String> wrong = new ArrayList<>();
        for (JsonNode column : zoo.tables().getFirst().path("columns")) {
            for (String sign : List.of("", "-")) {
                String order = sign + column.path("name").asText();
                String path = zoo.resource("types") + "?fields=id&sort=" + order;
                Answer all = http.get(path);
                if (all.status() == 200
                        && !walk(path + "&limit=1").equals(all.json().findValuesAsText("id"))) {
                    wrong.add(order + ": " + walk(path + "&limit=1") + ", not " + all.body());
                } else if (all.status() >= 500) {
                    wrong.add(order + ": " + all.body());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<String> walk(String path) {
        var ids = new ArrayList<String>();
        for (String next = path; next != null && ids.size() < 10; ) {
            Answer page = http.get(next);
            if (page.status() != 200) {
                ids.add(page.body());
                break;
            }
            ids.addAll(page.json().findValuesAsText("id"));
            String link = page.header("Link");
            next = link.isEmpty() ? null : link.replaceAll("<" + EngineHouse.PUBLIC_URL + "|>.*", "");
        }
        return ids;
    }

    @Test
    void json_with_a_member_twice_goes_out_as_it_is_and_comes_in_by_csv_and_xml_alone() {
        Opened zoo = Opened.of(http, TypeZoo.types(Engine.POSTGRESQL));
        String path = zoo.resource("types", 1);
        String json = http.get(path).body();
        assertThat(json)
                .contains(
                        "{\"n\": 12345678901234567890.123456789,  \"é\": \"🦊\", \"twice\": 1, \"twice\": 2, \"none\": null}");
        http.expect(400, "PUT", path, json);
        String list = "/api/list/" + zoo.name("types") + "/";
        unchanged(
                "/api/items/" + zoo.name("types") + "/",
                http.get(list, "Accept", "text/csv").body(),
                "text/csv");
        assertThat(http.get(path).body()).isEqualTo(json);
        zoo.remove();
    }

    /** 24 bits want nine digits, 53 want seventeen; the drivers' texts have fewer. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SQLITE")
    void a_floating_number_keeps_every_bit(Engine engine) {
        Opened zoo = OPENED.get(engine);
        String single = engine == Engine.MARIADB ? "c_float" : "c_real";
        for (float number : new float[] {0.1f, 0.1234567f, 16777216f, Float.MIN_NORMAL, -1f / 3, 8.7654321e-20f}) {
            double twice = number / 3d;
            JsonNode record = http.expect(
                            200,
                            "PATCH",
                            zoo.resource("types", 3),
                            "{\"%s\":%s,\"c_double\":%s}".formatted(single, number, twice))
                    .json();
            for (int i = 0; i < 7; i++) {
                assertThat(Float.parseFloat(record.path(single).asText())).isEqualTo(number);
                assertThat(record.path(single).decimalValue())
                        .isEqualByComparingTo(new BigDecimal(Float.toString(number)));
                assertThat(record.path("c_double").doubleValue()).isEqualTo(twice);
                record = http.get(zoo.resource("types", 3)).json();
            }
            for (String filter : List.of(single + "=" + number, "c_double=" + twice)) {
                assertThat(http.get(zoo.resource("types") + "?fields=id&" + filter)
                                .body())
                        .as(filter)
                        .contains("{\"id\":3}");
            }
        }
        http.expect(200, "PATCH", zoo.resource("types", 3), "{\"%s\":null,\"c_double\":null}".formatted(single));
    }

    @ParameterizedTest
    @EnumSource
    void a_number_that_does_not_fit_is_refused(Engine engine) {
        Opened zoo = OPENED.get(engine);
        for (String value : List.of("1e400", "\"1e400\"", "-1e99999")) {
            http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_double\":" + value + "}");
        }
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_bigint\":9223372036854775808}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_bigint\":1e1000000000}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_decimal\":0.00001}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_decimal\":1e1000000000}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_date\":\"2026-02-30\"}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_time\":\"25:00\"}".replace("25:00", "yesterday"));
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_uuid\":\"1-1-1-1-1\"}");
        http.expect(400, "PATCH", zoo.resource("types", 3), "{\"c_boolean\":2}");
        assertThat(http.get(zoo.resource("types", 3)).body()).doesNotContain("c_bigint\":9");
    }

    @ParameterizedTest
    @EnumSource
    void a_text_keeps_every_character_in_every_format(Engine engine) {
        Opened zoo = OPENED.get(engine);
        String column = engine == Engine.SQLITE ? "c_clob" : "c_text";
        for (String text : List.of(
                "",
                " ",
                "a",
                " blanks around ",
                "null",
                "NULL",
                "0",
                "true",
                "{}",
                "[1]",
                "\"",
                "'",
                ",",
                ";",
                "\\",
                "\\u0041",
                "tab\there",
                "one\ntwo",
                "one\r\ntwo",
                "one\rtwo",
                "\n",
                "<a href='&amp;'>]]></a>",
                "&#13;",
                "€ œ æ ß É ñ",
                "\u0085\u2028\u2029\u00a0\ufeff",
                "🦊👩‍👩‍👧",
                "e\u0301 é")) {
            ObjectNode row = Http.parse("{}").deepCopy();
            http.expect(200, "PATCH", zoo.resource("types", 3), row.put(column, text));
            assertThat(http.get(zoo.resource("types", 3)).json().path(column).textValue())
                    .isEqualTo(text);
            for (String format : List.of("application/json", "application/xml", "text/csv", "application/x-ndjson")) {
                String fields = "?fields=" + column + "&id=3";
                String out = http.get(zoo.resource("types") + fields, "Accept", format)
                        .body();
                String in = out.replace("<row>", "<row><cle>3</cle>")
                        .replace("{\"" + column, "{\"cle\":3,\"" + column)
                        .replaceFirst("^" + column + "\r\n", "cle," + column + "\r\n3,");
                JsonNode outcome = http.expect(
                                200, "POST", "/api/items/" + zoo.name("types"), in, "Content-Type", format)
                        .json();
                assertThat(outcome.findValuesAsText("status"))
                        .as(format + " of " + Http.encoded(text) + ": " + in)
                        .containsExactly("unchanged");
            }
        }
        http.expect(200, "PATCH", zoo.resource("types", 3), "{\"" + column + "\":null}");
    }
}
