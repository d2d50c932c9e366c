package org.passerelle.credential;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/**
 * Tells of API keys that end soon, once for each threshold, whatever number of nodes looks and however often they start. After a long
 * silence only the nearest threshold is told; a key made for less time than a threshold never meets it.
 */
@Singleton
final class ExpiryWatch {

    private static final Logger LOG = Logger.getLogger(ExpiryWatch.class);

    /** Days before the end, the nearest first. */
    private static final int[] THRESHOLDS = {1, 3, 14};

    private static final int FIRST_SECONDS = 60;
    private static final int PAUSE_SECONDS = 3_600;

    private final Catalogue catalogue;
    private final KeyStore store;
    private final List<KeyExpiring.Listener> listeners;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-expiry").factory());

    @Inject
    ExpiryWatch(Catalogue catalogue, KeyStore store, @All List<KeyExpiring.Listener> listeners, Clock clock) {
        this.catalogue = catalogue;
        this.store = store;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        watch.scheduleWithFixedDelay(this::turn, FIRST_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        watch.shutdownNow();
    }

    private void turn() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("keys that end soon cannot be looked for now", e);
        }
    }

    /** Tells what is to be told now. */
    void look() {
        Instant now = clock.instant();
        List<ApiKey> ending = store.ending(now, now.plus(Duration.ofDays(THRESHOLDS[THRESHOLDS.length - 1])));
        for (ApiKey key : ending) {
            catalogue.change(unit -> tell(unit, key, now));
        }
        catalogue.change(unit -> unit.run("DELETE FROM api_key_warning WHERE ends < ?", now.toEpochMilli()));
    }

    /** @return whether it was told now, and not before or elsewhere */
    private boolean tell(Unit unit, ApiKey key, Instant now) {
        Instant ends = key.expires();
        int days = ends == null ? 0 : days(Duration.between(now, ends));
        if (ends == null || key.created().isAfter(ends.minus(Duration.ofDays(days)))) {
            return false;
        }
        boolean first = unit.run(
                        "INSERT INTO api_key_warning (id, ends, days) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        key.id(),
                        ends.toEpochMilli(),
                        days)
                == 1;
        if (first) {
            var event = new KeyExpiring(key.id(), key.name(), key.user(), key.createdBy(), ends, days);
            listeners.forEach(listener -> listener.hear(unit, event));
            unit.afterCommit(() -> LOG.infof("%s of %s ends within %d days", key, key.user(), days));
        }
        return first;
    }

    private static int days(Duration left) {
        for (int days : THRESHOLDS) {
            if (left.compareTo(Duration.ofDays(days)) <= 0) {
                return days;
            }
        }
        throw new IllegalArgumentException("a key that ends in " + left + " does not end soon");
    }
}
