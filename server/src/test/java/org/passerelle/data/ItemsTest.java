package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** {@code POST|PUT /api/items/{table}/}: many records by their cle, all or nothing (wire.md §4). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ItemsTest {

    private final Client client = Client.byKey();
    private final String k = "b" + UUID.randomUUID() + "-";

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT"})
    void what_is_new_is_created_what_differs_updated_what_does_not_unchanged(String method) {
        Answer first = send(method, row(1, "\"objet\":\"a\"") + "," + row(2, "\"objet\":\"b\""));
        assertThat(first.is(200).column("status")).containsExactly("created", "created");
        assertThat(first.column("cle")).containsExactly(k + 1, k + 2);
        assertThat(first.json().get(0).path("id").isIntegralNumber()).isTrue();
        Answer second = send(method, row(2, "\"objet\":\"c\"") + "," + row(3, "") + "," + row(1, "\"objet\":\"a\""));
        assertThat(second.is(200).column("status")).containsExactly("updated", "created", "unchanged");
        assertThat(second.json().get(2).path("id"))
                .isEqualTo(first.json().get(0).path("id"));
        assertThat(client.get("/api/item/commandes/" + k + 2)
                        .json()
                        .path("objet")
                        .asText())
                .isEqualTo("c");
    }

    @Test
    void what_is_left_out_stays_and_null_erases() {
        send("POST", row(1, "\"objet\":\"a\",\"num_invoice\":\"i\"")).is(200);
        assertThat(send("POST", "{\"cle\":\"" + k + "1\",\"objet\":null}")
                        .is(200)
                        .column("status"))
                .containsExactly("updated");
        JsonNode now = client.get("/api/item/commandes/" + k + 1).json();
        assertThat(now.path("objet").isNull()).isTrue();
        assertThat(now.path("num_invoice").asText()).isEqualTo("i");
        assertThat(now.path("num_commande").asText()).isEqualTo("n1");
    }

    @Test
    void the_same_value_otherwise_written_is_unchanged() {
        send("POST", row(1, "\"actual_billable_amount\":595,\"date_billed\":\"2017-06-14\",\"client\":1"))
                .is(200);
        assertThat(send("POST", row(1, "\"actual_billable_amount\":\"595.00\",\"client\":\"1\""))
                        .column("status"))
                .containsExactly("unchanged");
        assertThat(send("POST", row(1, "\"actual_billable_amount\":5.95e2")).column("status"))
                .containsExactly("unchanged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"num_commande":"1"}                                     | cle
                    {"cle":null,"num_commande":"1"}                          | cle
                    {"cle":"","num_commande":"1"}                            | cle
                    {"cle":{},"num_commande":"1"}                            | cle
                    {"cle":["x"],"num_commande":"1"}                         | cle
                    {"cle":"K"}                                              | num_commande
                    {"cle":"K","num_commande":null}                          | num_commande
                    {"cle":"K","num_commande":"1","nosuch":1}                | nosuch
                    {"cle":"K","num_commande":"1","date_billed":"soon"}      | date_billed
                    {"cle":"K","num_commande":"1","date_billed":20160705}    | date_billed
                    {"cle":"K","num_commande":"1","date_billed":true}        | date_billed
                    {"cle":"K","num_commande":"1","actual_billable_amount":"1.005"} | actual_billable_amount
                    {"cle":"K","num_commande":"1","actual_billable_amount":12345678901} | actual_billable_amount
                    {"cle":"K","num_commande":"1","actual_billable_amount":1e400} | actual_billable_amount
                    {"cle":"K","num_commande":"1","actual_billable_amount":"NaN"} | actual_billable_amount
                    {"cle":"K","num_commande":"1","actual_billable_amount":""} | actual_billable_amount
                    {"cle":"K","num_commande":"1","client":1.5}              | client
                    {"cle":"K","num_commande":"1","client":"one"}            | client
                    {"cle":"K","num_commande":"1","client":9223372036854775808} | client
                    {"cle":"K","num_commande":"1","objet":[]}                | objet
                    {"cle":"K","num_commande":"1","objet":false}             | objet
                    {"cle":"K","num_commande":"1","objet":"a\\u0000b"}       | objet
                    {"cle":"K","num_commande":"1","objet":"a\\ud83db"}       | objet
                    {"cle":"k\\u0000","num_commande":"1"}                    | cle
                    """)
    void a_row_that_does_not_fit_is_named_by_number_and_column_and_nothing_is_written(String bad, String column) {
        Answer refused =
                send("POST", row(1, "") + "," + bad.replace("K", k + 2)).is(400);
        assertThat(refused.json().path("msg").asText()).startsWith("Row 2: " + column + ": ");
        client.get("/api/item/commandes/" + k + 1).is(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "client":999999         | 422 | client
                    "statut":"nonsense"     | 422 | statut
                    """)
    void what_the_database_refuses_is_named_by_its_row_too(String member, int status, String column) {
        Answer refused = send("POST", row(1, "") + "," + row(2, "") + "," + row(3, member) + "," + row(4, ""))
                .is(status);
        assertThat(refused.json().path("msg").asText()).startsWith("Row 3: ").contains(column);
        client.get("/api/item/commandes/" + k + 1).is(404);
        client.get("/api/item/commandes/" + k + 4).is(404);
    }

    @Test
    void one_key_twice_in_one_request_is_400() {
        assertThat(send("POST", row(1, "") + "," + row(2, "") + "," + row(1, ""))
                        .is(400)
                        .json()
                        .path("msg")
                        .asText())
                .startsWith("Row 3: cle: ")
                .contains("row 1");
        assertThat(client.post(
                                "/api/items/regions",
                                "[{\"cle\":\"99\",\"nom\":\"x\",\"zone\":\"com\"},{\"cle\":99,\"nom\":\"x\",\"zone\":\"com\"}]")
                        .is(400)
                        .json()
                        .path("msg")
                        .asText())
                .contains("row 1");
        client.get("/api/item/commandes/" + k + 2).is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "7",
                "\"x\"",
                "[1]",
                "[null]",
                "[[]]",
                "[{\"cle\":\"x\"}",
                "[{}]x",
                "[]]",
                "[{\"cle\":\"x\"},]"
            })
    void a_body_that_is_no_array_of_objects_is_400(String body) {
        assertThat(client.post("/api/items/commandes/", body)
                        .is(400)
                        .json()
                        .path("msg")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void no_rows_are_no_work() {
        assertThat(client.post("/api/items/commandes/", "[]").is(200).text()).isEqualTo("[]");
    }

    @Test
    void ten_thousand_rows_are_answered_at_once_and_one_more_is_long_work() {
        String body = IntStream.rangeClosed(1, 10_000).mapToObj(i -> row(i, "")).collect(Collectors.joining(","));
        Answer created = send("POST", body).is(200);
        assertThat(created.json()).hasSize(10_000);
        assertThat(created.column("status")).containsOnly("created");
        assertThat(created.column("cle").getLast()).isEqualTo(k + 10_000);
        assertThat(send("POST", body).is(200).column("status")).containsOnly("unchanged");
        assertThat(send("POST", row(0, "") + "," + body).is(202).header("Location"))
                .contains("/api/actions/");
    }

    @Test
    void rows_come_as_csv_where_an_empty_field_is_null_and_quotes_make_an_empty_text() {
        String csv = "cle,num_commande,objet,date_billed,actual_billable_amount\r\n"
                + k + "1,n1,\"a, \"\"b\"\"\r\nc\",2016-07-05,437.50\r\n"
                + k + "2,\"\",,,\r\n";
        assertThat(typed("text/csv", csv).is(200).column("status")).containsExactly("created", "created");
        JsonNode one = client.get("/api/item/commandes/" + k + 1).json();
        assertThat(one.path("objet").asText()).isEqualTo("a, \"b\"\r\nc");
        assertThat(one.path("date_billed").asText()).isEqualTo("2016-07-05");
        JsonNode two = client.get("/api/item/commandes/" + k + 2).json();
        assertThat(two.path("num_commande").asText("null")).isEmpty();
        assertThat(two.path("objet").isNull()).isTrue();
        assertThat(typed("text/csv", "\ufeffcle,num_commande\n" + k + "3,é😀")
                        .is(200)
                        .column("status"))
                .as("with a byte order mark, as Excel writes it")
                .containsExactly("created");
        assertThat(client.get("/api/item/commandes/" + k + 3)
                        .json()
                        .path("num_commande")
                        .asText())
                .isEqualTo("é😀");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cle,num_commande\r\nx\r\n",
                "cle,num_commande\r\nx,1,2\r\n",
                "cle,num_commande\r\nx,\"1\r\n",
                "cle,cle,num_commande\r\nx,y,1\r\n",
                "cle,nosuch\r\nx,1\r\n",
                "num_commande\r\n1\r\n",
                ",\r\nx,1\r\n"
            })
    void csv_that_is_not_a_whole_table_is_400(String csv) {
        assertThat(typed("text/csv", csv).is(400).json().path("msg").asText())
                .isNotEmpty()
                .doesNotContain("Exception");
    }

    @Test
    void rows_come_as_ndjson_and_as_xml() {
        String lines = row(1, "\"objet\":\"x\"") + "\n" + row(2, "") + "\n";
        assertThat(typed("application/x-ndjson", lines).is(200).column("status"))
                .containsExactly("created", "created");
        String xml = "<rows xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><row><cle>" + k
                + "1</cle><objet xsi:nil=\"true\"/></row><row><cle>" + k
                + "3</cle><num_commande>n&lt;3</num_commande><actual_billable_amount>1.50</actual_billable_amount></row></rows>";
        assertThat(typed("application/xml", xml).is(200).column("status")).containsExactly("updated", "created");
        JsonNode three = client.get("/api/item/commandes/" + k + 3).json();
        assertThat(three.path("num_commande").asText()).isEqualTo("n<3");
        Answer back = client.with("Accept", "application/xml")
                .with("Content-Type", "application/xml")
                .post("/api/items/commandes", xml)
                .is(200);
        assertThat(back.text()).contains("<rows").contains("<status>unchanged</status>");
        assertThat(typed("application/x-ndjson", row(4, "") + "\n{").status()).isEqualTo(400);
        assertThat(typed("application/xml", "<rows><row><cle>" + k + "5</cle></row></rows>")
                        .is(400)
                        .reason())
                .startsWith("Row 1: num_commande");
        client.get("/api/item/commandes/" + k + 4).is(404);
    }

    @Test
    void what_a_list_gives_items_take_back() {
        String k1 = k + "1";
        send(
                        "POST",
                        row(
                                1,
                                "\"objet\":\"=1+1\",\"actual_billable_amount\":\"0.10\",\"client\":3,\"date_closed\":\"2020-02-29\""))
                .is(200);
        String search = "?page=1&advancedSearch=" + Client.encode("cle|equal|" + k1 + "|");
        for (String type : List.of("text/csv", "application/x-ndjson")) {
            String page = client.with("Accept", type)
                    .get("/api/list/commandes/" + search)
                    .is(200)
                    .text();
            assertThat(typed(type, page).is(200).column("status")).containsExactly("unchanged");
        }
    }

    @Test
    void a_rehearsal_says_what_would_be_and_writes_nothing() {
        send("POST", row(1, "")).is(200);
        for (String header : List.of("Dry-Run", "ITCare-DryRun")) {
            Answer answer = client.with(header, "true")
                    .post("/api/items/commandes/", "[" + row(1, "\"objet\":\"x\"") + "," + row(2, "") + "]")
                    .is(200);
            assertThat(answer.column("status")).containsExactly("updated", "created");
            assertThat(answer.header(header)).isEqualTo("true");
            assertThat(client.with(header, "true")
                            .post("/api/items/commandes/", "[" + row(2, "\"client\":999999") + "]")
                            .is(422)
                            .header(header))
                    .isEqualTo("true");
        }
        client.get("/api/item/commandes/" + k + 2).is(404);
        assertThat(client.get("/api/item/commandes/" + k + 1)
                        .json()
                        .path("objet")
                        .isNull())
                .isTrue();
    }

    @Test
    void composite_keys_are_keys_too_and_a_single_one_is_taken_as_it_stands() {
        var cles = List.of(k + ",1", k + ",a%2Cb", k + "%25,%2525");
        var rows = new ArrayList<String>();
        cles.forEach(cle -> rows.add("{\"cle\":\"" + cle + "\",\"label\":\"x\"}"));
        Answer made = client.post("/api/items/parts", "[" + String.join(",", rows) + "]")
                .is(200);
        assertThat(made.column("status")).containsOnly("created");
        assertThat(made.column("id")).isEqualTo(cles);
        assertThat(client.get("/api/item/parts/" + Client.encode(k + "%25,%2525"))
                        .is(200)
                        .json()
                        .path("number")
                        .asText())
                .isEqualTo("%25");
        Answer single = client.post("/api/items/words", "[{\"cle\":\"" + k + "%2C\",\"text\":\"zz\"}]")
                .is(200);
        assertThat(single.column("id")).containsExactly(k + "%2C");
        assertThat(client.get("/api/item/words/" + Client.encode(k + "%2C"))
                        .is(200)
                        .json()
                        .path("code")
                        .asText())
                .isEqualTo(k + "%2C");
        client.delete("/api/words/" + Client.encode(k + "%2C")).is(204);
        for (String cle : List.of("one", "a,b,c", ",", "x,")) {
            Answer odd = client.with("Dry-Run", "true").post("/api/items/parts", "[{\"cle\":\"" + cle + "\"}]");
            assertThat(odd.status()).as(cle).isIn(200, 400);
        }
        assertThat(client.post("/api/items/parts", "[{\"cle\":\"one\"}]")
                        .is(400)
                        .reason())
                .startsWith("Row 1: cle");
    }

    @Test
    void a_key_beside_the_cle_must_say_the_same() {
        assertThat(client.post("/api/items/words", "[{\"cle\":\"7\",\"code\":\"8\"}]")
                        .is(400)
                        .reason())
                .contains("code");
        assertThat(client.post("/api/items/words", "[{\"cle\":\"7\",\"code\":\"7\",\"text\":\"ÉTÉ\"}]")
                        .is(200)
                        .column("status"))
                .containsExactly("unchanged");
        assertThat(client.post("/api/items/commandes", "[{\"cle\":\"" + k + "9\",\"num_commande\":\"1\",\"id\":1}]")
                        .status())
                .isIn(400, 409);
    }

    @Test
    void every_type_goes_in_and_comes_out_whole() {
        String cle = k + ",types";
        String row = "{\"cle\":\"" + cle + "\",\"weight\":0.1,\"price\":\"1234567.125\",\"made\":\"2024-02-29\","
                + "\"seen\":\"2016-06-01T12:27:19.123456+02:00\",\"at\":\"23:59:59.5\",\"ok\":true,\"big\":9007199254740993,"
                + "\"small\":-32768,\"raw\":\"AAEC/w==\",\"guid\":\"123e4567-e89b-12d3-a456-426614174000\","
                + "\"doc\":{\"a\":[1,2.50,null,\"é\"]},\"loose\":9007199254740993}";
        client.post("/api/items/parts", "[" + row + "]").is(200);
        String text =
                client.get("/api/item/parts/" + Client.encode(cle)).is(200).text();
        assertThat(text)
                .contains("\"weight\":0.1,")
                .contains("\"price\":1234567.125,")
                .contains("\"made\":\"2024-02-29\"")
                .contains("\"seen\":\"2016-06-01T12:27:19.123456+0200\"")
                .contains("\"at\":\"23:59:59.5\"")
                .contains("\"ok\":true")
                .contains("\"big\":9007199254740993,")
                .contains("\"small\":-32768")
                .contains("\"raw\":\"AAEC/w==\"")
                .contains("\"guid\":\"123e4567-e89b-12d3-a456-426614174000\"")
                .contains("\"doc\":{\"a\":[1,2.50,null,\"é\"]}")
                .contains("\"loose\":9007199254740993");
        assertThat(client.post("/api/items/parts", "[" + row + "]").is(200).column("status"))
                .containsExactly("unchanged");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    weight | 1e400        | number
                    weight | "1e400"      | number
                    weight | "1d"         | number
                    weight | "0x1p3"      | number
                    price  | 0.0001       | digits
                    price  | 12345678     | digits
                    made   | "2023-02-29" | date
                    made   | "-0001-01-01"| date
                    made   | "+20000-01-01" | date
                    seen   | "2016-06-01T25:00:00Z" | date-time
                    seen   | "10000-01-01T00:00:00Z" | date-time
                    seen   | 12345        | date-time
                    at     | "24:00:01"   | time
                    ok     | "yes"        | true or false
                    ok     | 2            | true or false
                    big    | 9223372036854775808 | from
                    big    | 1.5          | whole
                    small  | "1e1000"     | whole
                    raw    | "***"        | base64
                    guid   | "x"          | UUID
                    guid   | "1-1-1-1-1"  | UUID
                    label  | "123456789012345678901" | characters
                    loose  | 1e400        | number
                    loose  | 123456789012345678901234567890 | number
                    loose  | {}           | not an object
                    """)
    void a_value_of_the_wrong_kind_is_told(String column, String value, String reason) {
        Answer refused = client.post("/api/items/parts", "[{\"cle\":\"" + k + ",w\",\"" + column + "\":" + value + "}]")
                .is(400);
        assertThat(refused.reason()).startsWith("Row 1: " + column + ": ").contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1E+2147483647", "-1e-2147483647", "1e99999999999", "1e-99999999999"})
    void a_number_of_endless_digits_is_refused_wherever_it_stands(String number) {
        client.post("/api/items/commandes", "[" + row(1, "") + "]").is(200);
        String change = "{\"num_commande\":\"n1\",\"actual_billable_amount\":" + number + "}";
        send("POST", row(1, "\"actual_billable_amount\":" + number)).is(400);
        client.post("/api/item/commandes/" + k + 1, change).is(400);
        String id = client.get("/api/item/commandes/" + k + 1).json().path("id").asText();
        client.patch("/api/commandes/" + id, change).is(400);
        client.put("/api/commandes/" + id, change).is(400);
        client.get("/api/commandes?actual_billable_amount=" + Client.encode(number))
                .is(400);
    }

    @Test
    void a_number_of_a_million_digits_costs_nothing() {
        long started = System.nanoTime();
        client.post("/api/items/parts", "[{\"cle\":\"" + k + ",m\",\"price\":\"" + "9".repeat(2_000_000) + "\"}]")
                .is(400);
        client.post("/api/items/parts", "[{\"cle\":\"" + k + ",m\",\"price\":" + "9".repeat(2_000_000) + "}]")
                .is(400);
        assertThat((System.nanoTime() - started) / 1_000_000_000).isLessThan(20);
    }

    @Test
    void what_may_not_be_written_is_refused() {
        client.post("/api/items/notes", "[{\"cle\":\"a\"}]").is(403);
        client.post("/api/items/secret", "[{\"cle\":\"1\",\"name\":\"x\"}]").is(404);
        client.post("/api/items/nosuch", "[]").is(404);
    }

    private Answer send(String method, String rows) {
        return client.with("Content-Type", "application/json")
                .send(method, "/api/items/commandes/", Client.bytes("[" + rows + "]"));
    }

    private Answer typed(String type, String body) {
        return client.with("Content-Type", type).post("/api/items/commandes/", body);
    }

    private String row(int number, String more) {
        return "{\"cle\":\"" + k + number + "\",\"num_commande\":\"n1\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }
}
