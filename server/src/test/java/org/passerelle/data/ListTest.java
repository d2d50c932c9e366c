package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** {@code GET /api/list/{view}/}: pages, columns, formats (wire.md §4). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ListTest {

    private final Client client = Client.byKey();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @Test
    void a_page_says_what_it_is_a_page_of() {
        JsonNode page =
                client.get("/api/list/communes/?page=3&rowPerPage=10").is(200).json();
        assertThat(page.path("total").asInt()).isEqualTo(34969);
        assertThat(page.path("page").asInt()).isEqualTo(3);
        assertThat(page.path("rowPerPage").asInt()).isEqualTo(10);
        assertThat(page.path("rows")).hasSize(10);
        assertThat(page.has("column")).isFalse();
        assertThat(names(page)).startsWith("total", "page", "rowPerPage");
    }

    @Test
    void pages_come_by_primary_key_and_neither_overlap_nor_leave_out() {
        var seen = new ArrayList<String>();
        for (int page = 1; page <= 4; page++) {
            seen.addAll(client.get("/api/list/departements/?rowPerPage=30&page=" + page)
                    .is(200)
                    .column("code"));
        }
        assertThat(seen).doesNotHaveDuplicates().isSorted();
        assertThat(seen)
                .hasSize(client.get("/api/list/departements/")
                        .json()
                        .path("total")
                        .asInt());
    }

    @Test
    void options_may_be_headers_or_parameters_and_the_parameter_wins() {
        Client byHeader = client.with("page", "2").with("rowPerPage", "7");
        JsonNode page = byHeader.get("/api/list/departements/").is(200).json();
        assertThat(page.path("page").asInt()).isEqualTo(2);
        assertThat(page.path("rows")).hasSize(7);
        JsonNode other =
                byHeader.get("/api/list/departements/?rowPerPage=3").is(200).json();
        assertThat(other.path("page").asInt()).isEqualTo(2);
        assertThat(other.path("rows")).hasSize(3);
        assertThat(client.with("PAGE", "2")
                        .with("ROWPERPAGE", "7")
                        .get("/api/list/departements/")
                        .is(200)
                        .json())
                .isEqualTo(page);
        assertThat(client.get("/api/list/departements/").header("Vary"))
                .contains("page", "rowPerPage", "advancedSearch", "textSearch", "onlyVisible", "columns", "colums");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1000"})
    void rows_a_page_are_from_one_to_a_thousand(String rows) {
        assertThat(client.with("rowPerPage", rows)
                        .get("/api/list/communes/")
                        .is(200)
                        .json()
                        .path("rows"))
                .hasSize(Integer.parseInt(rows));
    }

    @ParameterizedTest
    @CsvSource({
        "page,0",
        "page,-1",
        "page,x",
        "page,1.5",
        "page,2147483648",
        "page,1e2",
        "page,+-1",
        "rowPerPage,0",
        "rowPerPage,1001",
        "rowPerPage,x",
        "rowPerPage,-1",
        "onlyVisible,perhaps",
        "columns,perhaps",
        "colums,perhaps",
        "numbers,words"
    })
    void an_option_out_of_its_bounds_is_400_and_named(String option, String value) {
        assertThat(client.get("/api/list/clients/?" + option + "=" + value)
                        .is(400)
                        .json()
                        .path("msg")
                        .asText())
                .contains(option);
        if (!option.equals("numbers")) {
            client.with(option, value).get("/api/list/clients/").is(400);
        }
    }

    @Test
    void an_option_given_twice_is_400() {
        client.get("/api/list/clients/?page=1&page=2").is(400);
        client.with("page", "1").with("page", "2").get("/api/list/clients/").is(400);
    }

    @Test
    void a_page_past_the_end_is_empty_and_knows_the_total() {
        for (String page : List.of("13", "99999", "2147483647")) {
            JsonNode past = client.get("/api/list/departements/?rowPerPage=10&page=" + page)
                    .is(200)
                    .json();
            assertThat(past.path("rows")).isEmpty();
            assertThat(past.path("total").asInt()).isPositive();
            assertThat(past.path("page").asText()).isEqualTo(page);
        }
    }

    @Test
    void only_visible_leaves_out_what_the_view_hides() {
        JsonNode all = client.get("/api/list/clients/?rowPerPage=1").is(200).json();
        JsonNode visible = client.with("onlyVisible", "on")
                .get("/api/list/clients/?rowPerPage=1")
                .is(200)
                .json();
        assertThat(names(all.path("rows").get(0))).contains("marge");
        assertThat(names(visible.path("rows").get(0))).doesNotContain("marge").contains("id", "cle", "nom");
    }

    @ParameterizedTest
    @CsvSource({"columns,on", "colums,on", "columns,ON", "columns,true", "colums,1"})
    void columns_are_described_when_asked(String header, String value) {
        JsonNode columns = client.with(header, value)
                .get("/api/list/clients/?rowPerPage=1")
                .is(200)
                .json()
                .path("column");
        assertThat(columns).isNotEmpty();
        for (JsonNode column : columns) {
            assertThat(names(column))
                    .containsExactly("field", "title", "type", "width", "align", "format", "visible", "editable");
        }
        assertThat(client.with(header, value)
                        .with("onlyVisible", "on")
                        .get("/api/list/clients/")
                        .json()
                        .path("column")
                        .findValuesAsText("field"))
                .doesNotContain("marge");
    }

    @Test
    void a_view_is_found_by_number_and_by_key() {
        JsonNode view = client.get("/api/v1/views").is(200).json().get(0);
        String byKey = client.get("/api/list/" + view.path("key").asText() + "/")
                .is(200)
                .text();
        assertThat(client.get("/api/list/" + view.path("id").asText() + "/")
                        .is(200)
                        .text())
                .isEqualTo(byKey);
        for (String nosuch : List.of("nosuch", "0", "99999999", "-1", "01170", "%00", "clients%00", "secret", "list")) {
            client.get("/api/list/" + nosuch + "/").is(404);
        }
    }

    @Test
    void a_view_names_each_column_once_and_takes_no_table_s_place() {
        Answer twice = client.post("/api/v1/views", """
                        {"key":"twice","table":"communes","columns":[{"name":"nom"},{"name":"code"},{"name":"nom"}]}
                        """).is(400);
        assertThat(twice.json().path("errors").findValuesAsText("pointer")).containsExactly("/columns/2/name");
        client.post("/api/v1/views", "{\"key\":\"regions\",\"table\":\"communes\"}")
                .is(409);
        assertThat(client.get("/api/list/regions/").is(200).column("code")).contains("11");
    }

    @Test
    void what_is_no_column_across_a_foreign_key_is_told_with_the_ways_there_are() {
        String key = "nosuch" + UUID.randomUUID();
        assertThat(client.post("/api/v1/views", """
                        {"key":"%s","table":"communes","columns":[{"name":"departement_code.nom"}]}
                        """.formatted(key)).is(400).reason())
                .contains("departement.…");
    }

    @Test
    void a_view_shows_columns_across_foreign_keys_and_is_searched_by_them() {
        String key = "v" + UUID.randomUUID();
        JsonNode view = client.post("/api/v1/views", """
                        {"key":"%s","table":"communes","title":"x","sort":"-departement.nom,nom","rowPerPage":3,
                         "filter":"region.nom|equal|corse|",
                         "columns":[{"name":"nom"},{"name":"departement.nom"},{"name":"departement.region.nom","visible":false}]}
                        """.formatted(key)).is(201).json();
        Answer page = client.get("/api/list/" + key + "/").is(200);
        assertThat(page.json().path("rows")).hasSize(3);
        assertThat(page.column("departement.region.nom")).containsOnly("Corse");
        assertThat(page.column("departement.nom")).containsOnly("Haute-Corse");
        assertThat(page.json().path("total").asInt()).isEqualTo(360);
        assertThat(client.with("advancedSearch", "departement.nom|contain|sud|")
                        .get("/api/list/" + key + "/")
                        .is(200)
                        .column("departement.nom"))
                .containsOnly("Corse-du-Sud");
        assertThat(client.with("onlyVisible", "on")
                        .get("/api/list/" + key + "/")
                        .column("departement.region.nom"))
                .containsOnly("");
        client.delete("/api/v1/views/" + view.path("id").asText()).is(204);
    }

    @Test
    void numbers_are_texts_when_asked() {
        String row = client.get(
                        "/api/list/clients/?rowPerPage=1&numbers=text&advancedSearch=" + Client.encode("id|equal|1|"))
                .is(200)
                .text();
        assertThat(row).contains("\"chiffre_affaires\":\"1347768.12\"").contains("\"effectif\":\"8\"");
        assertThat(client.get("/api/list/clients/?rowPerPage=1&advancedSearch=" + Client.encode("id|equal|1|"))
                        .text())
                .contains("\"chiffre_affaires\":1347768.12")
                .contains("\"effectif\":8");
    }

    @Test
    void real_columns_called_id_and_cle_that_mean_something_else_have_another_name() {
        JsonNode row =
                client.get("/api/list/stones/").is(200).json().path("rows").get(0);
        assertThat(row.path("id").asInt()).isEqualTo(1);
        assertThat(row.path("cle").asInt()).isEqualTo(1);
        assertThat(row.path("id_").asText()).isEqualTo("one");
        assertThat(row.path("cle_").asText()).isEqualTo("k1");
    }

    @Test
    void a_composite_id_is_one_text() {
        assertThat(client.get("/api/list/parts/").is(200).column("id"))
                .contains("acme,1", "acme,a%2Cb", "50%25,x%252Cy");
    }

    @Test
    void a_table_without_a_key_is_listed_all_the_same() {
        assertThat(client.get("/api/list/notes/").is(200).json().path("total").asInt())
                .isEqualTo(3);
        assertThat(client.get("/api/list/annex_list/").is(200).column("name")).containsExactly("listed");
        assertThat(client.get("/api/list/annex_clients/").is(200).column("name"))
                .containsExactly("of the annex");
    }

    @Test
    void rows_are_had_as_csv_ndjson_and_xml_too() {
        String search = "?rowPerPage=2&advancedSearch=" + Client.encode("id|in|1;2|");
        String csv = client.with("Accept", "text/csv")
                .get("/api/list/clients/" + search)
                .is(200)
                .text();
        assertThat(csv.lines().toList()).hasSize(3).first().asString().startsWith("id,cle,nom,");
        String lines = client.with("Accept", "application/x-ndjson")
                .get("/api/list/clients/" + search)
                .is(200)
                .text();
        assertThat(lines.lines().toList()).hasSize(2).allMatch(l -> l.startsWith("{\"id\":") && l.endsWith("}"));
        String xml = client.with("Accept", "application/xml")
                .get("/api/list/clients/" + search)
                .is(200)
                .text();
        assertThat(xml).contains("<list").contains("<total>2</total>").contains("<rows><row><id>");
    }

    @Test
    void without_a_page_a_stream_has_every_row() {
        String all = client.with("Accept", "text/csv")
                .get("/api/list/communes/")
                .is(200)
                .text();
        assertThat(all.lines().count()).isEqualTo(34970);
        assertThat(new HashSet<>(all.lines().toList())).hasSize(34970);
        assertThat(client.with("Accept", "text/csv")
                        .get("/api/list/communes/?page=1")
                        .text()
                        .lines()
                        .count())
                .isEqualTo(51);
    }

    @Test
    void an_old_client_gets_a_long_list_whole() {
        Answer answer = client.get("/api/list/communes/?rowPerPage=1000", "Accept", Client.bytes("application/json"));
        assertThat(answer.is(200).json().path("rows")).hasSize(1000);
    }

    private static List<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .toList();
    }
}
