package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.RawHttp;
import org.passerelle.command.DemoHouse;

/** wire.md §1: paths, slashes, domains, versions, methods. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class PathsTest {

    private final Client client = Client.byKey();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/item/clients/1",
                "/api/item/clients/1/",
                "/api//item///clients//1//",
                "//api/item/clients/1",
                "/ddenterpriseapi/api/item/clients/1",
                "//ddenterpriseapi//api/item/clients/1/",
                "/itcare/api/item/clients/1/",
                "/api/item/clients/%31",
                "/%61pi/item/clients/1"
            })
    void a_path_means_the_same_however_its_slashes_are_written(String path) throws IOException {
        String answer = RawHttp.exchange(
                        "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                                + Client.apiKey() + "\r\n\r\n")
                .text();
        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"id\":1,\"cle\":\"CLI-0001\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nosuch",
                "/api",
                "/api/",
                "/api/item/clients/1/more",
                "/api/list",
                "/api/nosuch",
                "/itcare/itcare/api/clients/1",
                "/api/clients/../instances/1",
                "/api/clients/%2e%2e/instances",
                "/api/clients%2F1",
                "/API/clients/1",
                "/api/v1/nosuch"
            })
    void what_is_not_there_is_404(String path) throws IOException {
        var heard = RawHttp.exchange("GET " + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + Client.apiKey() + "\r\n\r\n");
        assertThat(heard.status()).as(heard.text()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v9/list/clients/",
        "/api/v2/clients",
        "/api/v0/clients",
        "/api/v10/users",
        "/api/v99999999999999/users",
        "/itcare/api/v9/instances",
        "/ddenterpriseapi/api/v9/auth/jwt"
    })
    void a_version_that_there_is_not_is_400_and_says_so(String path) {
        assertThat(client.get(path).is(400).text()).isEqualTo("{\"msg\":\"Invalid version.\"}");
        assertThat(Client.nobody().get(path).is(400).text()).isEqualTo("{\"msg\":\"Invalid version.\"}");
    }

    @ParameterizedTest
    @CsvSource({"9,400", "2,400", "v9,400", "x,400", "1,200", "v1,200", "1.0,200", "1.9,400", "'',200"})
    void the_version_may_be_asked_for_by_header(String version, int status) {
        Answer answer =
                client.with("Accept-Version", version).get("/api/list/clients/").is(status);
        if (status == 400) {
            assertThat(answer.text()).isEqualTo("{\"msg\":\"Invalid version.\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/clients", "/api/clients/1", "/api/list/clients/", "/api/item/clients/1", "/api/v1/tables"})
    void head_is_answered_by_every_get_with_the_same_head_and_no_body(String path) {
        Answer get = client.get(path).is(200);
        Answer head = client.send("HEAD", path, null).is(200);
        assertThat(head.bytes()).isEmpty();
        for (String name : new String[] {"Content-Type", "ETag", "Vary", "Cache-Control", "Link"}) {
            assertThat(head.header(name)).as(name).isEqualTo(get.header(name));
        }
    }

    @Test
    void no_page_of_another_origin_may_call_unless_the_settings_say_so() {
        Client page = client.with("Origin", "https://app.example.org");
        for (Answer answer : new Answer[] {
            page.get("/api/clients/1").is(200),
            page.get("/api/nosuch").is(404),
            page.with("Access-Control-Request-Method", "GET")
                    .send("OPTIONS", "/api/clients/1", null)
                    .is(204)
        }) {
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control"));
        }
    }

    @Test
    void head_of_what_is_not_there_is_404_without_a_body() {
        assertThat(client.send("HEAD", "/api/clients/999999", null).is(404).bytes())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /api/list/clients/      | GET, HEAD, OPTIONS
                    /api/item/clients/1     | GET, HEAD, POST, OPTIONS
                    /api/items/clients      | POST, PUT, OPTIONS
                    /api/clients            | GET, HEAD, POST, OPTIONS
                    /api/clients/1          | GET, HEAD, PUT, PATCH, DELETE, OPTIONS
                    /api/v1/tables          | GET, HEAD, OPTIONS
                    """)
    void a_path_tells_its_methods(String path, String methods) {
        assertThat(Client.nobody().send("OPTIONS", path, null).is(204).header("Allow"))
                .isEqualTo(methods);
        for (String method : new String[] {"TRACE", "FOO", "COPY", "OPTIONSX"}) {
            Answer refused = client.send(method, path, null).is(405);
            assertThat(refused.header("Allow")).isEqualTo(methods);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/api/list/clients/",
        "PUT,/api/item/clients/1",
        "GET,/api/items/clients",
        "DELETE,/api/oauth2/list/clients",
        "GET,/api/list",
        "GET,/api/item/clients",
        "GET,/api/items",
        "GET,/api/oauth2/nosuch"
    })
    void a_family_keeps_its_form_of_error_where_no_operation_was_found(String method, String path) {
        Answer refused = client.send(method, path, null);
        assertThat(refused.status()).isIn(404, 405);
        assertThat(refused.header("Content-Type")).startsWith("application/json");
        assertThat(refused.json().path("msg").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/clients/%",
                "/api/clients/%4",
                "/api/clients/%zz",
                "/api/clients/%ff%fe",
                "/api/clients/%c0%af",
                "/api/clients/%ed%a0%80",
                "/api/clients?nom=%ff",
                "/api/clients?%=1",
                "/api/clients?%ff=1"
            })
    void what_is_not_percent_encoded_utf8_is_400(String path) throws IOException {
        var heard = RawHttp.exchange("GET " + path
                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer " + Client.apiKey() + "\r\n\r\n");
        assertThat(heard.status()).as(heard.text()).isEqualTo(400);
        assertThat(heard.text()).contains("application/problem+json").contains(" is not ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/communes?nom=L'Abergement-Clémenciat",
                "/api/list/communes/?textSearch=Clémenciat",
                "/api/list/communes/?advancedSearch=nom%7Ccontain%7CCl%C3%A9menciat%7C&x=é"
            })
    void a_byte_that_nobody_encoded_is_a_byte(String path) throws IOException {
        String bytes = new String(Client.bytes(path), StandardCharsets.ISO_8859_1);
        var heard = raw(bytes);
        assertThat(heard.status()).as(heard.text()).isEqualTo(200);
        assertThat(heard.text()).contains("01001");
        var latin = raw(path);
        assertThat(latin.status()).as(latin.text()).isEqualTo(400);
        assertThat(latin.text()).contains("The address is not percent-encoded UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/clients/é", "/api/é", "/é", "/api/list/é/", "/api/clients/é/%C3%A9"})
    void a_byte_that_is_no_character_is_refused_with_a_reason(String path) throws IOException {
        assertThat(raw(new String(Client.bytes(path), StandardCharsets.ISO_8859_1))
                        .status())
                .isEqualTo(404);
        var heard = raw(path);
        assertThat(heard.status()).as(heard.text()).isEqualTo(400);
        assertThat(heard.text()).contains("application/").containsPattern("\"(msg|detail)\":\"The ");
    }

    private static RawHttp.Heard raw(String path) throws IOException {
        return RawHttp.exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + Client.apiKey() + "\r\n\r\n");
    }

    @Test
    void an_encoded_slash_does_not_part_a_path() {
        client.get("/api%2Fclients/1").is(404);
        client.get("/api/item/clients%2F1").is(404);
    }

    @ParameterizedTest
    @CsvSource({"/health/live", "/health/ready", "/metrics"})
    void the_operators_paths_are_answered(String path) {
        Client.nobody().get(path).is(200);
    }
}
