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
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Resources as XML, out and in (wire.md §5, §6): whatever JSON can do, XML can. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ResourceXmlTest {

    private static final String XSI = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private final Client client = Client.byKey();
    private final Client xml = client.with("Accept", "application/xml").with("Content-Type", "application/xml");
    private final String name = "srv-" + UUID.randomUUID();

    @BeforeEach
    void annex() {
        Annex.open();
    }

    @Test
    void a_list_holds_one_element_for_each_record() {
        String list = xml.get("/api/departements?code=75,77&fields=code,nom,chef_lieu&sort=code")
                .is(200)
                .text();
        assertThat(list)
                .matches(
                        "<\\?xml[^>]*>\\s*<(\\w+)[^>]*><(\\w+)><code>75</code><nom>Paris</nom><chef_lieu>\\w+</chef_lieu></\\2>"
                                + "<\\2><code>77</code>.*</\\2></\\1>\\s*");
        assertThat(xml.get("/api/departements?code=nosuch").is(200).text())
                .matches("<\\?xml[^>]*>\\s*<(\\w+)[^>]*(/>|></\\1>)\\s*");
        assertThat(xml.get("/api/departements?limit=1").is(200).header("Link")).contains("rel=\"next\"");
    }

    @Test
    void a_record_is_made_replaced_and_changed() {
        Answer made = xml.send(
                        "POST",
                        "/api/instances",
                        Client.bytes("<x><name>" + name + "</name><cpu>4</cpu><family>a &amp; b</family></x>"))
                .is(201);
        String place = made.header("Location").replaceFirst("http://[^/]+", "");
        JsonNode record = client.get(place).is(200).json();
        assertThat(record.path("cpu").asInt()).isEqualTo(4);
        assertThat(record.path("family").asText()).isEqualTo("a & b");
        assertThat(xml.get(place).is(200).text()).isEqualTo(made.text());
        assertThat(xml.send("PUT", place, made.bytes()).is(200).text()).isEqualTo(made.text());
        xml.send("PATCH", place, Client.bytes("<x" + XSI + "><family xsi:nil=\"true\"/><cpu>5</cpu></x>"))
                .is(200);
        JsonNode changed = client.get(place).json();
        assertThat(changed.path("family").isNull()).isTrue();
        assertThat(changed.path("cpu").asInt()).isEqualTo(5);
        assertThat(changed.path("name").asText()).isEqualTo(name);
        xml.send("PUT", place, Client.bytes("<x><name>" + name + "</name></x>")).is(200);
        assertThat(client.get(place).json().path("cpu").isNull()).isTrue();
        xml.delete(place).is(204);
    }

    @Test
    void odd_names_are_fields() {
        String text = xml.get("/api/odd%20names/1").is(200).text();
        assertThat(text)
                .contains("<field name=\"two words\">w1</field>", "<field name=\"a|b\">b1</field>", "<é>e1</é>");
        assertThat(xml.with("Dry-Run", "true")
                        .send("PUT", "/api/odd%20names/1", Client.bytes(text))
                        .is(200)
                        .text())
                .isEqualTo(text);
        assertThat(xml.with("Dry-Run", "true")
                        .send("PATCH", "/api/odd%20names/1", Client.bytes("<x><field name=\"a|b\">b3</field></x>"))
                        .is(200)
                        .text())
                .contains("<field name=\"a|b\">b3</field>", "<field name=\"two words\">w1</field>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    <x><nosuch>1</nosuch></x>                      | 400 | /nosuch
                    <x><name>N</name><cpu>many</cpu></x>           | 400 | /cpu
                    <x><name>N</name><cpu/></x>                    | 400 | /cpu
                    <x><cpu>1</cpu></x>                            | 400 | /name
                    <x><name>N</name><cpu><a>1</a></cpu></x>       | 400 | /cpu
                    <x><name>N</name><cpu>0</cpu></x>              | 422 | /cpu
                    <x><name>N</name><environment>MARS</environment></x> | 422 | /environment
                    """)
    void what_does_not_fit_is_pointed_at_in_xml(String body, int status, String pointer) {
        assertThat(xml.send("POST", "/api/instances", Client.bytes(body.replace("N", name)))
                        .is(status)
                        .text())
                .contains("<errors>", "<pointer>" + pointer + "</pointer>");
    }

    @Test
    void a_composite_key_is_found_and_written() {
        String place = "/api/parts/acme,a%2Cb";
        String text = xml.get(place).is(200).text();
        assertThat(text).contains("<maker>acme</maker><number>a,b</number><label>comma</label>");
        assertThat(xml.with("Dry-Run", "true")
                        .send("PUT", place, Client.bytes(text))
                        .is(200)
                        .text())
                .isEqualTo(text);
        xml.with("Dry-Run", "true")
                .send("POST", "/api/parts", Client.bytes(text))
                .is(409);
    }
}
