package org.passerelle.usage;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.usage.Counts.Line;
import org.passerelle.usage.Counts.Sum;

/** Counts calls, and remembers the last ones. Days are UTC's. Thread-safe. */
@Singleton
public final class Usage {

    private static final Logger LOG = Logger.getLogger(Usage.class);
    private static final int PAUSE_SECONDS = 10;
    private static final int REMEMBERED = 20_000;
    private static final int DAYS_KEPT = 400;

    private final UsageStore store;
    private final Clock clock;
    private final Counts counts = new Counts();
    private final LastCalls last = new LastCalls(REMEMBERED);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("usage").factory());

    @Inject
    Usage(Catalogue catalogue, Clock clock) {
        this.store = new UsageStore(catalogue);
        this.clock = clock;
        writer.scheduleWithFixedDelay(this::write, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** On the road of every request: a few additions, no I/O. */
    public void note(Served call) {
        var line = new Line(
                LocalDate.ofInstant(call.time(), ZoneOffset.UTC),
                call.key(),
                call.caller().user(),
                call.operation());
        counts.add(line, new Sum(1, call.isRefusal() ? 1 : 0, call.rows()));
        if (!call.caller().isAnonymous()) {
            last.add(call);
        }
    }

    /** One of the last calls of this node. */
    Optional<Served> call(String id) {
        return last.find(id);
    }

    /** The last calls of this node, newest first. */
    List<Served> calls(Predicate<Served> which) {
        return last.newest().stream().filter(which).toList();
    }

    /** What went on in the last hour. */
    Recent recent() {
        return Recent.of(calls(call -> true), clock.instant());
    }

    /** What this node has counted up to now is in it. @param user whose use alone is counted; empty for everybody's */
    List<UsageStore.Total> totals(UsageStore.By by, String user, LocalDate from, LocalDate to) {
        write();
        return store.totals(by, user, from, to);
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    /** Writes what has gathered; what cannot be written waits on. */
    private synchronized void write() {
        Map<Line, Sum> batch = counts.take();
        if (batch.isEmpty()) {
            return;
        }
        try {
            store.add(batch, today().minusDays(DAYS_KEPT));
        } catch (RuntimeException e) {
            LOG.debug("usage cannot be written now", e);
            batch.forEach(counts::add);
        }
    }

    void stop(@Observes ShutdownEvent end) {
        writer.shutdown();
        write();
    }
}
