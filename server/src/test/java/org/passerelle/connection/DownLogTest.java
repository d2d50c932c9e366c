package org.passerelle.connection;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Clients are told that a database does not answer; the operator reads in the log why. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class DownLogTest {

    private static final Logger LOG = Logger.getLogger(Connections.class.getName());

    private final Client client = Client.byKey();

    @Test
    void the_log_says_why_a_database_is_down() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        LOG.setFilter(line -> line instanceof ExtLogRecord whole && heard.add(whole.getFormattedMessage()));
        try {
            client.post("/api/v1/connections", """
                            {"id":"nowhere","name":"Nowhere","url":"jdbc:postgresql://127.0.0.1:1/nowhere"}
                            """).is(201);
            Soon.atLast(
                    "the reason",
                    () -> heard.stream()
                            .anyMatch(line -> line.startsWith("connection nowhere is down: ")
                                    && line.toLowerCase(java.util.Locale.ROOT).contains("refused")));
        } finally {
            LOG.setFilter(null);
            client.delete("/api/v1/connections/nowhere").is(204);
        }
    }
}
