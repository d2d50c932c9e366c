package org.passerelle.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;

/** Whoever repeats a call under its key is given its answer, and nothing is done twice. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class IdempotencyHttpTest {

    private static final String TICKETS = "/api/tickets";

    @Inject
    Catalogue catalogue;

    @Inject
    Operations operations;

    private final Client client = Client.byKey();
    private final String key = UUID.randomUUID().toString();
    private final Client once = client.with("Idempotency-Key", key);
    private final String subject = "Ticket " + key;

    private String ticket() {
        return "{\"subject\":\"" + subject + "\"}";
    }

    private int tickets() {
        return client.get(TICKETS + "?subject=" + Client.encode(subject))
                .is(200)
                .json()
                .size();
    }

    private static void assertSame(Answer first, Answer second) {
        assertThat(second.status()).isEqualTo(first.status());
        assertThat(second.text()).isEqualTo(first.text());
        for (String header : List.of("Location", "ETag", "Content-Type", "Retry-After")) {
            assertThat(second.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    @Test
    void a_record_is_created_once_and_the_answer_repeated() {
        Answer first = once.post(TICKETS, ticket()).is(201);
        assertThat(first.header("Location")).contains(TICKETS + "/");
        assertThat(first.header("ETag")).isNotEmpty();
        assertSame(first, once.post(TICKETS, ticket()));
        assertSame(first, client.with("Idempotency-Key", "\"" + key + "\"").post(TICKETS, ticket()));
        assertThat(tickets()).isEqualTo(1);
        client.post(TICKETS, ticket()).is(201);
        assertThat(tickets()).as("without a key each call counts").isEqualTo(2);
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        once.post(TICKETS, ticket()).is(201);
        once.post(TICKETS, ticket().replace("Ticket", "Other")).is(422);
        once.post("/api/projects", ticket()).is(422);
        assertThat(tickets()).isEqualTo(1);
    }

    @Test
    void a_key_belongs_to_its_account() {
        Client user = Client.as("user").with("Idempotency-Key", key);
        once.post(TICKETS, ticket()).is(201);
        user.post(TICKETS, ticket()).is(201);
        assertThat(tickets()).isEqualTo(2);
    }

    @Test
    void a_change_and_a_bulk_count_once() {
        String id = client.post(TICKETS, ticket()).is(201).json().path("id").asText();
        String path = TICKETS + "/" + id;
        Answer first = once.patch(path, "{\"description\":\"first\"}").is(200);
        client.patch(path, "{\"description\":\"second\"}").is(200);
        assertSame(first, once.patch(path, "{\"description\":\"first\"}"));
        assertThat(client.get(path).json().path("description").asText()).isEqualTo("second");

        String rows = IntStream.range(0, 600)
                .mapToObj(i -> "{\"cle\":\"" + key + i + "\",\"num_commande\":\"n" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        Client bulk = client.with("Idempotency-Key", key + "b");
        Answer created = bulk.post("/api/items/commandes/", rows).is(200);
        assertThat(created.column("status")).containsOnly("created");
        assertSame(created, bulk.post("/api/items/commandes/", rows));
        Client put = client.with("Idempotency-Key", key + "p").with("Accept", "application/xml");
        assertSame(put.put("/api/items/commandes/", rows).is(200), put.put("/api/items/commandes/", rows));
    }

    @Test
    void a_secret_is_shown_again_and_kept_sealed() {
        String body = "{\"name\":\"once\",\"permissions\":{\"data\":\"r\"}}";
        Answer first = once.post("/api/v1/auth/apikeys", body).is(201);
        assertSame(first, once.post("/api/v1/auth/apikeys", body));
        String secret = first.json().path("key").asText();
        assertThat(secret).startsWith("psl_");
        assertThat(catalogue.all(row -> row.textOrNull("answer"), "SELECT answer FROM idempotency"))
                .isNotEmpty()
                .noneMatch(answer -> answer != null && answer.contains(secret));
        assertThat(client.get("/api/v1/auth/apikeys")
                        .json()
                        .valueStream()
                        .filter(k -> k.path("name").asText().equals("once")))
                .hasSize(1);
    }

    @Test
    void long_work_is_one_action() {
        Client later = once.with("Prefer", "respond-async");
        Answer first = later.post("/api/items/commandes/", "[{\"cle\":\"" + key + "\",\"num_commande\":\"n\"}]");
        assertThat(first.is(202).header("Preference-Applied")).isEqualTo("respond-async");
        assertSame(first, later.post("/api/items/commandes/", "[{\"cle\":\"" + key + "\",\"num_commande\":\"n\"}]"));
    }

    @Test
    void a_refused_call_may_be_corrected_under_its_key() {
        once.post(TICKETS, "{\"nosuch\":1}").is(400);
        once.post(TICKETS, ticket()).is(201);
        once.post(TICKETS, ticket()).is(201);
        assertThat(tickets()).isEqualTo(1);
    }

    @Test
    void a_rehearsal_knows_of_no_key() {
        once.with("Dry-Run", "true").post(TICKETS, ticket()).is(201);
        once.post(TICKETS, ticket()).is(201);
        once.with("Dry-Run", "true")
                .post(TICKETS, ticket().replace("Ticket", "Other"))
                .is(201);
        assertThat(tickets()).isEqualTo(1);
    }

    @Test
    void what_is_no_longer_allowed_is_not_repeated() {
        once.post(TICKETS, ticket()).is(201);
        Client.nobody().with("Idempotency-Key", key).post(TICKETS, ticket()).is(401);
        Client.as("guest").with("Idempotency-Key", key).post(TICKETS, ticket()).is(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks", "\"\"", "long"})
    void what_cannot_be_a_key_is_refused(String wrong) {
        String sent = wrong.equals("long") ? "k".repeat(256) : wrong;
        assertThat(client.with("Idempotency-Key", sent)
                        .post(TICKETS, ticket())
                        .is(400)
                        .reason())
                .contains("Idempotency-Key");
        assertThat(tickets()).isZero();
    }

    @Test
    void while_a_call_is_being_made_its_repetition_must_wait()
            throws SQLException, ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = new org.sqlite.JDBC()
                        .connect(
                                "jdbc:sqlite:" + DemoHouse.folder().resolve("demo.db") + "?busy_timeout=10000",
                                new Properties())) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            Future<Answer> first = threads.submit(() -> once.post(TICKETS, ticket()));
            Soon.atLast("the key is claimed", this::isClaimed);
            assertThat(once.post(TICKETS, ticket()).is(409).header("Retry-After"))
                    .isEqualTo("1");
            once.post(TICKETS, ticket().replace("Ticket", "Other")).is(422);
            other.createStatement().execute("ROLLBACK");
            assertSame(first.get().is(201), once.post(TICKETS, ticket()));
        }
        assertThat(tickets()).isEqualTo(1);
    }

    private boolean isClaimed() {
        return !catalogue
                .all(
                        row -> row.text("mark"),
                        "SELECT mark FROM idempotency WHERE state = 'RUNNING' AND mark = ?",
                        Idempotency.mark("admin", key))
                .isEmpty();
    }

    @Test
    void of_many_at_once_one_is_done() throws InterruptedException, ExecutionException {
        var answers = new ArrayList<Future<Answer>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 24; i++) {
                answers.add(threads.submit(() -> once.post(TICKETS, ticket())));
            }
        }
        Answer settled = once.post(TICKETS, ticket()).is(201);
        for (Future<Answer> answer : answers) {
            if (answer.get().status() != 409) {
                assertSame(settled, answer.get());
            }
        }
        assertThat(tickets()).isEqualTo(1);
    }

    @Test
    void the_document_tells_which_calls_take_a_key() {
        JsonNode paths = client.get("/openapi.json?all=true").is(200).json().path("paths");
        assertThat(parameters(paths.path(TICKETS).path("post"))).contains("Idempotency-Key");
        assertThat(parameters(paths.path("/api/v1/users/{id}").path("patch"))).contains("Idempotency-Key");
        assertThat(parameters(paths.path(TICKETS + "/{id}").path("put"))).doesNotContain("Idempotency-Key");
        assertThat(operations.all().stream().filter(Operation::isRepeatable)).hasSizeGreaterThan(20);
    }

    private static List<String> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }
}
