package org.passerelle.event;

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
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/**
 * Brings events to their {@link EventListener}s: each event once, whatever number of nodes there is and however often they are killed. How far
 * it has come is noted in the unit in which the listeners hear. Forgets what is older than it is kept.
 */
@Singleton
final class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int AT_ONCE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SWEEP = Duration.ofHours(1);

    private final Catalogue catalogue;
    private final EventFeed feed;
    private final List<EventListener> listeners;
    private final EventSettings settings;
    private final Clock clock;
    private Instant swept = Instant.EPOCH;

    @Inject
    Dispatcher(
            Catalogue catalogue,
            EventFeed feed,
            @All List<EventListener> listeners,
            EventSettings settings,
            Clock clock) {
        this.catalogue = catalogue;
        this.feed = feed;
        this.listeners = List.copyOf(listeners);
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        Thread.ofPlatform().daemon().name("event-dispatch").start(this::run);
    }

    void stop(@Observes ShutdownEvent end) {
        feed.close();
    }

    private void run() {
        while (!feed.isClosed()) {
            long heard = feed.rings();
            boolean more = false;
            try {
                more = turn();
                sweep();
            } catch (RuntimeException e) {
                if (!feed.isClosed()) {
                    LOG.warn("events cannot be brought to their listeners now", e);
                    pause();
                }
            }
            if (!more && !feed.isClosed()) {
                feed.await(heard, PATIENCE);
            }
        }
    }

    /** @return whether there may be more */
    boolean turn() {
        long before = position(catalogue.one(row -> row.big("number"), POSITION));
        return before < EventStore.last(catalogue) && catalogue.change(this::dispatch);
    }

    private static final String POSITION = "SELECT number FROM event_position WHERE name = 'dispatch'";

    private boolean dispatch(Unit unit) {
        unit.run("UPDATE event_position SET number = number WHERE name = 'dispatch'"); // the others wait
        long position = position(unit.one(row -> row.big("number"), POSITION));
        List<Kept> found = EventStore.batches(unit, position, AT_ONCE);
        if (found.isEmpty()) {
            return false;
        }
        listeners.forEach(listener -> listener.hear(unit, found));
        unit.run(
                "UPDATE event_position SET number = ? WHERE name = 'dispatch'",
                found.getLast().number());
        return found.size() >= AT_ONCE;
    }

    private static long position(java.util.Optional<Long> number) {
        return number.orElseThrow();
    }

    private void sweep() {
        Instant now = clock.instant();
        if (swept.plus(SWEEP).isBefore(now)) {
            swept = now;
            Instant before = now.minus(settings.keep());
            catalogue.change(unit -> {
                listeners.forEach(listener -> listener.forget(unit, before));
                return EventStore.forget(unit, before);
            });
        }
    }

    private static void pause() {
        try {
            Thread.sleep(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
