package org.passerelle.document;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** Whoever holds answers against the document sees the lie, and sees none where there is none. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class WitnessTest {

    private static void see(String method, String path, int status, String json) {
        Witness.see(
                Witness.before(),
                new Witness.Asked(method, path, List.of()),
                new Witness.Said(status, "application/json", json));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a member too many    | GET    | /api/clients/1?fields=id    | 200 | {"id":1,"more":2}
        a wrong type         | GET    | /itcare/api/clients/1       | 200 | {"id":true}
        one in a list        | GET    | //api/clients               | 200 | [{"id":1},{"id":{}}]
        a member too few     | GET    | /api/list/communes/          | 200 | {"total":1,"page":1,"rows":[]}
        a word that is none  | GET    | /api/public/indicator/info/1 | 200 | {"id":1,"name":"a","status":"X"}
        a status not told    | DELETE | /api/clients/1              | 200 | {}
        a refusal's members  | GET    | /api/clients/x              | 404 | {"msg":"no"}
        """)
    void a_lie_is_seen(String what, String method, String path, int status, String json) {
        assertThatThrownBy(() -> see(method, path, status, json)).as(what).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        a member too many   | {"event_name":"E","id":"e","timestamp":"2026-11-22T08:30:00.000+0000","sequence":1,"data":{"user":"u","parameters":{}},"more":1}
        one too few         | {"event_name":"E","id":"e","timestamp":"2026-11-22T08:30:00.000+0000","data":{"user":"u","parameters":{}}}
        data of another     | {"event_name":"webhook.ping","id":"e","timestamp":"2026-11-22T08:30:00.000+0000","sequence":1,"data":{"user":"u","parameters":{}}}
        no before           | {"event_name":"record.deleted","id":"e","timestamp":"2026-11-22T08:30:00.000+0000","sequence":1,"data":{"table":"t","record":"7","after":null}}
        an action in pieces | {"event_name":"action.completed","id":"e","timestamp":"2026-11-22T08:30:00.000+0000","sequence":1,"data":{"user":"u","id":7}}
        no event            | {}
        """)
    void a_lie_to_a_webhook_is_seen(String what, String message) {
        assertThatThrownBy(() -> Witness.hear(message)).as(what).isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/clients/1?fields=id", "/itcare/api/clients/1", "//api/clients/1/"})
    void what_is_so_is_let_be(String path) {
        assertThatCode(() -> see("GET", path, 200, "{\"id\":1}")).doesNotThrowAnyException();
    }

    /** Pages, and what is nowhere. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/console/me", "/api/v1/nothing/there"})
    void what_the_document_does_not_speak_of_is_let_be(String path) {
        assertThatCode(() -> see("GET", path, 200, "{\"id\":1}")).doesNotThrowAnyException();
    }
}
