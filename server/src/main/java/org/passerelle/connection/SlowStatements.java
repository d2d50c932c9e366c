package org.passerelle.connection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.MDC;

/** The last statements of business databases that took long, as they were prepared: without the values. Thread-safe. */
@Singleton
public final class SlowStatements {

    private static final int REMEMBERED = 200;
    private static final int LONGEST = 4_000;

    private final SlowSettings settings;
    private final Clock clock;
    private final Deque<Slow> last = new ArrayDeque<>();

    @Inject
    SlowStatements(SlowSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param took until its first row, or until it had changed what it changes
     * @param request the number of the request that it came of; empty for the server's own doing
     */
    public record Slow(Instant time, String connection, String statement, Duration took, String request) {}

    /** Hears what statements take. */
    @FunctionalInterface
    interface Watch {
        Watch NOBODY = (statement, nanos) -> {};

        void saw(String statement, long nanos);
    }

    Watch of(String connection) {
        long threshold = settings.from().toNanos();
        return (statement, nanos) -> {
            if (nanos >= threshold) {
                note(connection, statement, nanos);
            }
        };
    }

    private synchronized void note(String connection, String statement, long nanos) {
        if (last.size() == REMEMBERED) {
            last.removeLast();
        }
        String cut = statement.length() <= LONGEST ? statement : statement.substring(0, LONGEST) + "…";
        String request = Objects.toString(MDC.get("requestId"), "");
        last.addFirst(new Slow(clock.instant(), connection, cut, Duration.ofNanos(nanos), request));
    }

    /** Newest first. */
    public synchronized List<Slow> all() {
        return new ArrayList<>(last);
    }
}
