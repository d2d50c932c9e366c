package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** Writers that wait for another program's change to a SQLite file keep nobody else waiting. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class TurnsHttpTest {

    private static final int WRITERS = 16;

    /** Few: the writers wait five seconds and no longer. */
    private static final int READS = 4;

    private final Client client = Client.byKey();

    @Test
    void who_waits_to_write_keeps_no_reader_waiting() throws SQLException, ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = new org.sqlite.JDBC()
                        .connect(
                                "jdbc:sqlite:" + DemoHouse.folder().resolve("demo.db") + "?busy_timeout=10000",
                                new Properties())) {
            other.createStatement().execute("BEGIN IMMEDIATE");
            List<Future<Integer>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String ticket = "{\"subject\":\"waits " + i + "\"}";
                writers.add(
                        threads.submit(() -> client.post("/api/tickets", ticket).status()));
            }
            for (int i = 0; i < READS; i++) {
                client.get("/api/list/clients/?limit=1").is(200);
                client.get("/api/v1/users?limit=1").is(200);
            }
            assertThat(writers).noneMatch(Future::isDone);
            other.createStatement().execute("ROLLBACK");
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isEqualTo(201);
            }
        }
    }
}
