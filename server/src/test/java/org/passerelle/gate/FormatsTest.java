package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** What is asked for and what is sent (wire.md §6). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class FormatsTest {

    private final Client client = Client.byKey();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */*                                        | application/json
                    application/json                           | application/json
                    application/JSON; charset=utf-8            | application/json
                    application/*                              | application/json
                    application/xml                            | application/xml;charset=UTF-8
                    text/xml                                   | application/xml;charset=UTF-8
                    text/csv                                   | text/csv;charset=UTF-8
                    text/*                                     | text/csv;charset=UTF-8
                    application/x-ndjson                       | application/x-ndjson
                    application/ndjson                         | application/x-ndjson
                    application/json;q=0.5, application/xml    | application/xml;charset=UTF-8
                    application/json;q=0, */*                  | application/xml;charset=UTF-8
                    image/png, */*;q=0.1                       | application/json
                    application/xml ; q = 0.3 , text/csv;q=0.4 | text/csv;charset=UTF-8
                    APPLICATION/XML;Q=1                        | application/xml;charset=UTF-8
                    """)
    void the_answer_has_the_type_that_was_asked_for(String accept, String type) {
        assertThat(client.with("Accept", accept)
                        .get("/api/clients?limit=2")
                        .is(200)
                        .header("Content-Type"))
                .isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "text/html",
                "application/json;q=0",
                "*/*;q=0",
                "nonsense",
                ",",
                ";;;",
                "application/pdf, image/*",
                "application/json;q=x"
            })
    void what_there_is_not_to_be_had_is_406(String accept) {
        assertThat(client.with("Accept", accept)
                        .get("/api/clients?limit=2")
                        .is(406)
                        .header("Content-Type"))
                .isEqualTo("application/problem+json");
        assertThat(client.with("Accept", accept)
                        .get("/api/list/clients/")
                        .is(406)
                        .json()
                        .path("msg")
                        .asText())
                .contains("application/json");
    }

    @Test
    void one_record_is_no_table() {
        client.with("Accept", "text/csv").get("/api/clients/1").is(406);
        client.with("Accept", "application/x-ndjson").get("/api/item/clients/1").is(406);
    }

    @Test
    void a_browsers_wishes_are_met() {
        assertThat(client.with("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                        .get("/api/clients/1")
                        .is(200)
                        .header("Content-Type"))
                .startsWith("application/xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image/png",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json-patch+xml",
                "nonsense",
                "application/json;charset=ISO-8859-1",
                "application/json; charset=\"utf-16\""
            })
    void what_is_not_read_is_415(String type) {
        client.with("Content-Type", type)
                .post("/api/instances", "{\"name\":\"x\"}")
                .is(415);
        assertThat(client.with("Content-Type", type)
                        .post("/api/items/commandes", "[]")
                        .is(415)
                        .json()
                        .path("msg")
                        .asText())
                .contains("application/json");
    }

    @Test
    void what_is_compressed_is_415() {
        assertThat(client.with("Content-Encoding", "gzip")
                        .post("/api/instances", "{\"name\":\"x\"}")
                        .is(415)
                        .reason())
                .contains("Content-Encoding");
        client.with("Content-Encoding", "identity").post("/api/instances", "{}").is(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=UTF-8",
                "application/json;charset=\"utf-8\"",
                "Application/Json;charset=us-ascii",
                "*/*",
                ""
            })
    void json_is_read_under_each_of_its_names(String type) {
        client.with("Dry-Run", "true")
                .with("Content-Type", type)
                .post("/api/tickets", "{\"subject\":\"é\"}")
                .is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE", "utf8", "latin1"})
    void a_table_is_read_in_the_charset_that_its_type_names(String charset) {
        Client rehearsal = client.with("Dry-Run", "true");
        for (String mark :
                charset.startsWith("UTF-16") || charset.startsWith("UTF-8") ? List.of("", "\ufeff") : List.of("")) {
            assertThat(rehearsal
                            .with("Content-Type", "text/csv; charset=\"" + charset + "\"")
                            .send(
                                    "POST",
                                    "/api/items/commandes",
                                    (mark + "cle,num_commande\r\nClémenciat,1\r\n").getBytes(Charset.forName(charset)))
                            .is(200)
                            .column("cle"))
                    .containsExactly("Clémenciat");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    application/xml                     | <?xml version="1.0"?>                         | UTF-8
                    application/xml                     | <?xml version="1.0" encoding="iso-8859-1"?>   | ISO-8859-1
                    application/xml                     | <?xml version='1.0' encoding = 'latin1' ?>    | ISO-8859-1
                    application/xml                     | <?xml version="1.0" encoding="windows-1252"?> | windows-1252
                    application/xml                     | <?xml version="1.0" encoding="UTF-16"?>       | UTF-16
                    application/xml                     | <?xml version="1.0" encoding="UTF-16"?>       | UTF-16LE
                    application/xml                     | \ufeff                                        | UTF-16LE
                    application/xml                     | \ufeff                                        | UTF-8
                    application/xml;charset=iso-8859-1  | <?xml version="1.0"?>                         | ISO-8859-1
                    text/xml; charset="utf-8"           | <?xml version="1.0" encoding="iso-8859-1"?>   | UTF-8
                    """)
    void xml_is_read_in_the_charset_that_its_type_or_its_beginning_names(
            String type, String beginning, String charset) {
        String xml = beginning + "<rows><row><cle>Clémenciat</cle><num_commande>1</num_commande></row></rows>";
        assertThat(client.with("Dry-Run", "true")
                        .with("Content-Type", type)
                        .send("POST", "/api/items/commandes", xml.getBytes(Charset.forName(charset)))
                        .is(200)
                        .column("cle"))
                .containsExactly("Clémenciat");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/csv                           | cle,num_commande\\r\\né,1\\r\\n                                                               | 400
                    text/csv; charset=us-ascii         | cle,num_commande\\r\\né,1\\r\\n                                                               | 400
                    text/csv; charset=utf-16           | cle,num_commande\\r\\né,1\\r\\n                                                               | 400
                    application/xml                    | <rows><row><cle>é</cle></row></rows>                                                        | 400
                    application/xml; charset=us-ascii  | <rows><row><cle>é</cle></row></rows>                                                        | 400
                    application/xml                    | <?xml version="1.0" encoding="nonsense"?><rows/>                                             | 400
                    application/xml                    | <?xml version="1.0" encoding="US-ASCII"?><rows><row><cle>é</cle></row></rows>                | 400
                    text/csv; charset=nonsense         | cle,num_commande\\r\\n1,1\\r\\n                                                               | 415
                    text/csv; charset=                 | cle,num_commande\\r\\n1,1\\r\\n                                                               | 415
                    application/xml; charset=nonsense  | <rows/>                                                                                     | 415
                    application/x-ndjson; charset=iso-8859-1 | {"cle":"1"}                                                                           | 415
                    """)
    void what_is_not_in_its_charset_is_refused_rather_than_garbled(String type, String body, int status) {
        Answer refused = client.with("Dry-Run", "true")
                .with("Content-Type", type)
                .send("POST", "/api/items/commandes", body.translateEscapes().getBytes(StandardCharsets.ISO_8859_1))
                .is(status);
        assertThat(refused.reason()).containsPattern("UTF-8|encoding|not well-formed");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-32BE", "ISO-8859-1"})
    void json_in_another_encoding_is_400_with_a_reason_or_read_right(String charset) {
        Answer answer = client.with("Dry-Run", "true")
                .with("Content-Type", "application/json")
                .send("POST", "/api/tickets", "{\"subject\":\"éé\"}".getBytes(Charset.forName(charset)));
        assertThat(answer.status()).as(answer.toString()).isIn(400, 201);
        if (answer.status() == 201) {
            assertThat(answer.json().path("subject").asText()).isEqualTo("éé");
        } else {
            assertThat(answer.reason()).isNotEmpty();
        }
    }

    @Test
    void xml_goes_in_and_comes_out_under_the_same_names() {
        Answer made = client.with("Accept", "application/xml")
                .with("Content-Type", "application/xml")
                .with("Dry-Run", "true")
                .post(
                        "/api/tickets",
                        "<ticket xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><subject>a &lt; b</subject>"
                                + "<progress>7</progress><description xsi:nil=\"true\"/></ticket>")
                .is(201);
        assertThat(made.text())
                .contains("<subject>a &lt; b</subject>")
                .contains("<progress>7</progress>")
                .contains("<description xsi:nil=\"true\"></description>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE t [<!ENTITY x \"y\">]><t><subject>&x;</subject></t>",
                "<!DOCTYPE t SYSTEM \"file:///etc/passwd\"><t><subject>x</subject></t>",
                "<!DOCTYPE t><t><subject>x</subject></t>",
                "<!DOCTYPE t [<!ENTITY x '\u0001'>]><t><subject>x</subject></t>",
                "<t><subject>&x;</subject></t>",
                "<t><subject>x</subject>",
                "<t><subject>x</subject></t><t/>",
                "<t><subject>x</subject></t>junk",
                "not xml",
                "<?xml version=\"1.0\" encoding=\"nonsense\"?><t><subject>x</subject></t>",
                "<t><subject>&#1;</subject></t>",
                "<t><subject>x</subject><subject>y</subject></t>",
                "<t><item>1</item><item>2</item><subject>x</subject></t>",
                "<t>text<subject>x</subject></t>"
            })
    void xml_that_is_not_plain_and_whole_is_400(String xml) {
        Answer refused = client.with("Content-Type", "application/xml")
                .with("Dry-Run", "true")
                .post("/api/tickets", xml)
                .is(400);
        assertThat(refused.reason()).isNotEmpty().doesNotContain("passwd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"subject\":\"x\"",
                "[]",
                "[{\"subject\":\"x\"}]",
                "null",
                "\"x\"",
                "7",
                "{\"subject\":\"x\"}{}",
                "{\"subject\":\"x\",\"subject\":\"y\"}",
                "{'subject':'x'}",
                "{\"subject\":\"x\",}",
                "{\"subject\":NaN}",
                "{\"subject\":\"\u0001\"}",
                "{\"subject\":\"\\ud800\"}",
                "{\"subject\":\"\\u0000\"}",
                "{\"\\ud800\":1}",
                "{\"subject\":\"x\",\"progress\":1e400}",
                "{\"subject\":\"x\",\"progress\":1e2147483647}",
                "{\"subject\":\"x\",\"progress\":-1e-2147483647}",
                "{\"subject\":\"x\",\"progress\":1e99999999999}",
                "{\"subject\":\"x\",\"progress\":9007199254740993.5}"
            })
    void json_that_is_not_one_good_object_is_400_with_a_reason(String json) {
        Answer refused =
                client.with("Dry-Run", "true").post("/api/tickets", json).is(400);
        assertThat(refused.reason()).isNotEmpty();
    }
}
