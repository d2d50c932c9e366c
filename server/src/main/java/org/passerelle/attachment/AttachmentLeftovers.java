package org.passerelle.attachment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;

/** Throws away the files that servers left half-way when they were killed. */
@Singleton
final class AttachmentLeftovers {

    private static final Logger LOG = Logger.getLogger(AttachmentLeftovers.class);
    private static final int FIRST_SECONDS = 45;
    private static final int PAUSE_SECONDS = 3_600;

    /** No unit lasts so long. */
    private static final Duration LONGEST_UNIT = Duration.ofHours(1);

    /** No file comes so slowly. */
    private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

    private final Catalogue catalogue;
    private final AttachmentFiles files;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("attachment-leftovers").factory());

    @Inject
    AttachmentLeftovers(Catalogue catalogue, AttachmentSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.files = new AttachmentFiles(settings.folder());
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        timer.scheduleWithFixedDelay(this::turn, FIRST_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        timer.shutdownNow();
    }

    private void turn() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warn("files that belong to nobody cannot be thrown away now", e);
        }
    }

    void sweep() {
        Instant now = clock.instant();
        files.settle(now.minus(LONGEST_UNIT), id -> Attachments.isTold(catalogue, id));
        files.forgetParts(now.minus(LONGEST_UPLOAD));
    }
}
