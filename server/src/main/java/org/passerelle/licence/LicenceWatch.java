package org.passerelle.licence;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Says in the log, at the start and once a day, when the licence ends soon or has ended. */
@Singleton
final class LicenceWatch {

    private static final Logger LOG = Logger.getLogger(LicenceWatch.class);

    private final Licences licences;
    private final LicenceSettings settings;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("licence").factory());

    @Inject
    LicenceWatch(Licences licences, LicenceSettings settings) {
        this.licences = licences;
        this.settings = settings;
    }

    void start(@Observes StartupEvent start) {
        watch.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.DAYS);
    }

    void stop(@Observes ShutdownEvent end) {
        watch.shutdownNow();
    }

    private void look() {
        String message = licences.state().message(settings.grace());
        if (!message.isEmpty()) {
            LOG.warn(message);
        }
    }
}
