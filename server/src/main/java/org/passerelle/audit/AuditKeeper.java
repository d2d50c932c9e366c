package org.passerelle.audit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;

/**
 * Looks after the log behind the requests: writes what waits, signs how far the chain has come, walks along it, seals what is old.
 */
@Singleton
final class AuditKeeper {

    private static final Logger LOG = Logger.getLogger(AuditKeeper.class);
    private static final int WALKED_EACH = 10;
    private static final int SEALED_EACH = 3_600;
    private static final long WALK = 5_000;
    private static final long SIGNED_LINES = 1_000;
    private static final Duration SIGNED = Duration.ofMinutes(10);

    private final AuditLog log;
    private final AuditSettings settings;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Checkpoints checkpoints;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("audit").factory());
    private Verifier verifier = new Verifier(0, Chain.BEGINNING, Map.of());
    private volatile long verified;
    private int turn;

    @Inject
    AuditKeeper(AuditLog log, AuditSettings settings, Catalogue catalogue, Clock clock) {
        this.log = log;
        this.settings = settings;
        this.catalogue = catalogue;
        this.clock = clock;
        this.checkpoints = new Checkpoints(catalogue, log.key(), settings.folder());
    }

    /** The line up to which the chain was walked since the start, and nothing was wrong. */
    long verified() {
        return verified;
    }

    private void turn() {
        log.flush();
        turn++;
        try {
            if (turn % WALKED_EACH == 0) {
                sign();
                walk();
            }
            if (turn % SEALED_EACH == 0) {
                settings.retention().ifPresent(this::seal);
            }
        } catch (RuntimeException e) {
            LOG.warn("the audit log cannot be looked after now", e);
        }
    }

    private void sign() {
        Instant now = clock.instant();
        long head = AuditStore.head(catalogue).number();
        boolean due = checkpoints
                .last()
                .map(last -> head - last.number() >= SIGNED_LINES
                        || !last.time().plus(SIGNED).isAfter(now))
                .orElse(true);
        if (due) {
            checkpoints.sign(now);
        }
    }

    private void walk() {
        if (!verifier.isContent()) {
            return; // it was told, and stays so until somebody has looked
        }
        Segment base = Segment.latest(catalogue);
        if (base.last() > verifier.place()) {
            verifier = new Verifier(base.last(), base.hash(), Map.of());
        }
        Verification.walk(catalogue, verifier, WALK);
        if (verifier.isContent()) {
            verified = verifier.place();
        } else {
            LOG.errorf(
                    "the audit log is not what was written, from line %d on: run ./passerelle audit verify",
                    verified + 1);
        }
    }

    private void seal(Duration retention) {
        Instant now = clock.instant();
        new Segments(catalogue, log, settings.folder()).seal(now.minus(retention), now);
    }

    void start(@Observes StartupEvent start) {
        writer.scheduleWithFixedDelay(this::turn, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        writer.shutdown();
        log.flushAll();
        try {
            checkpoints.sign(clock.instant());
        } catch (RuntimeException e) {
            LOG.warn("the end of the audit log cannot be signed now", e);
        }
    }
}
