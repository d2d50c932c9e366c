package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Bulk writes in each of their formats (wire.md §4, §6): the same rows are written, the same rows refused, in the same words. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ItemsFormatsTest {

    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            "json", "application/json",
            "xml", "application/xml",
            "csv", "text/csv",
            "ndjson", "application/x-ndjson"));

    private final Client client = Client.byKey();
    private final String key = "f" + UUID.randomUUID() + "-";

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "NULL", textBlock = """
                    date_billed            | soon                  | 400 | a date such as
                    date_billed            | 2016-02-30            | 400 | a date such as
                    date_closed            | 2016-06-01T25:00:00Z  | 400 | such as
                    actual_billable_amount | 1.005                 | 400 | 2 digits after the point
                    actual_billable_amount | many                  | 400 | a number such as
                    client                 | one                   | 400 | a whole number
                    client                 | 9223372036854775808   | 400 | must be from
                    num_commande           | NULL                  | 400 | must not be null
                    client                 | 999999                | 422 | no record
                    statut                 | nonsense              | 422 | not allow
                    cle                    | NULL                  | 400 | cle
                    cle                    | FIRST                 | 400 | row 1
                    """)
    void a_bad_row_is_named_by_number_column_and_reason_in_each(
            String column, String value, int status, String reason) {
        TYPES.forEach((format, type) -> {
            List<Map<String, String>> rows = rows();
            rows.get(2).put(column, "FIRST".equals(value) ? rows.getFirst().get("cle") : value);
            Answer refused = send(type, body(format, rows)).is(status);
            assertThat(refused.reason())
                    .as(format)
                    .startsWith("Row 3: ")
                    .contains(column)
                    .contains(reason);
            rows.forEach(row -> {
                if (row.get("cle") != null) {
                    client.get("/api/item/commandes/" + row.get("cle")).is(404);
                }
            });
        });
    }

    @ParameterizedTest
    @CsvSource({"nosuch", "Num_commande", "commandes.client", "'num_commande '"})
    void a_column_that_there_is_not_is_named_in_each(String column) {
        TYPES.forEach((format, type) -> {
            List<Map<String, String>> rows = rows();
            rows.get(2).put(column, "x");
            Answer refused = send(type, body(format, rows)).is(400);
            String row = format.equals("csv") ? "Row 1: " : "Row 3: "; // a header speaks for every row
            assertThat(refused.reason())
                    .as(format)
                    .startsWith(row + column + ": ")
                    .contains("no such column");
            client.get("/api/item/commandes/" + rows.getFirst().get("cle")).is(404);
        });
    }

    @ParameterizedTest
    @CsvSource({"json", "xml", "csv", "ndjson"})
    void good_rows_are_created_updated_and_unchanged_in_each(String format) {
        List<Map<String, String>> rows = rows();
        assertThat(send(TYPES.get(format), body(format, rows)).is(200).column("status"))
                .containsExactly("created", "created", "created");
        rows.get(1).put("num_commande", "é, \"<&>\"; 😀");
        assertThat(send(TYPES.get(format), body(format, rows)).is(200).column("status"))
                .containsExactly("unchanged", "updated", "unchanged");
        rows.get(1).put("date_billed", null);
        assertThat(send(TYPES.get(format), body(format, rows)).is(200).column("status"))
                .containsExactly("unchanged", "updated", "unchanged");
        var second = client.get("/api/item/commandes/" + rows.get(1).get("cle"))
                .is(200)
                .json();
        assertThat(second.path("num_commande").asText()).isEqualTo("é, \"<&>\"; 😀");
        assertThat(second.path("date_billed").isNull()).isTrue();
        assertThat(second.path("actual_billable_amount").decimalValue().toPlainString())
                .isEqualTo("437.50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        json   | 3         | must be an object
        json   | null      | must be an object
        ndjson | []        | must be an object
        xml    | <row>x</row> | must be an object
        csv    | alone     | Line 3 has 1 fields
        csv    | a,b,c,d,e,f,g,h | Line 3 has 8 fields
        """)
    void what_is_no_row_is_named_by_its_number_and_the_others_may_be_kept(String format, String none, String reason) {
        String three = withNone(format, none);
        assertThat(send(TYPES.get(format), three).is(400).reason())
                .startsWith("Row 2: ")
                .contains(reason);
        client.get("/api/item/commandes/" + key + "1").is(404);
        Answer kept = client.with("Content-Type", TYPES.get(format))
                .send("POST", "/api/items/commandes/?errors=skip", Client.bytes(three))
                .is(200);
        assertThat(kept.column("status")).containsExactly("created", "refused", "created");
        assertThat(kept.json().at("/1/error").asText()).startsWith("Row 2: ").contains(reason);
    }

    /** The first and the third row, and between them what is none. */
    private String withNone(String format, String none) {
        List<Map<String, String>> rows = rows();
        String first = body(format, rows.subList(0, 1));
        String third = body(format, rows.subList(2, 3));
        return switch (format) {
            case "json" -> first.substring(0, first.length() - 1) + "," + none + "," + third.substring(1);
            case "xml" -> first.replace("</rows>", none) + third.replaceFirst("<rows[^>]*>", "");
            case "csv" -> first + "\r\n" + none + "\r\n" + third.substring(third.indexOf('\n') + 1);
            default -> first + "\n" + none + "\n" + third;
        };
    }

    /** As programs of offices in many countries save it. */
    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void csv_may_have_semicolons_or_tabs_instead_of_commas(String separator) {
        String head = String.join(separator, "cle", "\"num_commande\"", "date_billed", "statut");
        String line = String.join(separator, key + "1", "\"1,5" + separator + "x\"", "", "Soldée");
        send("text/csv", head + "\r\n" + line).is(200);
        var item = client.get("/api/item/commandes/" + key + "1").is(200).json();
        assertThat(item.path("num_commande").asText()).isEqualTo("1,5" + separator + "x");
        assertThat(item.path("date_billed").isNull()).isTrue();
        assertThat(send("text/csv", "cle,\"a;b\"\n1,2").is(400).reason()).startsWith("Row 1: a;b: ");
    }

    private List<Map<String, String>> rows() {
        return java.util.stream.IntStream.rangeClosed(1, 3)
                .mapToObj(i -> {
                    var row = new LinkedHashMap<String, String>();
                    row.put("cle", key + i);
                    row.put("num_commande", "n" + i);
                    row.put("date_billed", "2016-07-0" + i);
                    row.put("actual_billable_amount", "437.50");
                    row.put("statut", "Soldée");
                    return (Map<String, String>) row;
                })
                .toList();
    }

    private Answer send(String type, String body) {
        return client.with("Content-Type", type).send("POST", "/api/items/commandes/", Client.bytes(body));
    }

    private static String body(String format, List<Map<String, String>> rows) {
        return switch (format) {
            case "json" -> "[" + lines(rows, ",") + "]";
            case "ndjson" -> lines(rows, "\n");
            case "xml" -> "<rows xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + elements(rows) + "</rows>";
            default -> csv(rows);
        };
    }

    private static String lines(List<Map<String, String>> rows, String between) {
        return rows.stream()
                .map(row -> row.entrySet().stream()
                        .map(e -> quoted(e.getKey()) + ":" + (e.getValue() == null ? "null" : quoted(e.getValue())))
                        .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(between));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String elements(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> row.entrySet().stream()
                        .map(e -> "<field name=\"" + e.getKey() + "\""
                                + (e.getValue() == null
                                        ? " xsi:nil=\"true\"/>"
                                        : ">" + escaped(e.getValue()) + "</field>"))
                        .collect(Collectors.joining("", "<row>", "</row>")))
                .collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String csv(List<Map<String, String>> rows) {
        var header =
                rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
        return String.join(",", header) + "\r\n"
                + rows.stream()
                        .map(row -> header.stream()
                                .map(name -> row.get(name) == null
                                        ? ""
                                        : '"' + row.get(name).replace("\"", "\"\"") + '"')
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\r\n"));
    }
}
