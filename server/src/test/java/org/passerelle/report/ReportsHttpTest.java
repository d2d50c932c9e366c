package org.passerelle.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** A saved list whose file is asked for again and again, each time under the rights of that moment. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class ReportsHttpTest {

    private static final String REPORTS = "/api/v1/reports";

    private final Client key = Client.byKey();
    private final String id = "r" + UUID.randomUUID();

    private String report() {
        return "{\"id\":\"" + id + "\",\"name\":\"Seine-et-Marne\",\"view\":\"communes\",\"advancedSearch\":"
                + "\"departement|equal|77|\",\"columns\":[\"nom\",\"cp\"]}";
    }

    private static JsonNode ended(Client client, Answer accepted) {
        String place = "/api/actions/" + accepted.is(202).json().path("id").asText();
        JsonNode action = client.get(place).is(200).json();
        while (action.path("status").asText().equals("IN_PROGRESS")) {
            Soon.pause();
            action = client.get(place).is(200).json();
        }
        return action;
    }

    @Test
    void its_file_holds_the_rows_and_columns_that_it_says() {
        Answer made = key.post(REPORTS, report()).is(201);
        assertThat(made.json().path("format").asText()).isEqualTo("csv");
        assertThat(made.json().path("owner").asText()).isEqualTo("admin");
        JsonNode action = ended(key, key.post(REPORTS + "/" + id + "/run", ""));
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        Answer file = key.get(action.path("result").asText()).is(200);
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.text().lines().toList()).hasSize(508).first().isEqualTo("id,cle,nom,cp");
        key.patch(REPORTS + "/" + id, "{\"format\":\"ndjson\",\"columns\":[]}").is(200);
        String ndjson = ended(key, key.post(REPORTS + "/" + id + "/run", ""))
                .path("result")
                .asText();
        assertThat(key.get(ndjson).text().lines().toList())
                .hasSize(507)
                .first()
                .asString()
                .contains("population");
    }

    @Test
    void it_belongs_to_who_made_it() {
        key.post(REPORTS, report()).is(201);
        Client user = Client.as("user");
        user.get(REPORTS + "/" + id).is(404);
        user.post(REPORTS + "/" + id + "/run", "").is(404);
        assertThat(user.get(REPORTS).column("id")).doesNotContain(id);
        user.post(REPORTS, report()).is(409);
        String own = "{\"name\":\"Mine " + id + "\",\"view\":\"clients\"}";
        String made = user.post(REPORTS, own).is(201).json().path("id").asText();
        key.get(REPORTS + "/" + made).is(200);
        key.patch(REPORTS + "/" + made, "{\"name\":\"theirs\"}").is(403);
        key.delete(REPORTS + "/" + made).is(403);
        user.delete(REPORTS + "/" + made).is(204);
        Client.as("guest").get(REPORTS).is(403);
    }

    @Test
    void whoever_may_no_longer_see_the_table_gets_neither_file_nor_a_new_one() {
        Someone someone = Someone.with(List.of("data:r"), List.of());
        Client client = someone.byPassword();
        client.post(REPORTS, report()).is(201);
        JsonNode action = ended(client, client.post(REPORTS + "/" + id + "/run", ""));
        client.get(action.path("result").asText()).is(200);
        Client.as("owner")
                .patch("/api/v1/users/" + someone.id(), "{\"acls\":[\"api.access\"]}")
                .is(200);
        client.get(action.path("result").asText()).is(403);
        client.post(REPORTS + "/" + id + "/run", "").is(403);
    }

    @Test
    void what_cannot_be_a_report_is_refused() {
        key.post(REPORTS, "{\"view\":\"communes\"}").is(400);
        key.post(REPORTS, "{\"name\":\"x\"}").is(400);
        key.post(REPORTS, "{\"name\":\"x\",\"view\":\"nosuch\"}").is(422);
        key.post(REPORTS, "{\"name\":\"x\",\"view\":\"communes\",\"format\":\"pdf\"}")
                .is(400);
        key.post(REPORTS, "{\"name\":\"x\",\"view\":\"communes\",\"columns\":[\"a,b\"]}")
                .is(400);
        key.post(REPORTS, "{\"id\":\"a/b\",\"name\":\"x\",\"view\":\"communes\"}")
                .is(400);
        key.post(REPORTS + "/nosuch/run", "").is(404);
        key.get("/api/list/communes/?fields=nosuch").is(400);
        assertThat(
                        key
                                .get("/api/list/communes/?fields=nom&rowPerPage=1")
                                .json()
                                .path("rows")
                                .get(0)
                                .properties()
                                .stream()
                                .map(java.util.Map.Entry::getKey))
                .containsExactly("id", "cle", "nom");
    }

    @Test
    void a_rehearsed_run_is_no_action() {
        key.post(REPORTS, report()).is(201);
        Answer rehearsed = key.with("Dry-Run", "true").post(REPORTS + "/" + id + "/run", "");
        assertThat(rehearsed.is(202).json().path("id").isNull()).isTrue();
    }
}
