package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;

/** What a role opens of a table is seen beside both, and chosen, tried and taken back on a page of its own. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class RightPagesTest {

    private final AtConsole owner = AtConsole.as("owner");
    private final String role = "r" + UUID.randomUUID();
    private final String page = "/console/rights?role=" + role + "&table=tickets";

    @BeforeEach
    void make() {
        Client.as("owner")
                .post("/api/v1/roles", "{\"id\":\"" + role + "\",\"name\":\"x\"}")
                .is(201);
    }

    private String read(String path) {
        return owner.reading().get(path).is(200).text();
    }

    private String panel(String path) {
        return owner.reading().with("HX-Request", "true").get(path).is(200).text();
    }

    private JsonNode entry() {
        return Client.as("owner").get("/api/v1/roles/" + role).is(200).json().at("/tables/tickets");
    }

    @Test
    void it_is_chosen_seen_beside_both_and_taken_back() {
        assertThat(read("/console/roles/" + role)).contains("Rights on tables", "/console/rights?role=" + role);
        assertThat(read("/console/rights?role=" + role)).contains("<option value=\"tickets\"");
        assertThat(read(page))
                .contains("value=\"list\" checked", "value=\"read\" checked")
                .doesNotContain("Close the table");

        owner.post(page, "actions=list&actions=update&columns=id&columns=subject&rowFilter=" + Client.encode("id=gt=3"))
                .is(303);

        assertThat(entry().path("actions")).extracting(JsonNode::asText).containsExactly("list", "update");
        assertThat(entry().path("columns")).extracting(JsonNode::asText).containsExactly("id", "subject");
        assertThat(entry().path("rowFilter").asText()).isEqualTo("id=gt=3");
        String link = "href=\"" + page.replace("&", "&amp;") + "\"";
        assertThat(panel("/console/roles/" + role + "/panel/rights")).contains(link, "update", "id=gt=3");
        assertThat(panel("/console/tables/tickets/panel/rights")).contains(link, role);
        assertThat(panel("/console/tables/clients/panel/rights")).doesNotContain(role);

        String removal = page.replace("rights?", "rights/remove?");
        assertThat(read(page)).contains("href=\"" + removal.replace("&", "&amp;") + "\"");
        assertThat(read(removal)).contains("loses what it opens of this table");
        assertThat(entry().isMissingNode()).isFalse();
        owner.post("/console/rights/remove", "role=" + role + "&table=tickets").is(303);
        assertThat(entry().isMissingNode()).isTrue();
    }

    @Test
    void it_is_only_tried_or_refused_with_what_was_wanted_still_there() {
        assertThat(owner.post(page, "actions=export&rehearse=1").is(200).text())
                .contains("value=\"export\" checked", "curl");
        assertThat(entry().isMissingNode()).isTrue();

        assertThat(owner.post(page, "actions=delete&rowFilter=" + Client.encode("nothing==1"))
                        .is(422)
                        .text())
                .contains("value=\"delete\" checked", "nothing==1", "alert-danger");
        assertThat(entry().isMissingNode()).isTrue();
    }

    @Test
    void who_may_only_look_is_offered_no_change() {
        Client.as("owner")
                .patch("/api/v1/roles/" + role, "{\"tables\":{\"tickets\":{\"actions\":[\"list\"]}}}")
                .is(200);
        Someone reader = Someone.with(List.of("users:r"), List.of());
        AtConsole looking = AtConsole.as(reader.id(), Someone.PASSWORD);
        assertThat(looking.reading().get(page).is(200).text()).doesNotContain(">Save<", "Close the table");
        looking.post(page, "actions=list&actions=delete").is(403);
        assertThat(entry().path("actions")).extracting(JsonNode::asText).containsExactly("list");
    }
}
