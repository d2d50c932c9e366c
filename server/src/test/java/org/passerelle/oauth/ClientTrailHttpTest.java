package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.oauth.Server.ask;
import static org.passerelle.oauth.Server.client;
import static org.passerelle.oauth.Server.form;
import static org.passerelle.oauth.Server.refresh;
import static org.passerelle.oauth.Server.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** What clients, and people at the pages that they send them to, leave in the audit log. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ClientTrailHttpTest {

    /** Oldest first: operation, result, user and who acts for him. */
    private static List<String> lines(Made client) {
        return Client.byKey()
                .get("/api/v1/system/audit/events?target=" + client.id())
                .is(200)
                .json()
                .valueStream()
                .filter(line -> line.path("operation").asText().startsWith("oauth."))
                .map(ClientTrailHttpTest::sentence)
                .toList()
                .reversed();
    }

    private static String sentence(JsonNode line) {
        assertThat(line.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(line.path("requestId").asText()).isNotEmpty();
        return (line.path("operation").asText() + " "
                        + line.path("result").asText() + " "
                        + line.path("user").asText() + " "
                        + line.path("actor").asText("")
                        + (line.path("dryRun").asBoolean() ? " rehearsed" : ""))
                .replaceAll(" +", " ")
                .strip();
    }

    /** Seldom enough that no line of it is counted together with others. */
    private static void rehearse(Made client, String... form) {
        form(
                given().header("Authorization", DemoHouse.basic(client.id(), client.secret()))
                        .header("Dry-Run", "true"),
                "token",
                form);
    }

    @Test
    void what_tokens_leave_behind_is_told_of_with_for_whom_they_are() {
        Made client = client(Map.of());
        String first = token(client).path("refresh_token");
        refresh(client, first);
        refresh(client, first);
        ask(client, "token", "grant_type", "password");
        ask(client, "revoke", "token", token(client).path("access_token"));
        assertThat(lines(client))
                .containsExactly(
                        "oauth.token 200 admin",
                        "oauth.token 200 admin",
                        "oauth.token 400 admin",
                        "oauth.token 400 admin",
                        "oauth.token 200 admin",
                        "oauth.revoke 200 admin");
    }

    @Test
    void a_rehearsal_and_a_client_that_is_not_let_in_leave_a_line() {
        Made client = client(Map.of());
        rehearse(client, "grant_type", "client_credentials");
        rehearse(new Made(client.id(), "wrong"), "grant_type", "client_credentials");
        assertThat(lines(client)).containsExactly("oauth.token 200 admin rehearsed", "oauth.client 401 rehearsed");
    }

    @Test
    void an_access_token_that_stands_alone_leaves_a_line_too() {
        Made client = client(Map.of("grants", List.of("client_credentials")));
        rehearse(client, "grant_type", "client_credentials");
        assertThat(lines(client)).containsExactly("oauth.token 200 admin rehearsed");
    }

    @Test
    void an_answer_to_a_client_leaves_whose_it_was() {
        Made client = client(Person.ASKS_PEOPLE);
        var person = new Person();
        Map<String, String> answer = person.allows(Person.request(client), "user");
        Person.redeem(client, answer.get("code"));
        Response consent = person.open(Person.request(client));
        person.send(consent, "consent", "answer", "refuse");
        assertThat(lines(client))
                .containsExactlyInAnyOrder("oauth.consent 200 user", "oauth.token 200 user", "oauth.consent 403 user");
        assertThat(signIns("operation=signIn&user=user&result=200")).isNotEmpty();
        assertThat(signIns("operation=oauth.signIn")).isEmpty();
    }

    @Test
    void who_cannot_sign_in_leaves_one_line_without_what_he_typed() {
        Made client = client(Person.ASKS_PEOPLE);
        var person = new Person();
        String typed = Server.unique("a-password-in-the-wrong-place");
        person.submit(person.open(Person.request(client)), "sign-in", "user", typed, "password", "wrong");
        JsonNode line = signIns("operation=signIn").getFirst();
        assertThat(line.path("result").asText()).isEqualTo("401");
        assertThat(line.path("user").asText()).isEmpty();
        assertThat(signIns("user=" + typed)).isEmpty();
        assertThat(signIns("operation=oauth.signIn")).isEmpty();
    }

    private static List<JsonNode> signIns(String query) {
        return Client.byKey()
                .get("/api/v1/system/audit/events?" + query)
                .is(200)
                .json()
                .valueStream()
                .toList();
    }
}
