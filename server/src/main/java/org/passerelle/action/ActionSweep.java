package org.passerelle.action;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;

/** Throws away actions that ended long ago, with their files, and what a crash has left half written. */
@Singleton
final class ActionSweep {

    private static final Logger LOG = Logger.getLogger(ActionSweep.class);
    private static final int FIRST_SECONDS = 30;
    private static final int PAUSE_SECONDS = 3_600;

    private final Catalogue catalogue;
    private final ActionSettings settings;
    private final ActionFiles files;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("action-sweep").factory());

    @Inject
    ActionSweep(Catalogue catalogue, ActionSettings settings, Clock clock) {
        this.catalogue = catalogue;
        this.settings = settings;
        this.files = new ActionFiles(settings.folder());
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
            LOG.warn("actions that ended long ago cannot be thrown away now", e);
        }
    }

    /** Files first: an action whose files are gone is found again, files whose action is gone are not. */
    void sweep() {
        for (long id : ActionStore.ended(catalogue, clock.instant().minus(settings.keep()))) {
            files.forgetAll(id);
            catalogue.change(unit -> {
                ActionStore.delete(unit, id);
                return id;
            });
        }
        files.forgetParts(clock.instant());
    }
}
