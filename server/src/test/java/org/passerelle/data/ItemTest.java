package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** {@code GET|POST /api/item/{table}/{id}/}: one record, read and changed (wire.md §4). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ItemTest {

    private final Client client = Client.byKey();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @Test
    void a_record_is_flat_and_the_same_by_id_and_by_cle_by_get_and_by_post() {
        String expected = client.get("/api/item/clients/1/").is(200).text();
        assertThat(expected).startsWith("{\"id\":1,\"cle\":\"CLI-0001\",\"nom\":");
        for (String id : new String[] {"1", "CLI-0001"}) {
            assertThat(client.get("/api/item/clients/" + id).is(200).text()).isEqualTo(expected);
            assertThat(client.send("POST", "/api/item/clients/" + id + "/", null)
                            .is(200)
                            .text())
                    .isEqualTo(expected);
            assertThat(client.with("Content-Type", "application/json")
                            .send("POST", "/api/item/clients/" + id + "/", new byte[0])
                            .is(200)
                            .text())
                    .isEqualTo(expected);
        }
    }

    @Test
    void an_id_wins_over_a_cle() {
        assertThat(client.get("/api/item/crossed/1").is(200).json().path("name").asText())
                .isEqualTo("id 1");
        assertThat(client.get("/api/item/crossed/2").is(200).json().path("name").asText())
                .isEqualTo("id 2");
        assertThat(client.get("/api/item/crossed/only")
                        .is(200)
                        .json()
                        .path("name")
                        .asText())
                .isEqualTo("id 3");
    }

    @ParameterizedTest
    @CsvSource({
        "'acme,1',plain",
        "'acme,a%2Cb',comma",
        "'acme,a%2cb',comma",
        "'acme,a%252Cb',comma",
        "'50%25,x%252Cy',per cent",
        "'acme%2C1',plain",
        "'50%2525%2Cx%25252Cy',per cent",
        "'acme,1,2',",
        "'acme',",
        "'acme,',",
        "'50%2525,x%25252Cy',per cent"
    })
    void the_parts_of_a_composite_id_are_joined_by_commas(String id, String label) {
        Answer answer = client.get("/api/item/parts/" + id);
        if (label == null) {
            answer.is(404);
        } else {
            assertThat(answer.is(200).json().path("label").asText()).isEqualTo(label);
            String own = answer.json().path("id").asText();
            assertThat(client.get("/api/item/parts/" + Client.encode(own))
                            .is(200)
                            .json())
                    .isEqualTo(answer.json());
        }
    }

    @Test
    void a_single_key_may_hold_commas_and_per_cent_signs() {
        assertThat(client.get("/api/item/words/a,b").is(200).json().path("text").asText())
                .isEqualTo("comma key");
        assertThat(client.get("/api/item/words/a%2Cb")
                        .is(200)
                        .json()
                        .path("text")
                        .asText())
                .isEqualTo("comma key");
        assertThat(client.get("/api/item/words/a%252Cb")
                        .is(200)
                        .json()
                        .path("text")
                        .asText())
                .isEqualTo("escaped key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "999999999",
                "99999999999999999999999",
                "x",
                "1.5",
                "%20",
                "%00",
                "1%00",
                "1'",
                "1%20OR%201=1",
                "%F0%9F%98%80",
                "1,2",
                ",",
                "null"
            })
    void what_is_not_there_is_404(String id) {
        assertThat(client.get("/api/item/clients/" + id)
                        .is(404)
                        .json()
                        .path("msg")
                        .asText())
                .isNotEmpty();
        client.post("/api/item/clients/" + id, "{\"effectif\":1}").is(404);
    }

    @Test
    void a_table_without_a_key_has_no_items() {
        client.get("/api/item/notes/a").is(404);
        assertThat(client.post("/api/item/notes/a", "{\"value\":1}").status()).isIn(403, 404);
    }

    @Test
    void a_body_changes_what_it_names_and_answers_the_record() {
        String cle = made();
        JsonNode changed = client.post(
                        "/api/item/commandes/" + cle + "/",
                        "{\"objet\":\"peinture\",\"actual_billable_amount\":\"12.5\",\"date_billed\":\"2016-07-05\"}")
                .is(200)
                .json();
        assertThat(changed.path("objet").asText()).isEqualTo("peinture");
        assertThat(changed.path("actual_billable_amount").decimalValue().toPlainString())
                .isEqualTo("12.50");
        assertThat(changed.path("date_billed").asText()).isEqualTo("2016-07-05");
        assertThat(changed.path("num_commande").asText()).isEqualTo("n1");
        assertThat(client.get("/api/item/commandes/" + cle).json()).isEqualTo(changed);
        assertThat(client.post("/api/item/commandes/" + cle, "{\"objet\":null}")
                        .is(200)
                        .json()
                        .path("objet")
                        .isNull())
                .isTrue();
        assertThat(client.post("/api/item/commandes/" + cle, "{}")
                        .is(200)
                        .json()
                        .path("num_commande")
                        .asText())
                .isEqualTo("n1");
    }

    @Test
    void a_record_that_was_read_may_be_sent_back_as_it_is() {
        String cle = made();
        String whole = client.get("/api/item/commandes/" + cle).is(200).text();
        assertThat(client.post("/api/item/commandes/" + cle, whole).is(200).text())
                .isEqualTo(whole);
    }

    @Test
    void id_and_cle_cannot_be_changed_by_a_body() {
        String cle = made();
        String id = client.get("/api/item/commandes/" + cle).json().path("id").asText();
        assertThat(client.post("/api/item/commandes/" + cle, "{\"id\":999999}").status())
                .isIn(400, 409);
        client.get("/api/item/commandes/" + cle).is(200);
        assertThat(client.get("/api/item/commandes/" + id)
                        .is(200)
                        .json()
                        .path("cle")
                        .asText())
                .isEqualTo(cle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"nosuch\":1}",
                "{\"objet\":1,\"objet\":2}",
                "{\"date_billed\":\"not a date\"}",
                "{\"actual_billable_amount\":\"1.234\"}",
                "{\"num_commande\":null}",
                "{\"client\":\"x\"}",
                "{\"client\":1.5}",
                "{\"objet\":{}}",
                "{\"objet\":[]}",
                "{\"objet\":true}",
                "[]",
                "7",
                "{"
            })
    void a_body_that_does_not_fit_is_400_and_changes_nothing(String body) {
        String cle = made();
        String before = client.get("/api/item/commandes/" + cle).text();
        assertThat(client.post("/api/item/commandes/" + cle, body)
                        .is(400)
                        .json()
                        .path("msg")
                        .asText())
                .isNotEmpty();
        assertThat(client.get("/api/item/commandes/" + cle).text()).isEqualTo(before);
    }

    @Test
    void a_rehearsed_change_answers_as_if_and_changes_nothing() {
        String cle = made();
        String before = client.get("/api/item/commandes/" + cle).text();
        for (String header : new String[] {"Dry-Run", "ITCare-DryRun"}) {
            Answer answer = client.with(header, "true")
                    .post("/api/item/commandes/" + cle, "{\"objet\":\"rehearsed\"}")
                    .is(200);
            assertThat(answer.json().path("objet").asText()).isEqualTo("rehearsed");
            assertThat(answer.header(header)).isEqualTo("true");
            assertThat(client.get("/api/item/commandes/" + cle).text()).isEqualTo(before);
            assertThat(client.with(header, "true")
                            .post("/api/item/commandes/" + cle, "{\"nosuch\":1}")
                            .is(400)
                            .header(header))
                    .isEqualTo("true");
        }
        assertThat(client.with("Dry-Run", "false")
                        .post("/api/item/commandes/" + cle, "{\"objet\":\"real\"}")
                        .is(200)
                        .header("Dry-Run"))
                .isEmpty();
        assertThat(client.get("/api/item/commandes/" + cle).json().path("objet").asText())
                .isEqualTo("real");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "1", "", "TRUE false", "tru"})
    void a_rehearsal_is_asked_for_by_true_and_refused_for_anything_else(String value) {
        String cle = made();
        client.with("Dry-Run", value)
                .post("/api/item/commandes/" + cle, "{\"objet\":\"x\"}")
                .is(400);
        assertThat(client.get("/api/item/commandes/" + cle).json().path("objet").isNull())
                .isTrue();
    }

    @Test
    void a_record_goes_in_and_comes_out_as_xml_too() {
        String cle = made();
        Answer answer = client.with("Accept", "application/xml")
                .with("Content-Type", "application/xml")
                .post("/api/item/commandes/" + cle, "<commande><objet>a &amp; b</objet></commande>")
                .is(200);
        assertThat(answer.text()).contains("<objet>a &amp; b</objet>");
    }

    private String made() {
        String cle = "i" + UUID.randomUUID();
        client.post("/api/items/commandes/", "[{\"cle\":\"" + cle + "\",\"num_commande\":\"n1\"}]")
                .is(200);
        return cle;
    }
}
