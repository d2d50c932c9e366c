package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** advancedSearch and textSearch (wire.md §4): what each finds, told by reading every row and judging it here. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SearchTest {

    private final Client client = Client.byKey();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '~', textBlock = """
                    text|contain|oeuvre|                ! 1 2 3
                    text|contain|ŒUVR|                  ! 1 2 3
                    text|equal|OEUVRE|                  ! 1 2 3
                    text|equal|strasse|                 ! 4 5
                    text|equal|straße|                  ! 4 5
                    text|start|ÉT|                      ! 6 7 8
                    text|end|té|                        ! 6 7 8
                    text|contain|aether|                ! 21
                    text|contain|%|                     ! 9
                    text|equal|100%|                    ! 9
                    text|start|100|                     ! 9 10
                    text|contain|_|                     ! 11
                    text|equal|a_b|                     ! 11
                    text|equal|x\\|y|                   ! 13
                    text|contain|\\||                   ! 13
                    text|equal|x\\\\y|                  ! 14
                    text|equal|x\\y|                    ! 14
                    text|equal|it's|                    ! 22
                    text|contain|'|                     ! 22
                    text|in|a;b|                        ! 19 20
                    text|in|A;B;nosuch|                 ! 19 20
                    text|in|a|                          ! 19
                    text|equal|a;b|                     ! 18
                    text|contain|;|                     ! 18 24
                    text|between|a;b|                   ! 18 19 20 11 12 25 21
                    text|empty||                        ! 15 16
                    text|empty|                         ! 15 16
                    text|empty                          ! 15 16
                    text|equal||                        ! 15
                    text|equal| |                       ! 17
                    text|equal|AND|                     ! 25
                    text|equal|AND|OR|text|equal|OR|    ! 25
                    text|contain|日|                    ! 26
                    text|contain|😀|                    ! 27
                    text|equal|nosuch|                  !
                    code|equal|7|                       ! 7
                    id|equal|7|                         ! 7
                    cle|equal|7|                        ! 7
                    code|equal|a,b|                     ! a,b
                    code|equal|a%2Cb|                   ! a%2Cb
                    """)
    void words_are_compared_without_case_and_accents_and_signs_are_only_signs(String search, String codes) {
        Set<String> expected =
                new TreeSet<>(codes == null ? List.of() : List.of(codes.trim().split(" ")));
        for (var answer : List.of(
                client.get("/api/list/words/?rowPerPage=100", "advancedSearch", Client.bytes(search.trim())),
                client.get("/api/list/words/?rowPerPage=100&advancedSearch=" + Client.encode(search.trim())))) {
            assertThat(new TreeSet<>(answer.is(200).column("code"))).isEqualTo(expected);
            assertThat(answer.json().path("total").asInt()).isEqualTo(expected.size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"notcontain", "notequal", "notempty"})
    void what_is_not_so_is_the_rest_and_an_empty_field_is_not_so_either(String what) {
        Set<String> all = codes("");
        if (what.equals("notempty")) {
            assertRest(all, codes("text|empty|"), codes("text|notempty|"));
        } else if (what.equals("notcontain")) {
            for (String word : List.of("oeuvre", "a", "%", "_", "'")) {
                assertRest(all, codes("text|contain|" + word + "|"), codes("text|notcontain|" + word + "|"));
            }
        } else if (what.equals("notequal")) {
            for (String word : List.of("oeuvre", "a", "100%", "")) {
                assertRest(all, codes("text|equal|" + word + "|"), codes("text|notequal|" + word + "|"));
            }
        }
    }

    private static void assertRest(Set<String> all, Set<String> these, Set<String> those) {
        var rest = new TreeSet<>(all);
        rest.removeAll(these);
        assertThat(those).isEqualTo(rest);
        assertThat(these).isNotEmpty();
    }

    private Set<String> codes(String search) {
        return new TreeSet<>(client.get("/api/list/words/?rowPerPage=100", "advancedSearch", Client.bytes(search))
                .is(200)
                .column("code"));
    }

    @Test
    void numbers_are_compared_as_numbers() {
        for (int n : new int[] {0, 1, 8, 9, 10, 14, 100, 1000}) {
            judged(
                    "effectif|equal|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asInt() == n);
            judged(
                    "effectif|notequal|" + n + "|",
                    r -> !has(r, "effectif") || r.path("effectif").asInt() != n);
            judged(
                    "effectif|greater|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asInt() > n);
            judged(
                    "effectif|greaterequal|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asInt() >= n);
            judged(
                    "effectif|less|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asInt() < n);
            judged(
                    "effectif|lessequal|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asInt() <= n);
            judged(
                    "effectif|start|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asText().startsWith("" + n));
            judged(
                    "effectif|contain|" + n + "|",
                    r -> has(r, "effectif") && r.path("effectif").asText().contains("" + n));
        }
        judged(
                "effectif|between|5;10|",
                r -> r.path("effectif").asInt(-1) >= 5 && r.path("effectif").asInt() <= 10);
        judged("effectif|between|10;5|", r -> false);
        judged(
                "effectif|in|8;11;999|",
                r -> Set.of(8, 11).contains(r.path("effectif").asInt(-1)));
        judged("effectif|empty|", r -> !has(r, "effectif"));
        judged("effectif|notempty|", r -> has(r, "effectif"));
        judged("effectif|equal| 8 |", r -> r.path("effectif").asInt(-1) == 8);
    }

    @Test
    void amounts_are_compared_digit_by_digit() {
        BigDecimal one = new BigDecimal("1347768.12");
        judged("chiffre_affaires|equal|1347768.12|", r -> amount(r, "chiffre_affaires", one) == 0);
        judged("chiffre_affaires|equal|1347768.120|", r -> amount(r, "chiffre_affaires", one) == 0);
        judged("chiffre_affaires|greater|1347768.12|", r -> amount(r, "chiffre_affaires", one) > 0);
        judged("chiffre_affaires|greater|1347768.119|", r -> amount(r, "chiffre_affaires", one) >= 0);
        judged(
                "chiffre_affaires|less|1347768.125|",
                r -> has(r, "chiffre_affaires") && amount(r, "chiffre_affaires", one) <= 0);
        judged(
                "marge|between|5.91;6.6|",
                r -> amount(r, "marge", new BigDecimal("5.91")) >= 0
                        && has(r, "marge")
                        && amount(r, "marge", new BigDecimal("6.6")) <= 0);
        judged(
                "marge|contain|6.60|",
                r -> has(r, "marge")
                        && r.path("marge").decimalValue().toPlainString().contains("6.60"));
        judged(
                "marge|end|0|",
                r -> has(r, "marge")
                        && r.path("marge").decimalValue().toPlainString().endsWith("0"));
        judged("marge|less|-1e3|", r -> false);
        judged("marge|empty|", r -> !has(r, "marge"));
    }

    @Test
    void dates_are_compared_as_dates_and_looked_into_as_text() {
        judged(
                "date_creation|equal|1981-04-25|",
                r -> r.path("date_creation").asText().equals("1981-04-25"));
        judged(
                "date_creation|less|1960-01-01|",
                r -> has(r, "date_creation") && r.path("date_creation").asText().compareTo("1960-01-01") < 0);
        judged(
                "date_creation|between|1955-01-01;1959-12-31|",
                r -> r.path("date_creation").asText().matches("195[5-9].*"));
        judged(
                "date_creation|start|1959-|",
                r -> r.path("date_creation").asText().startsWith("1959-"));
        judged(
                "date_creation|contain|-04-|",
                r -> r.path("date_creation").asText().contains("-04-"));
        judged(
                "date_creation|in|1981-04-25;1962-06-24|",
                r -> Set.of("1981-04-25", "1962-06-24")
                        .contains(r.path("date_creation").asText()));
        judged(
                "date_creation|notequal|1981-04-25|",
                r -> !r.path("date_creation").asText().equals("1981-04-25"));
    }

    @Test
    void flags_are_true_or_false() {
        judged("actif|equal|true|", r -> r.path("actif").asBoolean());
        judged("actif|equal|1|", r -> r.path("actif").asBoolean());
        judged("actif|equal|FALSE|", r -> !r.path("actif").asBoolean());
        judged("actif|notequal|true|", r -> !r.path("actif").asBoolean());
        judged("actif|in|true;false|", r -> true);
        judged("actif|notempty|", r -> true);
    }

    @Test
    void and_binds_tighter_than_or_and_french_words_are_words_too() {
        Predicate<JsonNode> paris = r -> r.path("cp").asText().startsWith("77");
        Predicate<JsonNode> nids = r -> r.path("nom").asText().toLowerCase().contains("nids");
        Predicate<JsonNode> small =
                r -> has(r, "effectif") && r.path("effectif").asInt() < 12;
        String p = "cp|start|77|";
        String n = "nom|contain|nids|";
        String s = "effectif|less|12|";
        for (String[] j : new String[][] {{"AND", "OR"}, {"ET", "OU"}}) {
            judged(p + j[0] + "|" + n + j[1] + "|" + s, r -> paris.test(r) && nids.test(r) || small.test(r));
            judged(p + j[1] + "|" + n + j[0] + "|" + s, r -> paris.test(r) || nids.test(r) && small.test(r));
            judged(s + j[1] + "|" + p + j[1] + "|" + n, r -> small.test(r) || paris.test(r) || nids.test(r));
            judged(
                    s + j[0] + "|" + p + j[0] + "|" + n.substring(0, n.length() - 1),
                    r -> small.test(r) && paris.test(r) && nids.test(r));
            judged(s + j[0] + "|", small);
        }
    }

    @Test
    void a_search_whose_bars_are_all_escaped_is_read_as_the_document_prints_it() {
        judged(
                "nom\\|contain\\|NIDS\\|",
                r -> r.path("nom").asText().toLowerCase().contains("nids"));
        judged("nom\\|contain\\|NIDS", r -> r.path("nom").asText().toLowerCase().contains("nids"));
        judged(
                "nom\\|contain\\|NIDS\\|AND\\|cp\\|contain\\|77420\\|",
                r -> r.path("nom").asText().toLowerCase().contains("nids")
                        && r.path("cp").asText().contains("77420"));
        judged(
                "effectif\\|empty\\|\\|OR\\|effectif\\|equal\\|8\\|",
                r -> !has(r, "effectif") || r.path("effectif").asInt() == 8);
    }

    @Test
    void a_header_may_be_utf8_or_latin_1() {
        String search = "nom|contain|Clémenciat|";
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            assertThat(client.get("/api/list/communes/", "advancedSearch", search.getBytes(charset))
                            .is(200)
                            .column("nom"))
                    .containsExactly("L'Abergement-Clémenciat");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch|contain|x|",
                "nom|resembles|x|",
                "nom|CONTAIN|x|",
                "nom|contain",
                "nom",
                "|",
                "||",
                "|||",
                "|contain|x|",
                "nom||x|",
                "nom|contain|x|nom|contain|y|",
                "nom|contain|x|XOR|nom|contain|y|",
                "nom|contain|x|and|nom|contain|y|",
                "nom|contain|x|AND|nom|",
                "nom|contain|x|AND|nom|equal|",
                "effectif|equal|x|",
                "effectif|equal||",
                "effectif|equal|1.5|",
                "effectif|equal|99999999999999999999|",
                "effectif|between|1|",
                "effectif|between|1;2;3|",
                "effectif|between|;|",
                "effectif|in|1;x|",
                "effectif|in|1;|",
                "marge|equal|1,5|",
                "marge|equal|1e400000000|",
                "marge|equal|NaN|",
                "date_creation|equal|2016-13-01|",
                "date_creation|equal|01/02/2016|",
                "date_creation|equal|2023-02-29|",
                "date_creation|equal|+12345-01-01|",
                "date_creation|equal|0000-01-01|",
                "date_creation|equal||",
                "actif|equal|maybe|",
                "client.nom|equal|x|",
                "nom.x|equal|x|",
                ".|equal|x|",
                "nom\u0000|equal|x|"
            })
    void what_cannot_be_understood_is_400_and_says_where(String search) {
        var refused = client.get("/api/list/clients/?advancedSearch=" + Client.encode(search))
                .is(400);
        assertThat(refused.reason())
                .isNotEmpty()
                .doesNotContainIgnoringCase("select")
                .doesNotContain("Exception");
    }

    @Test
    void a_search_of_a_hundred_groups_is_enough() {
        String group = "nom|contain|a|OR|";
        client.get("/api/list/clients/?advancedSearch=" + Client.encode(group.repeat(100)))
                .is(200);
        client.get("/api/list/clients/?advancedSearch=" + Client.encode(group.repeat(101)))
                .is(400);
    }

    @Test
    void words_are_looked_for_in_every_column_that_shows() {
        assertThat(client.with("textSearch", "217700830")
                        .get("/api/list/communes/")
                        .is(200)
                        .column("nom"))
                .containsExactly("Champs-sur-Marne");
        for (String words : List.of("nids", "77", "1981-04", "%", "_", "'", "é", "2016", "8", "34.05")) {
            Predicate<JsonNode> anywhere = r -> StreamSupport.stream(r.spliterator(), false)
                    .filter(v -> !v.isBoolean() && !v.isNull())
                    .anyMatch(v -> fold(v.isNumber() ? v.decimalValue().toPlainString() : v.asText())
                            .contains(fold(words)));
            var found = client.get("/api/list/communes/?rowPerPage=1&textSearch=" + Client.encode(words))
                    .is(200);
            assertThat(found.json().path("total").asInt()).isNotNegative();
            assertThat(new TreeSet<>(client.get("/api/list/clients/?rowPerPage=1000&textSearch=" + Client.encode(words))
                            .is(200)
                            .column("id")))
                    .as(words)
                    .isEqualTo(ids(anywhere));
        }
    }

    @Test
    void a_search_and_words_must_both_hold() {
        assertThat(client.with("textSearch", "nids")
                        .with("advancedSearch", "cp|equal|77420|")
                        .get("/api/list/clients/")
                        .is(200)
                        .column("nom"))
                .isNotEmpty()
                .allMatch(n -> n.toLowerCase().contains("nids"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words|equal|w1|", "a\\|b|equal|b1|", "q|equal|q1|", "sort|equal|s1|", "é|equal|e1|"})
    void columns_may_have_odd_names(String search) {
        assertThat(client.get("/api/list/odd%20names/?advancedSearch=" + Client.encode(search))
                        .is(200)
                        .column("id"))
                .containsExactly("1");
    }

    /** The search finds exactly the clients that the judge picks from the whole list. */
    private void judged(String search, Predicate<JsonNode> judge) {
        var found = client.get("/api/list/clients/?rowPerPage=1000", "advancedSearch", Client.bytes(search))
                .is(200);
        assertThat(new TreeSet<>(found.column("id"))).as(search).isEqualTo(ids(judge));
        assertThat(found.json().path("total").asInt())
                .isEqualTo(found.column("id").size());
    }

    private Set<String> ids(Predicate<JsonNode> judge) {
        var ids = new TreeSet<String>();
        for (JsonNode row :
                client.get("/api/list/clients/?rowPerPage=1000").is(200).json().path("rows")) {
            if (judge.test(row)) {
                ids.add(row.path("id").asText());
            }
        }
        return ids;
    }

    private static boolean has(JsonNode row, String field) {
        return !row.path(field).isNull();
    }

    private static int amount(JsonNode row, String field, BigDecimal than) {
        return has(row, field) ? row.path(field).decimalValue().compareTo(than) : -1;
    }

    private static String fold(String text) {
        return java.text.Normalizer.normalize(text.toLowerCase(), java.text.Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("œ", "oe");
    }
}
