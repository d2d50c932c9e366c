package org.passerelle.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.Client.nobody;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** What is published, to whom, and in which order it is refused (wire.md §9). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PublicDataHttpTest {

    private PublicFolder folder;

    @BeforeEach
    void keep() {
        folder = new PublicFolder();
    }

    @AfterEach
    void restore() {
        folder.restore();
    }

    private static Client with(String token) {
        return nobody().with("X-API-Key", token);
    }

    /** A token that opens this, and has used nothing of its limit yet. */
    private Client permitted(String permissions) {
        String token = "tests-" + UUID.randomUUID();
        folder.permissions("{\"" + token + "\": {\"description\": \"" + token.hashCode()
                + "\", \"contact\": \"c\", \"permissions\": " + permissions + "}}");
        return with(token);
    }

    private Client everything() {
        return permitted("{\"indicator\": \"all\", \"level\": [\"all\"], \"status\": \"all\"}");
    }

    private static List<String> of(Answer list, String field) {
        var values = new ArrayList<String>();
        list.is(200)
                .json()
                .path("items")
                .forEach(item -> values.add(item.path(field).asText()));
        return values;
    }

    private static Set<String> statuses(Answer list) {
        return new TreeSet<>(of(list, "status"));
    }

    @Test
    void the_file_of_the_document_opens_what_it_says() {
        folder.permissions("""
                {
                  "linea21-6685453c9821b": {
                    "description": "Lien avec tel établissement",
                    "contact": "YYYY xxxx <yyy.xxx@etablissement.org>",
                    "permissions": {
                      "indicator": [
                        "list",
                        "info",
                        "info-full",
                        "values",
                        "info-values",
                        "last-value"\u0020
                      ],
                      "level": [
                        "list"\u0020
                      ],
                      "status": "all"\u0020
                    }
                  },
                  "linea21-895223bc9878a": {
                    "description": "Un autre utilisateur de l'API",
                    "contact": "AAA BBB <aaa.bbb@utilisateur.org>",
                    "permissions": {
                      "indicator": [
                        "all"\u0020
                      ],
                      "level": [
                        "list"\u0020
                      ]
                    }
                  },
                }
                """);
        Client first = with("linea21-6685453c9821b");
        Client second = with("linea21-895223bc9878a");
        for (Client each : List.of(first, second)) {
            for (String action : List.of("info", "info-full", "values", "info-values", "last-value")) {
                each.get("/api/public/indicator/" + action + "/1").is(200);
            }
            each.get("/api/public/level/list").is(200);
            each.get("/api/public/level/info/1").is(403);
        }
        assertThat(statuses(first.get("/api/public/indicator/list"))).containsExactly("AA", "D", "P", "PA");
        assertThat(statuses(second.get("/api/public/indicator/list"))).containsExactly("P");
        first.get("/api/public/indicator/info/10").is(200);
        second.get("/api/public/indicator/info/10").is(404);
    }

    @Test
    void each_action_has_its_shape() {
        Client client = everything();
        JsonNode list = client.get("/api/public/indicator/list?size=2").is(200).json();
        assertThat(list.path("count").asInt()).isGreaterThan(100);
        assertThat(list.path("items")).hasSize(2);
        assertThat(list.path("items").get(0).toString())
                .isEqualTo("{\"id\":1,\"name\":\"Population de la France\",\"status\":\"P\",\"description\":"
                        + "\"Habitants de toutes les communes, outre-mer compris\",\"unit\":\"habitants\",\"level\":5,"
                        + "\"periodicity\":\"annuelle\"}");
        JsonNode info = client.get("/api/public/indicator/info/7").is(200).json();
        assertThat(info)
                .isEqualTo(client.get("/api/public/indicator/list?q=Créations d'entreprises"
                                .replace(" ", "%20")
                                .replace("é", "%C3%A9"))
                        .is(200)
                        .json()
                        .path("items")
                        .get(0));
        JsonNode full = client.get("/api/public/indicator/info-full/7").is(200).json();
        assertThat(full.path("target").decimalValue()).hasToString("4000.00");
        assertThat(full.has("responsible")).isFalse();
        JsonNode values = client.get("/api/public/indicator/values/8").is(200).json();
        assertThat(values.path("id").asInt()).isEqualTo(8);
        assertThat(values.path("values").get(0).toString())
                .isEqualTo("{\"date\":\"2020-12-31\",\"value\":53.40,\"comment\":\"valeur de démonstration\"}");
        assertThat(values.path("values").findValuesAsText("date")).isSorted().hasSize(6);
        JsonNode both =
                client.get("/api/public/indicator/info-values/8").is(200).json();
        assertThat(both.path("values")).isEqualTo(values.path("values"));
        assertThat(both.path("name").asText()).isEqualTo("Eau potable distribuée par habitant");
        JsonNode last = client.get("/api/public/indicator/last-value/8").is(200).json();
        assertThat(last.toString())
                .isEqualTo(
                        "{\"id\":8,\"value\":{\"date\":\"2025-12-31\",\"value\":49.60,\"comment\":\"valeur de démonstration\"}}");
        assertThat(client.get("/api/public/indicator/last-value/11")
                        .is(200)
                        .json()
                        .toString())
                .isEqualTo("{\"id\":11,\"value\":null}");
        assertThat(client.get("/api/public/level/values/1").is(200).json().toString())
                .isEqualTo("{\"id\":1,\"values\":[]}");
    }

    @Test
    void refusals_come_in_their_order() {
        Client few = permitted("{\"indicator\": [\"list\", \"info\"]}");
        for (String path : List.of("indicator/list", "nosuch/list", "indicator/nosuch", "indicator/info/10")) {
            nobody().get("/api/public/" + path).is(401);
            with("linea21-nonsense").get("/api/public/" + path).is(401);
        }
        few.get("/api/public/nosuch/list").is(404);
        few.get("/api/public/indicator/nosuch").is(404);
        few.get("/api/public/indicator/nosuch/1").is(404);
        few.get("/api/public/indicator/list/1").is(404);
        few.get("/api/public/indicator/values/1").is(403);
        few.get("/api/public/indicator/values/10").is(403);
        few.get("/api/public/level/list").is(403);
        few.get("/api/public/indicator/info/10").is(404);
        few.get("/api/public/indicator/info/999999").is(404);
        few.get("/api/public/indicator/info/x").is(404);
        few.get("/api/public/indicator").is(404);
        few.get("/api/public").is(404);
        few.post("/api/public/indicator/list", "{}").is(405);
    }

    @Test
    void a_hidden_record_is_as_if_it_were_not() {
        Client client = permitted("{\"indicator\": \"all\"}");
        String hidden = client.get("/api/public/indicator/info/10").is(404).reason();
        assertThat(hidden.replace("10", "999999"))
                .isEqualTo(
                        client.get("/api/public/indicator/info/999999").is(404).reason());
        for (String action : List.of("info-full", "values", "info-values", "last-value")) {
            client.get("/api/public/indicator/" + action + "/14").is(404);
        }
        assertThat(of(client.get("/api/public/indicator/list?status=D,AA"), "id"))
                .isEmpty();
        assertThat(of(client.get("/api/public/indicator/list?q=collecte"), "id"))
                .isEmpty();
        assertThat(client.get("/api/public/indicator/list?level=13")
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @Test
    void a_token_comes_by_one_of_three_ways() {
        String token = PublicFolder.token(1);
        String list = "/api/public/level/list";
        nobody().with("Authorization", "Bearer " + token).get(list).is(200);
        nobody().with("X-API-Key", token).get(list).is(200);
        nobody().get(list + "?token=" + token).is(200);
        nobody().with("X-API-Key", token).get(list + "?token=" + token).is(400);
        nobody().with("X-API-Key", token)
                .with("Authorization", "Bearer " + token)
                .get(list)
                .is(400);
        nobody().with("Authorization", "Basic " + token).get(list).is(401);
        nobody().get(list + "?token=").is(401);
    }

    @Test
    void no_account_opens_it_and_its_tokens_open_nothing_else() {
        Client.byKey().get("/api/public/level/list").is(401);
        Client.as("owner").get("/api/public/level/list").is(401);
        String token = PublicFolder.token(0);
        with(token).get("/api/list/indicator/").is(401);
        nobody().with("Authorization", "Bearer " + token).get("/api/indicator").is(401);
        nobody().get("/api/indicator?token=" + token).is(401);
        nobody().get("/api/v1/auth/me?token=" + token).is(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "API_PROVIDE=0",
                "API_PROVIDE =",
                "API_PROVIDE = \"0\"",
                "API_PROVIDE = 1",
                "API_PROVIDE = full",
                "API_PROVIDE = Full-Access",
                "; API_PROVIDE = full-access",
                "# API_PROVIDE = full-access",
                "API_PROVIDE_X = full-access",
                "API_PROVIDE = full-access\nAPI_PROVIDE = 0"
            })
    void all_of_it_is_closed_unless_it_is_opened(String config) {
        folder.config(config);
        for (String path : List.of(
                "",
                "/indicator",
                "/indicator/list",
                "/nosuch/list",
                "/indicator/list?token=" + PublicFolder.token(0))) {
            nobody().get("/api/public" + path).is(404);
            Client.as("owner").get("/api/public" + path).is(404);
        }
        nobody().post("/api/public/indicator/list", "{}").is(404);
        nobody().send("OPTIONS", "/api/public/indicator/list", null).is(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "API_PROVIDE=full-access",
                "\uFEFFAPI_PROVIDE = \"full-access\"",
                "[api]\r\n  API_PROVIDE = 'full-access' ; everybody\r\n",
                "; comment\n# comment\nother\nDB = \"x;y\"\nAPI_PROVIDE=full-access # everybody"
            })
    void in_full_access_everybody_reads_what_is_public_and_nothing_else(String config) {
        folder.config(config);
        Answer list = nobody().get("/api/public/indicator/list");
        assertThat(statuses(list)).containsExactly("P");
        assertThat(statuses(nobody().get("/api/public/indicator/list?status=P,D,PA,AA")))
                .containsExactly("P");
        assertThat(statuses(with("whatever").get("/api/public/level/list"))).containsExactly("P");
        nobody().get("/api/public/indicator/info/10").is(404);
        nobody().get("/api/public/nosuch/list").is(404);
        assertThat(list.header("Cache-Control")).isEqualTo("public, max-age=60");
        nobody().with("If-None-Match", list.header("ETag"))
                .get("/api/public/indicator/list")
                .is(304);
        nobody().with("If-None-Match", list.header("ETag"))
                .get("/api/public/level/list")
                .is(200);
    }

    @Test
    void with_a_token_nobody_else_keeps_the_answer() {
        Answer answer = everything().get("/api/public/level/list").is(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(answer.header("Vary")).contains("Authorization", "X-API-Key");
    }

    @Test
    void a_changed_file_counts_at_once_and_a_broken_one_never() {
        Client client = permitted("{\"level\": \"all\"}");
        client.get("/api/public/level/list").is(200);
        folder.permissions("{ \"half");
        client.get("/api/public/level/list").is(200);
        folder.permissions("");
        client.get("/api/public/level/list").is(200);
        folder.permissions("{}");
        client.get("/api/public/level/list").is(401);
        permitted("{\"level\": \"all\"}").get("/api/public/level/list").is(200);
    }

    @Test
    void of_several_files_the_newest_counts_and_without_any_no_token() {
        String older = "older-token-of-the-tests-000";
        folder.permissions("-a", "{\"" + older + "\": {\"permissions\": {\"level\": \"all\"}}}");
        with(older).get("/api/public/level/list").is(200);
        Client newer = permitted("{\"level\": \"all\"}");
        newer.get("/api/public/level/list").is(200);
        with(older).get("/api/public/level/list").is(401);
        folder.config("API_PROVIDE = limited-access\nPUBLIC_THEME = empty");
        newer.get("/api/public/level/list").is(401);
        nobody().get("/api/public/level/list?token=" + PublicFolder.token(0)).is(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "..", "default/../../outside", "/etc", "a b", ".hidden"})
    void a_theme_is_a_folder_beside_the_others(String theme) {
        String token = "outside-token-of-the-tests-00";
        folder.write(
                folder.data().resolve("templates/outside/override/api/api-permissions.json"),
                "{\"" + token + "\": {\"permissions\": {\"level\": \"all\"}}}");
        folder.config("API_PROVIDE = limited-access\nPUBLIC_THEME = \"" + theme + "\"");
        with(token).get("/api/public/level/list").is(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/templates/public/default/override/api/api-permissions.json",
                "/config.ini",
                "/%2e%2e/config.ini",
                "/api/public/../../config.ini",
                "/api/public/indicator/info/..%2f..%2fconfig.ini",
                "/assets/../config.ini",
                "/assets/%2e%2e/%2e%2e/config.ini"
            })
    void none_of_its_files_is_served(String path) {
        Answer answer = Client.as("owner").get(path);
        assertThat(answer.status()).isIn(400, 401, 403, 404);
        assertThat(answer.text()).doesNotContain("API_PROVIDE", "permissions\"");
    }

    @Test
    void lists_are_paged_filtered_sorted_and_searched() {
        Client client = everything();
        Answer first = client.get("/api/public/indicator/list?size=100");
        assertThat(first.header("Link"))
                .contains("page=1")
                .contains("rel=\"next\"")
                .doesNotContain("token");
        Answer second = client.get("/api/public/indicator/list?size=100&page=1");
        assertThat(of(first, "id")).hasSize(100).doesNotContainAnyElementsOf(of(second, "id"));
        assertThat(second.header("Link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
        assertThat(of(client.get("/api/public/indicator/list?level=5,6"), "id"))
                .containsExactly("1", "2", "3", "4", "5", "6");
        assertThat(of(client.get("/api/public/indicator/list?status=PA"), "id")).containsExactly("12", "13");
        assertThat(of(client.get("/api/public/indicator/list?sort=-id&size=1&status=AA"), "id"))
                .containsExactly("15");
        client.get("/api/public/indicator/list?status=X").is(400);
        client.get("/api/public/indicator/list?responsible=x").is(400);
        client.get("/api/public/indicator/list?sort=responsible").is(400);
        client.get("/api/public/indicator/list?size=0").is(400);
    }

    @Test
    void values_are_bounded_by_dates() {
        Client client = everything();
        JsonNode some = client.get("/api/public/indicator/values/8?from=2021-12-31&to=2023-12-31")
                .is(200)
                .json();
        assertThat(some.path("values").findValuesAsText("date"))
                .containsExactly("2021-12-31", "2022-12-31", "2023-12-31");
        client.get("/api/public/indicator/values/8?from=soon").is(400);
        Answer paged = client.get("/api/public/indicator/values/8?size=5");
        assertThat(paged.json().path("values")).hasSize(5);
        assertThat(paged.header("Link")).contains("rel=\"next\"");
    }

    @Test
    void levels_are_a_tree_when_one_asks() {
        Client client = everything();
        JsonNode tree = client.get("/api/public/level/list?tree=on").is(200).json();
        assertThat(tree.path("count").asInt()).isEqualTo(15);
        assertThat(tree.path("items")).hasSize(1);
        JsonNode top = tree.path("items").get(0);
        assertThat(top.path("name").asText()).isEqualTo("Territoire");
        assertThat(top.path("children").findValuesAsText("name")).hasSize(14);
        client.get("/api/public/indicator/list?tree=on").is(400);
        client.get("/api/public/level/list?tree=on&size=3").is(400);
    }

    @Test
    void it_speaks_xml_and_csv() {
        Client client = everything();
        assertThat(client.with("Accept", "application/xml")
                        .get("/api/public/level/list?size=1")
                        .is(200)
                        .text())
                .contains(
                        "<list",
                        "<count>15</count>",
                        "<items><item><id>1</id><name>Territoire</name><status>P</status>");
        assertThat(client.with("Accept", "text/csv")
                        .get("/api/public/indicator/values/8?size=1")
                        .is(200)
                        .text())
                .isEqualTo("date,value,comment\r\n2020-12-31,53.40,valeur de démonstration\r\n");
        client.with("Accept", "image/png").get("/api/public/level/list").is(406);
    }

    @Test
    void its_use_is_told_by_description_and_contact_and_never_by_token() {
        String token = PublicFolder.token(0);
        with(token).get("/api/public/level/list").is(200);
        String user = "public: Lien avec tel établissement (YYYY xxxx <yyy.xxx@etablissement.org>)";
        Soon.atLast("it is counted, once its answer is out", () -> usage().contains(user));
        assertThat(usage()).doesNotContain(token);
    }

    private static String usage() {
        return Client.as("owner").get("/api/v1/usage?by=user").is(200).text();
    }
}
