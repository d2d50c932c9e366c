package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Reading tables as resources (wire.md §5). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ResourceReadTest {

    private static final Pattern NEXT = Pattern.compile("<http://[^/]+([^>]+)>; rel=\"next\"");

    private final Client client = Client.byKey();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @Test
    void a_list_is_a_bare_array() {
        Answer answer = client.get("/api/departements").is(200);
        assertThat(answer.json().isArray()).isTrue();
        assertThat(answer.json().get(0).fieldNames())
                .toIterable()
                .containsExactly("code", "nom", "region", "chef_lieu", "zone");
        assertThat(answer.header("X-Total-Count")).isEmpty();
        assertThat(answer.header("Link")).isEmpty();
    }

    @Test
    void a_column_picks_by_equality_several_values_by_any_and_a_mark_leaves_out() {
        picked("zone=drom", r -> r.path("zone").asText().equals("drom"));
        picked(
                "zone=drom,com",
                r -> Set.of("drom", "com").contains(r.path("zone").asText()));
        picked(
                "zone=drom&zone=com",
                r -> Set.of("drom", "com").contains(r.path("zone").asText()));
        picked("zone=!metro", r -> !r.path("zone").asText().equals("metro"));
        picked("zone=!metro,!com", r -> r.path("zone").asText().equals("drom"));
        picked("zone=!metro&zone=!com", r -> r.path("zone").asText().equals("drom"));
        picked("zone=metro&region=11", r -> r.path("region").asText().equals("11"));
        picked("zone=DROM", r -> false);
        picked("zone=", r -> false);
        picked(
                "code=75,77,%2078",
                r -> Set.of("75", "77").contains(r.path("code").asText()));
        picked("nom=Val-d%27Oise", r -> r.path("code").asText().equals("95"));
        picked("nom=a-much-longer-name-than-the-sixty-characters-that-the-column-may-hold-at-all", r -> false);
    }

    @Test
    void brackets_take_any_operator_and_the_text_as_it_is() {
        picked("nom[contain]=seine", r -> r.path("nom").asText().toLowerCase().contains("seine"));
        picked(
                "nom%5Bcontain%5D=seine",
                r -> r.path("nom").asText().toLowerCase().contains("seine"));
        picked("nom[start]=sa%C3%B4", r -> r.path("nom").asText().startsWith("Saône"));
        picked("nom[end]=%C3%A8re", r -> r.path("nom").asText().endsWith("ère"));
        picked("nom[equal]=ain,aisne", r -> false);
        picked("nom[equal]=!ain", r -> false);
        picked(
                "nom[in]=ain;AISNE",
                r -> Set.of("Ain", "Aisne").contains(r.path("nom").asText()));
        picked(
                "code[greater]=90&code[lessequal]=93",
                r -> r.path("code").asText().matches("9[123]"));
        picked("code[between]=90;93", r -> r.path("code").asText().matches("9[0123]"));
        picked("chef_lieu[empty]=", r -> r.path("chef_lieu").isNull());
        picked("chef_lieu[notempty]=", r -> !r.path("chef_lieu").isNull());
        picked("zone[notequal]=metro", r -> !r.path("zone").asText().equals("metro"));
        picked(
                "nom[notcontain]=e",
                r -> !java.text.Normalizer.normalize(r.path("nom").asText(), java.text.Normalizer.Form.NFD)
                        .toLowerCase()
                        .contains("e"));
        picked("region.nom[equal]=bretagne", r -> r.path("region").asText().equals("53"));
        picked("region.zone=drom", r -> r.path("zone").asText().equals("drom"));
    }

    @Test
    void words_are_looked_for_anywhere() {
        picked(
                "q=seine",
                r -> (r.path("nom").asText() + r.path("chef_lieu").asText())
                        .toLowerCase()
                        .contains("seine"));
        picked("q=", r -> true);
        picked("q=%25", r -> false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch=1",
                "nosuch[contain]=1",
                "fields=nosuch",
                "fields=code,nosuch",
                "sort=nosuch",
                "sort=-nosuch",
                "region.nosuch=1",
                "nosuch.nom=1",
                "nosuch",
                "Nom=x",
                "nom%20=x",
                "=x"
            })
    void an_unknown_attribute_is_400_and_named(String query) {
        Answer refused = client.get("/api/departements?" + query).is(400);
        if (query.contains("nosuch")) {
            assertThat(refused.reason()).contains("nosuch").contains("nom");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=x",
                "limit=",
                "limit=99999999999",
                "limit=1&limit=2",
                "page=-1",
                "page=x",
                "size=0",
                "page=0&limit=3",
                "size=3&cursor=x",
                "cursor=",
                "cursor=nonsense",
                "cursor=W10",
                "cursor=bnVsbA",
                "cursor=%00",
                "count=some",
                "numbers=yes",
                "numbers=",
                "nom[like]=x",
                "nom[]=x",
                "nom[contain=x",
                "population[equal]=x",
                "code[between]=1",
                "q=%00",
                "nom=%00",
                "nom[contain]=%00"
            })
    void a_parameter_that_is_not_understood_is_400(String query) {
        assertThat(client.get("/api/communes?" + query).is(400).reason()).isNotEmpty();
    }

    @Test
    void fields_come_as_they_were_asked_for() {
        assertThat(client.get("/api/departements?fields=nom,code&limit=1")
                        .is(200)
                        .json()
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly("nom", "code");
        assertThat(client.get("/api/departements/77?fields=nom").is(200).text())
                .isEqualTo("{\"nom\":\"Seine-et-Marne\"}");
        assertThat(client.get("/api/departements?fields=nom,nom,%20code&limit=1")
                        .is(200)
                        .json()
                        .get(0)
                        .fieldNames())
                .toIterable()
                .containsExactly("nom", "code");
        client.get("/api/departements/77?fields=nosuch").is(400);
        client.get("/api/departements/77?fields=,").is(400);
        client.get("/api/departements?fields=,").is(400);
        client.get("/api/departements?fields=nom,").is(400);
        assertThat(client.get("/api/departements/77?fields=").is(200).text())
                .isEqualTo(client.get("/api/departements/77").text());
    }

    @Test
    void the_order_is_as_asked_and_total() {
        List<String> names =
                client.get("/api/departements?sort=-zone,nom").is(200).column("zone");
        assertThat(names).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(client.get("/api/departements?sort=-code").column("code"))
                .isSortedAccordingTo(Comparator.reverseOrder());
        List<String> heads = client.get("/api/departements?sort=chef_lieu,code").column("chef_lieu");
        assertThat(heads.indexOf("null")).as("NULL is smaller than every value").isLessThanOrEqualTo(0);
    }

    @ParameterizedTest
    @CsvSource({
        "code,7",
        "-code,10",
        "'zone,-nom',3",
        "'-zone',9",
        "'chef_lieu',4",
        "'-chef_lieu',4",
        "'region.nom,code',11"
    })
    void a_cursor_leads_through_every_row_once(String sort, int limit) {
        List<String> whole =
                client.get("/api/departements?sort=" + sort).is(200).column("code");
        var led = new ArrayList<String>();
        String path = "/api/departements?sort=" + sort + "&limit=" + limit;
        for (int pages = 0; path != null; pages++) {
            Answer page = client.get(path).is(200);
            assertThat(page.column("code")).hasSizeLessThanOrEqualTo(limit);
            led.addAll(page.column("code"));
            path = next(page);
            assertThat(pages).isLessThan(200);
        }
        assertThat(led).isEqualTo(whole).hasSizeGreaterThan(100);
    }

    @Test
    void a_cursor_keeps_the_filter_and_belongs_to_its_order() {
        Answer first = client.get("/api/communes?departement=77&nom[contain]=champ&limit=2&fields=nom&sort=nom")
                .is(200);
        Answer second = client.get(next(first)).is(200);
        assertThat(second.column("nom"))
                .isNotEmpty()
                .allMatch(n -> n.toLowerCase().contains("champ"));
        String cursor = next(first).replaceAll(".*cursor=", "");
        client.get("/api/communes?limit=2&sort=-nom&cursor=" + cursor).is(400);
        client.get("/api/communes?limit=2&sort=nom&cursor=" + cursor).is(200);
        client.get("/api/departements?limit=2&sort=nom&cursor=" + cursor).is(200);
    }

    @Test
    void a_thousand_come_by_themselves_with_a_link_to_the_next() {
        Answer answer = client.get("/api/communes").is(200);
        assertThat(answer.json()).hasSize(1000);
        assertThat(client.get(next(answer)).is(200).json()).hasSize(1000);
        assertThat(client.get("/api/communes?limit=34969").is(200).json()).hasSize(34969);
        assertThat(next(client.get("/api/communes?limit=34969"))).isNull();
        assertThat(next(client.get("/api/communes?limit=34968"))).isNotNull();
    }

    @Test
    void pages_are_counted_from_nought_and_lead_both_ways() {
        Answer first = client.get("/api/departements?page=0&size=50").is(200);
        assertThat(first.json()).hasSize(50);
        assertThat(first.header("Link"))
                .contains("page=1>; rel=\"next\"")
                .contains("rel=\"first\"")
                .doesNotContain("prev");
        Answer last = client.get("/api/departements?size=50&page=2").is(200);
        assertThat(last.header("Link")).contains("page=1>; rel=\"prev\"").doesNotContain("next");
        assertThat(client.get("/api/departements?size=50&page=2147483647")
                        .is(200)
                        .json())
                .isEmpty();
        assertThat(client.get("/api/departements?page=1").is(200).json()).isEmpty();
    }

    @Test
    void the_total_is_told_only_when_asked() {
        assertThat(client.get("/api/communes?count=exact&limit=1").is(200).header("X-Total-Count"))
                .isEqualTo("34969");
        assertThat(client.get("/api/communes?count=exact&limit=1&departement=77")
                        .header("X-Total-Count"))
                .isEqualTo("507");
        assertThat(client.get("/api/communes?count=estimated&limit=1").header("X-Total-Count"))
                .isNotEmpty();
        assertThat(client.send("HEAD", "/api/communes?count=exact&limit=1", null)
                        .is(200)
                        .header("X-Total-Count"))
                .isEqualTo("34969");
    }

    @Test
    void a_link_can_be_followed_whatever_the_names_are() {
        Answer first = client.get("/api/odd%20names?limit=1&two%20words[contain]=w&%C3%A9[notempty]=")
                .is(200);
        String next = next(first);
        assertThat(next).startsWith("/api/odd%20names?limit=1&two+words%5Bcontain%5D=w");
        assertThat(client.get(next).is(200).column("id")).containsExactly("2");
    }

    @Test
    void columns_named_like_parameters_are_reached_by_brackets() {
        assertThat(client.get("/api/odd%20names?q[equal]=q1").is(200).column("id"))
                .containsExactly("1");
        assertThat(client.get("/api/odd%20names?sort[equal]=s2").is(200).column("id"))
                .containsExactly("2");
    }

    @Test
    void one_record_has_a_strong_tag() {
        Answer one = client.get("/api/departements/77").is(200);
        assertThat(one.header("ETag")).matches("\"[^\"]+\"");
        Answer kept = client.with("If-None-Match", one.header("ETag"))
                .get("/api/departements/77")
                .is(304);
        assertThat(kept.bytes()).isEmpty();
        assertThat(kept.header("ETag")).isEqualTo(one.header("ETag"));
        client.with("If-None-Match", "\"x\", " + one.header("ETag"))
                .get("/api/departements/77")
                .is(304);
        client.with("If-None-Match", "W/" + one.header("ETag"))
                .get("/api/departements/77")
                .is(304);
        client.with("If-None-Match", "*").get("/api/departements/77").is(304);
        client.with("If-None-Match", "\"x\"").get("/api/departements/77").is(200);
        client.with("If-None-Match", "nonsense").get("/api/departements/77").is(200);
        client.with("If-None-Match", one.header("ETag"))
                .get("/api/departements/75")
                .is(200);
        assertThat(client.with("Accept", "application/xml")
                        .with("If-None-Match", one.header("ETag"))
                        .get("/api/departements/77")
                        .is(200)
                        .text())
                .as("another format is another copy")
                .contains("<nom>Seine-et-Marne</nom>");
    }

    @Test
    void the_key_of_a_resource_is_its_primary_key() {
        client.get("/api/clients/1").is(200);
        client.get("/api/clients/CLI-0001").is(404);
        assertThat(client.get("/api/parts/acme,a%2Cb")
                        .is(200)
                        .json()
                        .path("label")
                        .asText())
                .isEqualTo("comma");
        client.get("/api/notes/a").is(404);
        assertThat(client.get("/api/notes").is(200).json()).hasSize(3);
    }

    @Test
    void a_closed_table_is_not_there() {
        client.get("/api/secret").is(404);
        client.get("/api/secret/1").is(404);
        client.get("/api/list/secret").is(404);
        client.get("/api/item/secret/1").is(404);
        client.post("/api/secret", "{\"name\":\"x\"}").is(404);
        client.delete("/api/secret/1").is(404);
        assertThat(client.get("/api/nosuch")
                        .is(404)
                        .json()
                        .path("detail")
                        .asText()
                        .replace("nosuch", "secret"))
                .isEqualTo(client.get("/api/secret").json().path("detail").asText());
    }

    @Test
    void moments_come_in_the_documented_form_and_64_bits_survive() {
        assertThat(client.get("/api/instances?limit=1")
                        .is(200)
                        .json()
                        .get(0)
                        .path("created_at")
                        .asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3,9}[+-]\\d{4}");
        List<String> from = client.get("/api/instances?sort=created_at&fields=created_at&limit=5")
                .column("created_at");
        picked("instances", "created_at[greaterequal]=" + Client.encode(from.get(2)), r -> true, 0);
        client.get("/api/instances?created_at[less]=2016-06-01").is(200);
        client.get("/api/instances?created_at[less]=2016-06-01T12:00:00Z").is(200);
        client.get("/api/instances?created_at[less]=yesterday").is(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson"})
    void a_stream_has_every_row_or_the_page_that_was_asked(String type) {
        Client stream = client.with("Accept", type);
        long head = type.equals("text/csv") ? 1 : 0;
        assertThat(stream.get("/api/communes").is(200).text().lines().count()).isEqualTo(34969 + head);
        assertThat(stream.get("/api/communes?limit=7").is(200).text().lines().count())
                .isEqualTo(7 + head);
        assertThat(stream.get("/api/communes?page=0&size=7")
                        .is(200)
                        .text()
                        .lines()
                        .count())
                .isEqualTo(7 + head);
        assertThat(stream.get("/api/communes?nom=nosuch").is(200).text().lines().count())
                .isEqualTo(head);
        stream.get("/api/communes?nosuch=1").is(400);
    }

    private void picked(String query, Predicate<JsonNode> judge) {
        picked("departements", query, judge, 1);
    }

    /** The query finds exactly the records that the judge picks from the whole table. */
    private void picked(String table, String query, Predicate<JsonNode> judge, int exactly) {
        Answer found = client.get("/api/" + table + "?" + query).is(200);
        if (exactly == 0) {
            return;
        }
        var expected = new TreeSet<String>();
        for (JsonNode row : client.get("/api/" + table).is(200).json()) {
            if (judge.test(row)) {
                expected.add(row.path("code").asText());
            }
        }
        assertThat(new TreeSet<>(found.column("code"))).as(query).isEqualTo(expected);
    }

    private static String next(Answer page) {
        Matcher link = NEXT.matcher(page.header("Link"));
        return link.find() ? link.group(1) : null;
    }
}
