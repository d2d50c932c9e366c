package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** From each thing that gives rights one is led to why somebody may do something by it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class ExplainPagesTest {

    private final Client owner = AtConsole.as("owner").reading();
    private final String id = "ex" + UUID.randomUUID();

    private String page(String path) {
        return owner.get(path).is(200).text();
    }

    @ParameterizedTest
    @CsvSource({"roles, roles", "profiles, profiles", "groupacls, groupacls"})
    void from_a_role_a_profile_or_a_group_one_chooses_among_those_who_have_it(String collection, String member) {
        Client.as("owner")
                .post("/api/v1/" + collection, "{\"id\":\"" + id + "\",\"name\":\"x\"}")
                .is(201);
        String why = "/console/explain?of=" + collection + "&id=" + id;
        assertThat(page("/console/" + collection + "/" + id)).contains("href=\"" + why.replace("&", "&amp;") + "\"");
        assertThat(page(why)).contains("No account and no profile of one has it");
        Someone someone = Someone.with(List.of("users:r"), List.of());
        Client.as("owner")
                .patch("/api/v1/users/" + someone.id(), "{\"" + member + "\":[\"" + id + "\"]}")
                .is(200);
        assertThat(page(why)).contains("name=\"caller\" value=\"" + someone.id() + "\"", "aria-current=\"true\"");
        assertThat(page(why + "&operation=users.list")).contains("The account " + someone.id());
    }

    @Test
    void a_role_is_found_with_those_who_have_it_by_a_profile() {
        Client.as("owner")
                .post("/api/v1/roles", "{\"id\":\"" + id + "\",\"name\":\"x\"}")
                .is(201);
        Client.as("owner")
                .post("/api/v1/profiles", "{\"id\":\"p" + id + "\",\"name\":\"x\",\"roles\":[\"" + id + "\"]}")
                .is(201);
        Someone someone = Someone.with(List.of(), List.of());
        Client.as("owner")
                .patch("/api/v1/users/" + someone.id(), "{\"profiles\":[\"p" + id + "\"]}")
                .is(200);
        assertThat(page("/console/explain?of=roles&id=" + id)).contains("value=\"" + someone.id() + "\"");
    }

    @Test
    void from_a_client_one_asks_about_the_client_where_it_asks_for_a_user() {
        Client.as("owner")
                .post(
                        "/api/v1/clients",
                        "{\"id\":\"" + id + "\",\"name\":\"x\",\"user\":\"admin\",\"scopes\":[\"data:r\"],"
                                + "\"grants\":[\"client_credentials\"]}")
                .is(201);
        String why = "/console/explain?caller=" + id;
        assertThat(page("/console/clients/" + id)).contains("href=\"" + why + "\"");
        assertThat(page(why + "&operation=users.list")).contains("The credential does not allow users:r.");
        Client.as("owner").delete("/api/v1/clients/" + id).is(204);
        assertThat(owner.get(why + "&operation=users.list").is(200).text()).contains("no client with a user " + id);
    }

    @Test
    void the_hint_of_a_tick_stands_where_there_is_one_alone() {
        assertThat(page("/console/new/users")).contains("the tick above");
        for (String collection : List.of("roles", "profiles", "groupacls")) {
            assertThat(page("/console/new/" + collection)).doesNotContain("the tick above");
        }
    }
}
