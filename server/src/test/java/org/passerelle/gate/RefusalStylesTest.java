package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Every refusal in every style (wire.md §1, §4, §6): a problem, a message, nothing at all; as JSON and as XML. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RefusalStylesTest {

    private static final Set<Integer> HIDDEN = Set.of(401, 403, 404, 409, 422);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    400 | bad-request         | Bad Request            | key    | GET    | /api/clients?nosuch=1 |              |
                    400 | bad-request         | Bad Request            | key    | POST   | /api/clients          |              | {
                    401 | unauthenticated     | Unauthorized           | nobody | GET    | /api/clients          |              |
                    403 | forbidden           | Forbidden              | guest  | GET    | /api/clients          |              |
                    404 | not-found           | Not Found              | key    | GET    | /api/clients/999999   |              |
                    404 | not-found           | Not Found              | key    | GET    | /api/nosuch           |              |
                    405 | method-not-allowed  | Method Not Allowed     | key    | DELETE | /api/clients          |              |
                    409 | conflict            | Conflict               | key    | POST   | /api/regions          |              | {"code":"11","nom":"x","zone":"com"}
                    412 | precondition-failed | Precondition Failed    | key    | PATCH  | /api/clients/1        | If-Match: "x" | {}
                    415 | unsupported-type    | Unsupported Media Type | key    | POST   | /api/clients          | Content-Type: image/png | x
                    422 | inconsistent        | Unprocessable Content  | key    | POST   | /api/tickets          |              | {"subject":"x","project":999999}
                    """)
    void a_resource_is_refused_by_a_problem(
            int status, String code, String title, String who, String method, String path, String header, String body) {
        Client client = who(who, header);
        JsonNode problem = send(client, method, path, body).is(status).json();
        assertThat(problem.path("type").asText()).isEqualTo("/problems/" + code);
        assertThat(problem.path("title").asText()).isEqualTo(title);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).hasSizeGreaterThan(10);
        Answer xml = send(client.with("Accept", "application/xml"), method, path, body)
                .is(status);
        assertThat(xml.header("Content-Type")).startsWith("application/problem+xml");
        assertThat(xml.text())
                .contains(
                        "<type>/problems/" + code + "</type>",
                        "<title>" + title + "</title>",
                        "<status>" + status + "</status>");
        Answer itcare = send(client, method, "/itcare" + path, body).is(status);
        assertThat(itcare.text().isEmpty()).isEqualTo(HIDDEN.contains(status));
        assertThat(itcare.header("Content-Type").isEmpty()).isEqualTo(HIDDEN.contains(status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    400 | key    | GET    | /api/list/clients/?page=0   |                         |
                    400 | key    | POST   | /api/items/commandes/       |                         | {}
                    400 | key    | POST   | /api/item/clients/1/        |                         | {"nosuch":1}
                    401 | nobody | GET    | /api/list/clients/          |                         |
                    401 | key    | GET    | /api/oauth2/list/clients/   |                         |
                    403 | guest  | GET    | /api/list/clients/          |                         |
                    404 | key    | GET    | /api/list/nosuch/           |                         |
                    404 | key    | GET    | /api/item/clients/999999/   |                         |
                    405 | key    | DELETE | /api/item/clients/1/        |                         |
                    409 | key    | POST   | /api/item/instances/2/      |                         | {"name":"N"}
                    409 | key    | POST   | /api/items/instances/       |                         | [{"cle":"2","name":"N"}]
                    415 | key    | POST   | /api/items/clients/         | Content-Type: image/png | x
                    422 | key    | POST   | /api/item/tickets/1/        |                         | {"project":999999}
                    422 | key    | POST   | /api/items/tickets/         |                         | [{"cle":"1","project":999999}]
                    """)
    void data_by_view_are_refused_by_a_message(
            int status, String who, String method, String path, String header, String body) {
        Client client = who(who, header);
        String taken =
                Client.byKey().get("/api/instances/1").json().path("name").asText();
        String sent = body == null ? null : body.replace("\"N\"", "\"" + taken + "\"");
        JsonNode message = send(client, method, path, sent).is(status).json();
        assertThat(message.size()).isEqualTo(1);
        assertThat(message.path("msg").asText()).hasSizeGreaterThan(10);
        Answer xml = send(client.with("Accept", "application/xml"), method, path, sent)
                .is(status);
        assertThat(xml.header("Content-Type")).startsWith("application/xml");
        assertThat(xml.text()).containsPattern("<msg>[^<]{11}");
        assertThat(send(client, method, "/itcare" + path, sent)
                        .is(status)
                        .text()
                        .isEmpty())
                .isEqualTo(HIDDEN.contains(status));
    }

    private static Client who(String who, String header) {
        Client client = switch (who) {
            case "key" -> Client.byKey();
            case "nobody" -> Client.nobody();
            default -> Client.as(who);
        };
        String[] both = header == null ? new String[0] : header.split(": ", 2);
        return both.length == 2 ? client.with(both[0], both[1]) : client;
    }

    private static Answer send(Client client, String method, String path, String body) {
        return body == null
                ? client.send(method, path, null)
                : (client.headers().contains("Content-Type") ? client : client.with("Content-Type", "application/json"))
                        .send(method, path, Client.bytes(body));
    }
}
