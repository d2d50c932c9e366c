package org.passerelle.action;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Imports: any number of rows, in constant memory; of those that are wrong each is told, and the rest is kept or nothing is. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class ImportHttpTest {

    private static final String ITEMS = "/api/items/commandes/";

    @Inject
    Catalogue catalogue;

    @Inject
    ActionSettings settings;

    private final Client key = Client.byKey();
    private final Client later = key.with("Prefer", "respond-async");
    private final String k = "i" + UUID.randomUUID() + "-";

    private String csv(int count, Map<Integer, String> wrong) {
        IntFunction<String> line = i -> wrong.getOrDefault(i, k + i + ",n" + i + ",2026-01-02");
        return "cle,num_commande,date_billed\n"
                + IntStream.rangeClosed(1, count).mapToObj(line).collect(Collectors.joining("\n"));
    }

    /** Three of them: no date, no key of its own, a field too few. */
    private Map<Integer, String> threeWrong() {
        return Map.of(7, k + "7,n7,tomorrow", 600, k + "1,n600,2026-01-02", 1_300, k + "1300,n1300");
    }

    private String begun(String path, String csv) {
        Answer accepted = later.with("Content-Type", "text/csv")
                .send("POST", path, Client.bytes(csv))
                .is(202);
        String location = accepted.header("Location");
        return location.substring(location.indexOf("/api/"));
    }

    private JsonNode ended(String place) {
        JsonNode action = key.get(place).is(200).json();
        while (action.path("status").asText().equals("IN_PROGRESS")) {
            Soon.pause();
            action = key.get(place).is(200).json();
        }
        return action;
    }

    private boolean isThere(int row) {
        return key.get("/api/item/commandes/" + k + row + "/").status() == 200;
    }

    @Test
    void every_wrong_row_is_told_by_its_number_and_nothing_is_kept() {
        JsonNode action = ended(begun(ITEMS, csv(1_500, threeWrong())));
        assertThat(action.path("status").asText()).isEqualTo("ERROR");
        assertThat(action.path("message").asText())
                .startsWith("Row 7: date_billed")
                .contains("2 other rows");
        assertThat(action.path("rowsRefused").asInt()).isEqualTo(3);
        Answer errors = key.get(action.path("errors").asText()).is(200);
        assertThat(errors.column("row")).containsExactly("7", "600", "1300");
        assertThat(errors.column("cle")).containsExactly(k + 7, k + 1, "");
        assertThat(errors.column("error").get(1)).contains("is the same as in row 1");
        assertThat(errors.column("error").get(2)).isEqualTo("Row 1300: Line 1301 has 2 fields where the header has 3.");
        assertThat(isThere(1)).isFalse();
        assertThat(isThere(1_500)).isFalse();
    }

    @Test
    void the_rest_is_kept_where_that_is_asked_for() {
        JsonNode action = ended(begun(ITEMS + "?errors=skip", csv(1_500, threeWrong())));
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        assertThat(action.path("rowsDone").asInt()).isEqualTo(1_500);
        assertThat(action.path("rowsRefused").asInt()).isEqualTo(3);
        assertThat(action.path("message").asText()).contains("3 rows");
        Answer result = key.get(action.path("result").asText()).is(200);
        assertThat(result.column("status")).hasSize(1_500);
        assertThat(result.column("status").get(6)).isEqualTo("refused");
        assertThat(result.column("row").get(1_499)).isEqualTo("1500");
        assertThat(result.column("status").stream().filter("created"::equals)).hasSize(1_497);
        assertThat(key.with("Accept", "text/csv")
                        .get(action.path("errors").asText())
                        .text()
                        .lines())
                .hasSize(4)
                .first()
                .isEqualTo("row,cle,error");
        assertThat(isThere(1)).isTrue();
        assertThat(isThere(7)).isFalse();
        assertThat(isThere(1_500)).isTrue();
    }

    @Test
    void a_small_bulk_may_keep_the_rest_at_once() {
        String rows = "[{\"cle\":\"" + k + "1\",\"num_commande\":\"a\"},{\"cle\":\"" + k
                + "2\",\"nosuch\":1},{\"cle\":\"" + k + "3\",\"num_commande\":\"c\"}]";
        Answer answer = key.post(ITEMS + "?errors=skip", rows).is(200);
        assertThat(answer.column("status")).containsExactly("created", "refused", "created");
        assertThat(answer.column("error").get(1)).startsWith("Row 2: nosuch");
        key.post(ITEMS + "?errors=skip", rows.replace("\"c\"", "\"d\"")).is(200);
        assertThat(key.get("/api/item/commandes/" + k + "3/")
                        .json()
                        .path("num_commande")
                        .asText())
                .isEqualTo("d");
        key.post(ITEMS + "?errors=perhaps", rows).is(400);
        key.with("Dry-Run", "true")
                .post(ITEMS + "?errors=skip", rows.replace(k, k + "d"))
                .is(200);
        assertThat(key.get("/api/item/commandes/" + k + "d1/").status()).isEqualTo(404);
    }

    @Test
    void one_sees_it_move_and_may_cancel_it() {
        String place = begun(ITEMS, csv(120_000, Map.of()));
        Set<Integer> seen = new TreeSet<>();
        while (seen.size() < 3) {
            JsonNode action = key.get(place).is(200).json();
            assertThat(action.path("status").asText()).isEqualTo("IN_PROGRESS");
            if (action.path("progress").isInt()) {
                seen.add(action.path("progress").asInt());
            }
            Soon.pause();
        }
        assertThat(seen).allMatch(hundredths -> hundredths < 100);
        key.delete(place).is(204);
        JsonNode action = ended(place);
        assertThat(action.path("status").asText()).isEqualTo("ERROR");
        assertThat(action.path("message").asText()).startsWith("Cancelled");
        assertThat(isThere(1)).isFalse();
    }

    @Test
    void what_keeps_the_rest_says_when_it_is_cancelled_how_much_it_has_kept() {
        String place = begun(ITEMS + "?errors=skip", csv(120_000, threeWrong()));
        while (key.get(place).is(200).json().path("rowsDone").asInt() == 0) {
            Soon.pause();
        }
        key.delete(place).is(204);
        JsonNode action = ended(place);
        assertThat(action.path("status").asText()).isEqualTo("ERROR");
        int kept = action.path("rowsDone").asInt();
        assertThat(action.path("message").asText())
                .isEqualTo("Cancelled. What was right in the first " + kept + " rows has been kept.");
        assertThat(isThere(kept)).isTrue();
        assertThat(isThere(kept + 1)).isFalse();
    }

    @Test
    void a_file_that_is_longer_than_a_body_may_be_is_imported_later_by_itself() {
        String filler = "x".repeat(4_000);
        String csv = "cle,num_commande\n"
                + IntStream.range(0, 5_000).mapToObj(i -> k + i + "," + filler).collect(Collectors.joining("\n"));
        Answer accepted = key.with("Content-Type", "text/csv").send("POST", ITEMS, Client.bytes(csv));
        assertThat(accepted.is(202).header("Location")).contains("/api/actions/");
        JsonNode action = ended("/api/actions/" + accepted.json().path("id").asText());
        assertThat(action.path("rowsDone").asInt()).isEqualTo(5_000);
        assertThat(isThere(4_999)).isTrue();
    }

    @Test
    void a_list_knows_how_many_rows_there_are_to_come() {
        Answer accepted = later.with("Accept", "text/csv").get("/api/communes").is(202);
        JsonNode action = ended("/api/actions/" + accepted.json().path("id").asText());
        assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
        assertThat(action.path("rowsTotal").asInt()).isEqualTo(34_969);
        assertThat(key.get(action.path("result").asText()).text().lines()).hasSize(34_970);
    }

    @Test
    void the_end_is_announced() {
        String place = begun(ITEMS, csv(3, Map.of()));
        ended(place);
        String id = place.substring(place.lastIndexOf('/') + 1);
        List<String> told = catalogue.all(
                row -> row.text("data"), "SELECT data FROM event WHERE name = 'action.completed' ORDER BY number");
        assertThat(told).anyMatch(data -> data.contains("\"id\":" + id + ",") && data.contains("\"user\":\"admin\""));
    }

    @Test
    void what_ended_long_ago_is_thrown_away_with_its_files() {
        String place = begun(ITEMS, csv(3, Map.of()));
        ended(place);
        String id = place.substring(place.lastIndexOf('/') + 1);
        assertThat(settings.folder().resolve(id + ".result")).exists();
        new ActionSweep(catalogue, settings, Clock.offset(Clock.systemUTC(), Duration.ofDays(6))).sweep();
        key.get(place + "/result").is(200);
        new ActionSweep(catalogue, settings, Clock.offset(Clock.systemUTC(), Duration.ofDays(8))).sweep();
        key.get(place).is(404);
        assertThat(Files.exists(settings.folder().resolve(id + ".result"))).isFalse();
    }
}
