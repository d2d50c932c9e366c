package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** The console's pages are the API as their reader may use it, and no more. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ConsolePagesHttpTest {

    static Stream<String> collections() {
        return Collections.ALL.stream().map(Collection::id);
    }

    @ParameterizedTest
    @MethodSource("collections")
    void a_list_is_shown_to_whom_the_api_would_list_it(String id) {
        var owner = AtConsole.as("owner");
        Answer page = owner.reading().get("/console/" + id);
        boolean known = page.status() != 404;
        if (known) {
            assertThat(page.is(200).text()).contains("<h1");
            assertThat(owner.reading().get("/console").text()).contains("href=\"/console/" + id + "\"");
        }
    }

    @Test
    void what_one_may_not_list_is_refused_on_the_page_too_and_not_offered() {
        var user = AtConsole.as("user");
        assertThat(user.reading().get("/console/users").is(403).text()).contains("users:r", "<code>");
        assertThat(user.reading().get("/console").is(200).text()).doesNotContain("href=\"/console/users\"");
    }

    @Test
    void a_thing_is_made_changed_rehearsed_and_removed_by_its_pages() {
        var owner = AtConsole.as("owner");
        String id = "r" + UUID.randomUUID();
        owner.post("/console/new/roles", "id=" + id + "&name=Tests&priority=first&rehearse=1")
                .is(400);
        owner.post("/console/new/roles", "id=" + id + "&name=Tests&rehearse=1").is(200);
        Client.as("owner").get("/api/v1/roles/" + id).is(404);
        assertThat(owner.post("/console/new/roles", "id=" + id + "&name=Tests&priority=3&acls=users%3Ar")
                        .is(303)
                        .header("Location"))
                .isEqualTo("/console/roles/" + id);
        owner.post("/console/roles/" + id, "name=Tests+2&priority=&acls=users%3Ar&acls=api.access")
                .is(303);
        var role = Client.as("owner").get("/api/v1/roles/" + id).is(200).json();
        assertThat(role.path("name").asText()).isEqualTo("Tests 2");
        assertThat(role.path("acls")).hasSize(2);
        assertThat(owner.reading()
                        .get("/console/roles/" + id + "/remove")
                        .is(200)
                        .text())
                .contains(id);
        Client.as("owner").get("/api/v1/roles/" + id).is(200);
        owner.post("/console/roles/" + id + "/remove", "").is(303);
        Client.as("owner").get("/api/v1/roles/" + id).is(404);
    }

    @Test
    void a_mistake_is_told_at_its_field_with_what_was_typed_and_the_request() {
        var owner = AtConsole.as("owner");
        String page = owner.post("/console/new/users", "id=b%C3%A9+b%C3%A9&name=B%C3%A9b%C3%A9")
                .is(400)
                .text();
        assertThat(page).contains("value=\"bé bé\"", "invalid-feedback", "<code>");
    }

    @Test
    void api_access_is_one_tick() {
        var owner = AtConsole.as("owner");
        String id = "t" + UUID.randomUUID();
        owner.post("/console/new/users", "id=" + id + "&active=true&apiAccess=true&acls=users%3Ar")
                .is(303);
        assertThat(acls(id)).contains("api.access", "users:r");
        owner.post("/console/users/" + id, "active=true&acls=users%3Ar&acls=api.access")
                .is(303);
        assertThat(acls(id)).doesNotContain("api.access").contains("users:r");
    }

    private static String acls(String id) {
        return Client.as("owner")
                .get("/api/v1/users/" + id + "?includes=acls")
                .is(200)
                .json()
                .path("acls")
                .toString();
    }

    @Test
    void a_key_is_told_once_with_the_first_call() {
        var owner = AtConsole.as("owner");
        String page = owner.post("/console/new/apikeys", "name=first&permissions.data=r")
                .is(200)
                .text();
        assertThat(page).contains("psl_", "curl", "Python", "HttpRequest");
        String listed = owner.reading().get("/console/apikeys").is(200).text();
        assertThat(listed).contains("first");
    }

    @Test
    void stored_texts_are_shown_and_never_run() {
        var owner = AtConsole.as("owner");
        String id = "x" + UUID.randomUUID();
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{t.menu}";
        owner.post("/console/new/users", "id=" + id + "&active=true&name=" + Client.encode(evil))
                .is(303);
        for (String path :
                new String[] {"/console/users?q=" + id, "/console/users/" + id, "/console/users/" + id + "/remove"}) {
            assertThat(owner.reading().get(path).is(200).text()).doesNotContain("<script>alert", "<img src=x");
        }
        assertThat(owner.reading()
                        .get("/console/users?q=" + Client.encode(evil))
                        .is(200)
                        .text())
                .contains("&lt;script&gt;alert(1)", "{t.menu}")
                .doesNotContain("<script>alert", "<img src=x");
        Client.as("owner").delete("/api/v1/users/" + id).is(204);
    }

    @Test
    void a_file_for_spreadsheets_holds_what_the_search_left_and_no_formula() {
        var owner = AtConsole.as("owner");
        String id = "f" + UUID.randomUUID();
        owner.post("/console/new/users", "id=" + id + "&active=true&name=" + Client.encode("=1+1"))
                .is(303);
        Answer file = owner.reading().get("/console/users?as=csv&q=" + id).is(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.text().lines()).hasSize(2).last().asString().contains("\"" + id + "\",\"'=1+1\"");
        Client.as("owner").delete("/api/v1/users/" + id).is(204);
    }

    @Test
    void a_list_is_searched_ordered_and_paged() {
        var owner = AtConsole.as("owner");
        String page =
                owner.reading().get("/console/tables?q=comm&sort=-name").is(200).text();
        assertThat(page.indexOf(">communes<")).isPositive().isLessThan(page.indexOf(">commandes<"));
        assertThat(page).doesNotContain(">regions<").contains("aria-sort=\"descending\"");
        assertThat(owner.reading().get("/console/acls").status()).isIn(200, 404);
    }

    @Test
    void a_page_tells_how_to_ask_the_same_from_outside() {
        assertThat(AtConsole.as("owner").reading().get("/console/users").text())
                .contains("curl -H &quot;X-API-Key: $KEY&quot;", "/api/v1/users");
    }

    @Test
    void the_language_that_was_chosen_stays() {
        var owner = AtConsole.as("owner");
        Answer chosen = owner.reading().get("/console?lang=fr").is(200);
        assertThat(chosen.header("Set-Cookie")).contains("passerelle_language=fr");
        Client french = Client.nobody().with("Cookie", owner.cookie() + "; passerelle_language=fr");
        assertThat(french.get("/console/users").is(200).text()).contains("lang=\"fr\"", "Utilisateurs");
    }

    @Test
    void records_are_found_filtered_changed_and_each_has_an_address_that_ends_in_its_id() {
        var user = AtConsole.as("user");
        assertThat(user.reading().get("/console/data").is(200).text()).contains("href=\"/console/data/clients\"");
        String all = user.reading().get("/console/data/clients").is(200).text();
        String some = user.reading()
                .get("/console/data/clients?column=nom&operator=contain&value=NIDS")
                .is(200)
                .text();
        assertThat(all).contains("Aciers Caux-Maritime");
        assertThat(some).contains("nom contains NIDS", "where=").doesNotContain("Aciers Caux-Maritime");
        String record = "/console/data/projects/1";
        assertThat(user.reading().get(record).is(200).text()).contains("<form");
        assertThat(user.reading().get("/console/data/projects/1?x=1").is(200).text())
                .contains("/api/item/projects/1");
        user.reading().get("/console/data/nothing-of-that-name").is(404);
    }

    @Test
    void a_value_is_changed_in_place_or_only_tried() {
        var user = AtConsole.as("user");
        String name = user.reading()
                .get("/api/projects/1")
                .is(200)
                .json()
                .path("name")
                .asText();
        String cell = "/console/data/projects/1/name";
        assertThat(user.reading().get(cell).is(200).text()).contains("<input");
        user.writing()
                .with("Dry-Run", "true")
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", cell, Client.bytes("value=Tried"))
                .is(200);
        assertThat(user.reading().get("/api/projects/1").json().path("name").asText())
                .isEqualTo(name);
        user.post(cell, "value=Changed").is(200);
        assertThat(user.reading().get("/api/projects/1").json().path("name").asText())
                .isEqualTo("Changed");
        user.post("/console/data/projects/1", "name=" + Client.encode(name)).is(303);
        assertThat(user.reading().get("/api/projects/1").json().path("name").asText())
                .isEqualTo(name);
    }

    @Test
    void the_columns_of_a_view_are_chosen_and_put_in_order() {
        var owner = AtConsole.as("owner");
        String made = owner.post("/console/new/views", "title=Short&table=clients")
                .is(303)
                .header("Location");
        assertThat(owner.reading().get(made).is(200).text()).contains("name=\"columns.used\" value=\"nom\"");
        owner.post(
                        made,
                        "title=Short&table=clients&columns.name=cp&columns.title=Postcode&columns.rest=%7B%22width%22%3A90%7D&columns.used=cp"
                                + "&columns.name=nom&columns.title=&columns.rest=%7B%7D&columns.used=nom&columns.visible=nom"
                                + "&columns.name=ville&columns.title=&columns.rest=%7B%7D")
                .is(303);
        var columns = Client.as("owner")
                .get(made.replace("/console", "/api/v1"))
                .is(200)
                .json()
                .path("columns");
        assertThat(columns).hasSize(2);
        assertThat(columns.path(0).path("name").asText()).isEqualTo("cp");
        assertThat(columns.path(0).path("title").asText()).isEqualTo("Postcode");
        assertThat(columns.path(0).path("width").asInt()).isEqualTo(90);
        assertThat(columns.path(0).path("visible").asBoolean()).isFalse();
        owner.post(made + "/remove", "").is(303);
    }

    @Test
    void why_somebody_may_is_told_in_the_readers_language() {
        var owner = AtConsole.as("owner");
        String question = "/console/explain?caller=user&operation=data.list&target=clients";
        assertThat(owner.reading().get(question).is(200).text()).contains("state-good", "The account user is active.");
        assertThat(owner.reading().get(question + "&lang=fr").is(200).text()).contains("Le compte user est actif.");
    }

    @Test
    void the_apis_page_is_ready_for_who_is_signed_in() {
        var owner = AtConsole.as("owner");
        assertThat(owner.reading().get("/swagger/").is(200).text())
                .contains("data-token=\"" + owner.token() + "\"", "<b>owner</b>");
        assertThat(Client.nobody().get("/swagger/").is(200).text()).contains("data-token=\"\"");
        assertThat(owner.reading()
                        .get("/openapi.json")
                        .is(200)
                        .json()
                        .path("paths")
                        .size())
                .isGreaterThan(Client.nobody()
                        .get("/openapi.json")
                        .json()
                        .path("paths")
                        .size());
    }
}
