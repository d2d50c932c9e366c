package org.passerelle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.Client;
import org.passerelle.access.Someone;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Tasks: how they are kept, who may, when they run, once for each cause, and what comes of it. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class TasksHttpTest {

    private static final String TASKS = "/api/v1/system/tasks";

    private static Client admin() {
        return Client.byKey();
    }

    private static String made(String body) {
        return admin().post(TASKS, body).is(201).json().path("id").asText();
    }

    private static JsonNode runs(String task) {
        return admin().get(TASKS + "/" + task + "/runs").is(200).json();
    }

    private static JsonNode ended(String task, int runs) {
        Soon.atLast(
                "the runs of " + task + " have ended",
                () -> runs(task)
                                .valueStream()
                                .filter(run -> !run.path("ended").isNull())
                                .count()
                        >= runs);
        return runs(task);
    }

    private static JsonNode runNow(String task) {
        admin().send("POST", TASKS + "/" + task + "/run", null).is(202);
        return ended(task, 1).get(0);
    }

    @Test
    void the_example_of_the_document_is_taken() {
        JsonNode example = Client.as("owner")
                .get("/openapi.json")
                .is(200)
                .json()
                .at("/paths/~1api~1v1~1system~1tasks/post/requestBody/content/application~1json/example");
        assertThat(example.path("kind").asText()).isEqualTo("export");
        admin().with("Dry-Run", "true").post(TASKS, example.toString()).is(201);
    }

    @Test
    void a_task_is_made_shown_changed_and_removed() {
        String id = made("{\"name\":\"Export de la nuit\",\"cron\":\"30 2 * * *\",\"timeZone\":\"Europe/Paris\","
                + "\"kind\":\"export\",\"parameters\":{\"view\":\"clients\"}}");
        assertThat(id).startsWith("export-de-la-nuit");
        JsonNode shown = admin().get(TASKS + "/" + id).is(200).json();
        assertThat(shown.path("upcoming").asText()).isNotEmpty();
        assertThat(shown.path("account").asText()).isEqualTo("admin");
        admin().put(TASKS + "/" + id, shown.toString()).is(200);
        assertThat(admin().patch(TASKS + "/" + id, "{\"active\":false}")
                        .is(200)
                        .json()
                        .path("upcoming")
                        .isNull())
                .isTrue();
        admin().delete(TASKS + "/" + id).is(204);
        admin().get(TASKS + "/" + id).is(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"dance"}                                                                   | 400
            {"kind":"export","parameters":{}}                                                  | 400
            {"kind":"export","parameters":{"view":"clients","format":"pdf"}}                   | 400
            {"kind":"export","parameters":[]}                                                  | 400
            {"kind":"export","parameters":{"view":"clients"},"cron":"daily"}                   | 400
            {"kind":"export","parameters":{"view":"clients"},"timeZone":"Moon"}                | 400
            {"kind":"export","parameters":{"view":"clients"},"cron":"0 0 * * *","event":"EVENT1"} | 400
            {"kind":"export","parameters":{"view":"clients"},"event":"event1"}                 | 422
            {"kind":"report","parameters":{"view":"clients"}}                                  | 400
            {"kind":"report","parameters":{"report":"none"}}                                   | 422
            {"kind":"purge","parameters":{"of":"everything","days":1}}                         | 400
            {"kind":"purge","parameters":{"of":"runs","days":0}}                               | 400
            {"kind":"refreshSchema","parameters":{"connection":"none"}}                        | 422
            {"kind":"sql","parameters":{"connection":"none","statement":"x"}}                  | 422
            {"kind":"fireEvent","parameters":{"event":"record.created"}}                       | 400
            {"kind":"fireEvent","parameters":{"event":"nothing of the kind"}}                  | 422
            {"kind":"fireEvent","parameters":{"event":"EVENT1"},"event":"EVENT1"}              | 422
            {"kind":"export","parameters":{"view":"clients"},"event":"action.completed"}       | 422
            """)
    void what_cannot_be_is_refused(String body, int status) {
        admin().post(TASKS, body).is(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind":"sql","parameters":{"connection":"demo","statement":"DELETE FROM tickets"}} | system:rw,data:rw
            {"kind":"refreshSchema","parameters":{"connection":"demo"}}                         | system:rw
            {"kind":"fireEvent","parameters":{"event":"EVENT1"}}                                | system:rw,events:r
            """)
    void nobody_has_done_what_he_may_not_do_himself(String body, String acls) {
        Someone.with(List.of(acls.split(",")), List.of())
                .byPassword()
                .post(TASKS, body)
                .is(403);
    }

    @Test
    void an_export_becomes_an_action_of_its_account() {
        JsonNode run = runNow(made("{\"name\":\"e\",\"kind\":\"export\",\"parameters\":{\"view\":\"regions\"}}"));
        assertThat(run.path("status").asText()).isEqualTo("SUCCESS");
        String action = run.path("message").asText().replaceAll("\\D", "");
        Soon.atLast(
                "the action has ended",
                () -> admin().get("/api/actions/" + action)
                        .json()
                        .path("status")
                        .asText()
                        .equals("SUCCESS"));
        assertThat(admin().get("/api/actions/" + action + "/result").is(200).text())
                .contains("Île-de-France")
                .doesNotStartWith("{");
    }

    @Test
    void a_report_is_run_as_its_owner_runs_it() {
        String report = admin().post(
                        "/api/v1/reports",
                        "{\"name\":\"r\",\"view\":\"regions\",\"columns\":[\"nom\"],\"format\":\"ndjson\"}")
                .is(201)
                .json()
                .path("id")
                .asText();
        String body = "{\"name\":\"r\",\"kind\":\"report\",\"parameters\":{\"report\":\"" + report + "\"}}";
        JsonNode run = runNow(made(body));
        assertThat(run.path("status").asText()).as(run.toString()).isEqualTo("SUCCESS");
        String action = run.path("message").asText().replaceAll("\\D", "");
        Soon.atLast(
                "the action has ended",
                () -> admin().get("/api/actions/" + action)
                        .json()
                        .path("status")
                        .asText()
                        .equals("SUCCESS"));
        assertThat(admin().get("/api/actions/" + action + "/result").is(200).text())
                .contains("\"nom\":\"Île-de-France\"")
                .doesNotContain("[");
        Someone other = Someone.with(List.of("system:rw", "data:r"), List.of());
        assertThat(other.byPassword().post(TASKS, body).is(422).reason()).contains(report);
        admin().delete("/api/v1/reports/" + report).is(204);
        String task = made("{\"name\":\"later\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":30}}");
        admin().put(TASKS + "/" + task, body).is(422);
    }

    @Test
    void a_statement_is_run_in_its_connection() {
        String subject = "task-" + UUID.randomUUID();
        JsonNode run = runNow(made("{\"name\":\"s\",\"kind\":\"sql\",\"parameters\":{\"connection\":\"demo\","
                + "\"statement\":\"INSERT INTO tickets (subject, status) VALUES ('" + subject + "', 'Open')\"}}"));
        assertThat(run.path("message").asText()).isEqualTo("1 rows were changed.");
        assertThat(admin().get("/api/tickets?subject=" + subject).is(200).json())
                .hasSize(1);
        JsonNode failed = runNow(made("{\"name\":\"s\",\"kind\":\"sql\",\"parameters\":{\"connection\":\"demo\","
                + "\"statement\":\"INSERT INTO nowhere VALUES (1)\"}}"));
        assertThat(failed.path("status").asText()).isEqualTo("ERROR");
    }

    @Test
    void what_is_old_is_taken_away_and_a_schema_is_read_again() {
        assertThat(runNow(made("{\"name\":\"p\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":30}}"))
                        .path("status")
                        .asText())
                .isEqualTo("SUCCESS");
        assertThat(runNow(made("{\"name\":\"r\",\"kind\":\"refreshSchema\",\"parameters\":{\"connection\":\"demo\"}}"))
                        .path("status")
                        .asText())
                .isEqualTo("SUCCESS");
    }

    @Test
    void an_event_runs_its_tasks_once_and_a_task_may_fire_the_next() {
        String first = event();
        String second = event();
        String firing =
                made("{\"name\":\"f\",\"event\":\"%s\",\"kind\":\"fireEvent\",\"parameters\":{\"event\":\"%s\"}}"
                        .formatted(first, second));
        String after = made(
                "{\"name\":\"g\",\"event\":\"%s\",\"kind\":\"refreshSchema\",\"parameters\":{\"connection\":\"demo\"}}"
                        .formatted(second));
        admin().post("/api/v1/events/" + first + "/fire", "{}").is(202);
        assertThat(ended(firing, 1).get(0).path("cause").asText()).startsWith("event:");
        assertThat(ended(after, 1)).hasSize(1);
        assertThat(runs(firing)).hasSize(1);
    }

    @Test
    void tasks_that_would_start_one_another_for_ever_are_refused() {
        String first = event();
        String second = event();
        String third = event();
        String task = "{\"id\":\"%s\",\"event\":\"%s\",\"kind\":\"fireEvent\",\"parameters\":{\"event\":\"%s\"}}";
        admin().post(TASKS, task.formatted("to-" + second, first, second)).is(201);
        admin().post(TASKS, task.formatted("to-" + third, second, third)).is(201);
        String closing = task.formatted("to-" + first, third, first);
        assertThat(admin().post(TASKS, closing).is(422).text()).contains(third, "for ever");
        admin().put(TASKS + "/to-" + third, task.formatted("to-" + third, second, first))
                .is(422);
        admin().delete(TASKS + "/to-" + third).is(204);
        admin().post(TASKS, closing).is(201);
    }

    private static String event() {
        String name = "T" + UUID.randomUUID();
        admin().post("/api/v1/events", "{\"name\":\"" + name + "\"}").is(201);
        return name;
    }

    @Test
    void while_the_scheduler_is_stopped_nothing_runs() {
        String id = made("{\"name\":\"n\",\"kind\":\"refreshSchema\",\"parameters\":{\"connection\":\"demo\"}}");
        admin().put("/api/v1/system/scheduler", "{\"running\":false}").is(200);
        try {
            admin().send("POST", TASKS + "/" + id + "/run", null).is(409);
        } finally {
            admin().put("/api/v1/system/scheduler", "{\"running\":true}").is(200);
        }
        assertThat(runs(id)).isEmpty();
    }

    @Test
    void a_task_comes_at_its_time() {
        String id = made("{\"name\":\"c\",\"cron\":\"* * * * * ?\",\"kind\":\"purge\","
                + "\"parameters\":{\"of\":\"runs\",\"days\":30}}");
        try {
            JsonNode runs = ended(id, 2);
            assertThat(runs.valueStream()
                            .map(run -> run.path("cause").asText())
                            .distinct()
                            .count())
                    .isEqualTo(runs.size());
        } finally {
            admin().delete(TASKS + "/" + id).is(204);
        }
    }

    @Test
    void a_task_runs_by_the_rights_that_its_account_has_then() {
        Someone someone = Someone.with(List.of("system:rw", "events:rw"), List.of());
        String id = someone.byPassword()
                .post(TASKS, "{\"name\":\"x\",\"kind\":\"fireEvent\",\"parameters\":{\"event\":\"EVENT1\"}}")
                .is(201)
                .json()
                .path("id")
                .asText();
        someone.acls("DELETE", "events:rw");
        JsonNode run = runNow(id);
        assertThat(run.path("status").asText()).isEqualTo("ERROR");
        assertThat(run.path("message").asText()).contains("events:rw");
    }
}
