package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;

/** Metrics, log and audit log name a request by the one id that the client was given; so do traces ({@link TracesTest}). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class OneIdHttpTest {

    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /** What a handler hears of the log: the request, and what is said. */
    private static final class Ear extends Handler {

        private final Queue<String> heard = new ConcurrentLinkedQueue<>();

        @Override
        public void publish(LogRecord line) {
            if (line instanceof ExtLogRecord whole) {
                heard.add(whole.getMdc(Exemplars.REQUEST) + " " + whole.getFormattedMessage());
            }
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    @Test
    void it_is_on_the_log_line_the_metric_and_the_audit_line_of_a_request() {
        var ear = new Ear();
        Logger log = Logger.getLogger(Meters.class.getName());
        log.addHandler(ear);
        log.setLevel(Level.FINE);
        String id;
        try {
            Answer refused =
                    Client.as("user").delete("/api/v1/rolegroupacls/nobody").is(403);
            id = refused.header("X-Request-Id");
            Soon.atLast(
                    "the log names it",
                    () -> ear.heard.stream()
                            .anyMatch(line -> line.startsWith(id + " rolegroupacls.delete answered 403")));
        } finally {
            log.setLevel(null);
            log.removeHandler(ear);
        }
        String metrics = Client.nobody()
                .with("Accept", OPEN_METRICS)
                .get("/metrics")
                .is(200)
                .text();
        assertThat(metrics.lines().filter(line -> line.contains("operation=\"rolegroupacls.delete\",status=\"403\"")))
                .anySatisfy(line -> assertThat(line).contains("request_id=\"" + id + "\""));
        assertThat(Client.byKey()
                        .get("/api/v1/system/audit/events?operation=rolegroupacls.delete&result=403&limit=1")
                        .is(200)
                        .column("requestId"))
                .containsExactly(id);
    }

    @Test
    void who_may_know_how_the_server_is_hears_where_the_time_went() {
        assertThat(Client.byKey().get("/api/v1/roles").is(200).header("Server-Timing"))
                .matches("credential;dur=\\d+\\.\\d{3}, work;dur=\\d+\\.\\d{3}");
        assertThat(Client.as("user").get("/api/list/clients/").is(200).header("Server-Timing"))
                .isEmpty();
    }
}
