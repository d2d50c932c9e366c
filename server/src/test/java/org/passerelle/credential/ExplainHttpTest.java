package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** Why somebody may do something, or may not, is told by the reasons that let him in or keep him out. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ExplainHttpTest {

    private static final String EXPLAIN = "/api/v1/access/explain?";

    private static JsonNode explained(Client who, String query) {
        return who.get(EXPLAIN + query).is(200).json();
    }

    private static List<String> said(JsonNode explanation, String language) {
        List<String> sentences = new ArrayList<>();
        explanation
                .path("rules")
                .forEach(rule -> sentences.add((rule.path("holds").asBoolean() ? "+ " : "- ")
                        + rule.path(language).asText()));
        return sentences;
    }

    private static Someone ruled(String rule) {
        String role = "r" + UUID.randomUUID();
        Client.as("owner")
                .post(
                        "/api/v1/roles",
                        ("{\"id\":\"%s\",\"name\":\"x\",\"tables\":{\"clients\":"
                                        + "{\"actions\":[\"list\"],\"columns\":[\"nom\",\"cp\"],\"rowFilter\":\"%s\"}}}")
                                .formatted(role, rule))
                .is(201);
        return Someone.with(List.of(), List.of(role));
    }

    @Test
    void every_rule_is_told_in_one_sentence_in_two_languages() {
        Someone someone = Someone.with(List.of("users:r"), List.of());
        JsonNode no = explained(someone.byKey("{\"users\":\"r\"}"), "operation=users.create");
        assertThat(no.path("granted").asBoolean()).isFalse();
        assertThat(said(no, "en"))
                .containsExactly(
                        "+ The caller is " + someone.id() + ".",
                        "+ The account " + someone.id() + " has API access.",
                        "- The credential does not allow users:rw.",
                        "- The account does not hold the ACL users:rw.");
        assertThat(said(no, "fr"))
                .containsExactly(
                        "+ L'appelant est " + someone.id() + ".",
                        "+ Le compte " + someone.id() + " a accès à l'API.",
                        "- L'identifiant ne permet pas users:rw.",
                        "- Le compte ne détient pas l'autorisation users:rw.");
        JsonNode yes = explained(someone.byKey("{\"users\":\"r\"}"), "operation=users.list");
        assertThat(yes.path("granted").asBoolean()).isTrue();
        assertThat(said(yes, "en"))
                .allMatch(sentence -> sentence.startsWith("+ "))
                .contains("+ The account holds the ACL users:r.");
    }

    @Test
    void rows_and_columns_are_told_and_the_text_of_a_rule_only_to_who_may_read_users() {
        Someone someone = ruled("cp==77420");
        String query = "operation=data.list&target=clients";
        assertThat(said(explained(someone.byPassword(), query), "en"))
                .contains("+ On clients the account may list the records that a rule lets through (only cp, nom).");
        assertThat(said(explained(someone.byPassword(), query + "&caller=" + someone.id()), "fr"))
                .contains(
                        "+ Sur clients, le compte peut lister les fiches qu'une règle laisse passer (seulement cp, nom).");
        JsonNode byAdmin = explained(Client.as("admin"), query + "&caller=" + someone.id());
        assertThat(said(byAdmin, "en"))
                .contains(
                        "+ The account " + someone.id() + " is active.",
                        "+ On clients the account may list the records where cp==77420 (only cp, nom).");
        assertThat(said(explained(someone.byPassword(), "operation=data.item&target=clients"), "en"))
                .contains("- This needs the right to read records of clients.");
    }

    @Test
    void of_others_only_who_may_read_users_asks_and_nobody_else_learns_who_there_is() {
        Client someone = Someone.with(List.of("data:r"), List.of()).byPassword();
        String nobody = "nobody" + UUID.randomUUID();
        for (String other : List.of("admin", "owner", nobody)) {
            someone.get(EXPLAIN + "operation=users.list&caller=" + other).is(403);
        }
        Client.as("admin")
                .get(EXPLAIN + "operation=users.list&caller=" + nobody)
                .is(404);
        assertThat(said(explained(Client.as("admin"), "operation=users.list&caller=owner"), "en"))
                .contains("+ The account is an owner's, which holds every ACL.");
        assertThat(said(explained(Client.as("admin"), "operation=users.list&caller=guest"), "en"))
                .contains("- The account has no API access: ask an administrator for the ACL api.access.");
    }

    @Test
    void a_key_is_explained_by_its_id_to_its_user_too() {
        Someone someone = Someone.with(List.of("data:rw"), List.of());
        someone.byKey("{\"data\":\"r\"}");
        String id = someone.byPassword()
                .get("/api/v1/auth/apikeys")
                .json()
                .get(0)
                .path("id")
                .asText();
        JsonNode own = explained(someone.byPassword(), "operation=data.resource.create&target=clients&caller=" + id);
        assertThat(own.path("granted").asBoolean()).isFalse();
        assertThat(said(own, "en")).contains("- The credential does not allow data:rw.");
        Someone.with(List.of(), List.of())
                .byPassword()
                .get(EXPLAIN + "operation=data.list&target=clients&caller=" + id)
                .is(403);
    }

    @Test
    void a_client_is_explained_by_its_id_as_it_asks_for_its_user() {
        String id = "c" + UUID.randomUUID();
        Client.as("admin")
                .post(
                        "/api/v1/clients",
                        "{\"id\":\"" + id + "\",\"name\":\"x\",\"user\":\"admin\",\"scopes\":[\"users:r\"],"
                                + "\"grants\":[\"client_credentials\"]}")
                .is(201);
        JsonNode yes = explained(Client.as("admin"), "operation=users.list&caller=" + id);
        assertThat(yes.path("granted").asBoolean()).isTrue();
        JsonNode no = explained(Client.as("admin"), "operation=users.create&caller=" + id);
        assertThat(no.path("caller").asText()).isEqualTo(id);
        assertThat(said(no, "en")).contains("- The credential does not allow users:rw.");
        Someone.with(List.of(), List.of())
                .byPassword()
                .get(EXPLAIN + "operation=users.list&caller=" + id)
                .is(403);
    }

    @Test
    void a_disabled_account_is_told_to_be_the_reason() {
        Someone someone = Someone.with(List.of("users:r"), List.of());
        Client.as("owner")
                .patch("/api/v1/users/" + someone.id(), "{\"active\":false}")
                .is(200);
        JsonNode no = explained(Client.as("admin"), "operation=users.list&caller=" + someone.id());
        assertThat(no.path("granted").asBoolean()).isFalse();
        assertThat(said(no, "en").getFirst()).isEqualTo("- The account " + someone.id() + " is not active.");
    }

    @Test
    void what_is_explained_is_what_happens() {
        List<List<String>> asked = List.of(
                List.of("users.list", "", "GET", "/api/v1/users"),
                List.of("users.create", "", "POST", "/api/v1/users"),
                List.of("apikeys.list", "", "GET", "/api/v1/auth/apikeys"),
                List.of("auth.me", "", "GET", "/api/v1/auth/me"),
                List.of("status", "", "GET", "/api/status"),
                List.of("data.list", "clients", "GET", "/api/list/clients?rowPerPage=1"),
                List.of("data.list.oauth2", "clients", "GET", "/api/oauth2/list/clients"),
                List.of("data.item", "clients", "GET", "/api/item/clients/1"),
                List.of("data.resource.delete", "clients", "DELETE", "/api/clients/nobody"));
        for (Someone someone : List.of(
                Someone.with(List.of(), List.of()),
                Someone.with(List.of("users:r", "data.clients:list"), List.of()),
                Someone.with(List.of("users:rw", "data:rw"), List.of()),
                ruled("cp==1"))) {
            for (Client client : List.of(
                    someone.byPassword(),
                    someone.byKey("{\"data\":\"r\",\"users\":\"rw\"}"),
                    someone.byKey("{\"events\":\"r\"}"))) {
                for (List<String> one : asked) {
                    boolean granted = explained(client, "operation=" + one.get(0) + "&target=" + one.get(1))
                            .path("granted")
                            .asBoolean();
                    int status = client.with("Dry-Run", "true")
                            .send(one.get(2), one.get(3), null)
                            .status();
                    assertThat(granted)
                            .as(one + " by " + someone + ": " + status)
                            .isEqualTo(status != 403 && status != 401);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "operation=nothing, 400",
        "operation=data.list, 400",
        "operation=data.list&target=nothing, 404",
    })
    void what_cannot_be_explained_is_refused(String query, int status) {
        Client.as("owner").get(EXPLAIN + query).is(status);
        Client.nobody().get(EXPLAIN + query).is(401);
    }
}
