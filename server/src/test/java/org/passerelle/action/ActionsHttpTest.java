package org.passerelle.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Long work: 202, a number to follow, and an end (wire.md §7, I11). */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class ActionsHttpTest {

    private static final String ITEMS = "/api/items/commandes/";

    private final Client key = Client.byKey();
    private final Client later = key.with("Prefer", "respond-async");
    private final String k = "a" + UUID.randomUUID() + "-";

    private String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"cle\":\"" + k + i + "\",\"num_commande\":\"n" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Where an accepted call is followed. */
    private static String place(Answer accepted) {
        String location = accepted.is(202).header("Location");
        return location.substring(location.indexOf("/api/"));
    }

    private JsonNode ended(String place) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode action = key.get(place).is(200).json();
        while (action.path("status").asText().equals("IN_PROGRESS") && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(50);
            action = key.get(place).is(200).json();
        }
        return action;
    }

    @Test
    void a_bulk_is_done_later_when_the_client_would_rather_not_wait() throws InterruptedException {
        Answer accepted = later.post(ITEMS, rows(500));
        assertThat(accepted.is(202).json().path("status").asText()).isEqualTo("IN_PROGRESS");
        assertThat(accepted.header("Retry-After")).isEqualTo("1");
        assertThat(accepted.header("Preference-Applied")).isEqualTo("respond-async");
        JsonNode action = ended(place(accepted));
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        assertThat(action.path("progress").asInt()).isEqualTo(100);
        assertThat(action.path("process").asText()).isEqualTo("data.items");
        assertThat(action.path("resourceName").asText()).isEqualTo("commandes");
        assertThat(action.path("resourceType").asText()).isEqualTo("table");
        assertThat(action.path("submittedBy").asText()).isEqualTo("admin");
        assertThat(action.path("completedAt").isTextual()).isTrue();
        Answer result = key.get(action.path("result").asText()).is(200);
        assertThat(result.header("Content-Type")).isEqualTo("application/json");
        assertThat(result.column("status")).hasSize(500).containsOnly("created");
        key.get("/api/item/commandes/" + k + "499/").is(200);
    }

    @Test
    void a_bulk_of_more_than_ten_thousand_is_done_later_by_itself() throws InterruptedException {
        Answer accepted = key.post(ITEMS, rows(10_001));
        JsonNode action = ended(place(accepted));
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        assertThat(key.get(action.path("result").asText()).column("cle"))
                .hasSize(10_001)
                .contains(k + 0, k + 10_000);
    }

    @Test
    void a_list_is_fetched_later_as_the_file_that_it_would_have_been() throws InterruptedException {
        String list = "/api/list/communes/?advancedSearch=" + Client.encode("departement|equal|77|");
        Answer now = key.with("Accept", "text/csv").get(list).is(200);
        JsonNode action = ended(place(later.with("Accept", "text/csv").get(list)));
        Answer then = key.get(action.path("result").asText()).is(200);
        assertThat(then.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(then.text()).isEqualTo(now.text()).hasLineCount(508);
    }

    @Test
    void what_would_have_been_refused_ends_in_an_error_that_says_so_and_nothing_is_kept() throws InterruptedException {
        String wrong = rows(20).replace("\"n13\"", "\"n13\",\"date_billed\":\"tomorrow\"");
        JsonNode action = ended(place(later.post(ITEMS, wrong)));
        assertThat(action.path("status").asText()).isEqualTo("ERROR");
        assertThat(action.path("message").asText()).startsWith("Row 14: date_billed");
        assertThat(action.path("result").isNull()).isTrue();
        key.get("/api/actions/" + action.path("id").asText() + "/result").is(404);
        key.get("/api/item/commandes/" + k + "0/").is(404);
    }

    @Test
    void a_rehearsal_is_accepted_without_a_number_and_is_no_action() {
        String newest = key.get("/api/actions?limit=1").is(200).text();
        Answer accepted = later.with("Dry-Run", "true").post(ITEMS, rows(3)).is(202);
        assertThat(accepted.json().path("id").isNull()).isTrue();
        assertThat(accepted.header("Location")).isEmpty();
        assertThat(accepted.header("Dry-Run")).isEqualTo("true");
        assertThat(key.get("/api/actions?limit=1").text()).isEqualTo(newest);
        key.get("/api/item/commandes/" + k + "0/").is(404);
    }

    @Test
    void an_action_is_seen_by_its_owner_and_by_administrators() throws InterruptedException {
        Client user = Client.as("user");
        Answer accepted = user.with("Prefer", "respond-async").get("/api/list/clients/");
        String place = place(accepted);
        ended(place);
        user.get(place).is(200);
        user.get(place + "/result").is(200);
        key.get(place).is(200);
        String ours = place(later.get("/api/list/clients/"));
        user.get(ours).is(404);
        user.get(ours + "/result").is(404);
        user.delete(ours).is(404);
        assertThat(user.get("/api/actions").column("submittedBy")).containsOnly("user");
        assertThat(key.get("/api/actions").column("submittedBy")).contains("user", "admin");
        assertThat(key.get("/api/actions?resourceName=communes&status=SUCCESS").column("resourceName"))
                .allMatch("communes"::equals);
        Client.nobody().get("/api/actions").is(401);
    }

    @Test
    void a_key_that_opens_no_data_opens_no_actions_of_its_own_user() throws InterruptedException {
        Client user = Client.as("user");
        String place = place(user.with("Prefer", "respond-async").get("/api/list/clients/"));
        ended(place);
        Client system = keyOf(user, "{\"system\":\"rw\"}");
        system.get("/api/actions").is(403);
        system.get(place).is(403);
        system.get(place + "/result").is(403);
        Client reader = keyOf(user, "{\"data\":\"r\"}");
        reader.get(place).is(200);
        reader.delete(place).is(403);
    }

    private static Client keyOf(Client user, String permissions) {
        String made = "{\"name\":\"test\",\"permissions\":" + permissions + "}";
        return Client.nobody()
                .with(
                        "X-API-Key",
                        user.post("/api/v1/auth/apikeys", made)
                                .is(201)
                                .json()
                                .path("key")
                                .asText());
    }

    @Test
    void what_is_asked_wrongly_is_refused() throws InterruptedException {
        key.get("/api/actions/none").is(404);
        key.get("/api/actions/99999999").is(404);
        key.get("/api/actions?status=DONE").is(400);
        key.get("/api/actions?cursor=x").is(400);
        String place = place(later.get("/api/list/regions/"));
        ended(place);
        key.delete(place).is(409);
        later.get("/api/list/nosuch/").is(404);
    }

    @Test
    void a_list_of_actions_leads_on() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            ended(place(later.get("/api/list/regions/")));
        }
        Answer first = key.get("/api/actions?limit=2").is(200);
        String next = first.header("Link").replaceAll("^<[^>]*(/api/actions[^>]*)>.*$", "$1");
        Answer second = key.get(next).is(200);
        assertThat(Long.parseLong(second.column("id").getFirst()))
                .isLessThan(Long.parseLong(first.column("id").getLast()));
    }
}
