package org.passerelle.event;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Source;

/**
 * Which events somebody may want: one that listens to all events, or whoever listened to a stream since what was kept then is kept. What becomes of
 * records is very much, and is kept only so. Thread-safe.
 */
@Singleton
public final class Interest {

    private final Instance<EventListener> listeners;
    private final EventSettings settings;
    private final Clock clock;

    @Inject
    Interest(Instance<EventListener> listeners, EventSettings settings, Clock clock) {
        this.listeners = listeners;
        this.settings = settings;
        this.clock = clock;
    }

    /** What events are alike in. */
    private record Kind(String name, @Nullable String table) {}

    /** Those that somebody may want, in their order. */
    public List<Event> in(Source source, List<Event> events) {
        if (events.isEmpty() || EventStore.listened(source).isAfter(oldestKept())) {
            return events;
        }
        Map<Kind, Boolean> wanted = new HashMap<>();
        return events.stream()
                .filter(event ->
                        wanted.computeIfAbsent(new Kind(event.name(), event.table()), kind -> isAwaited(source, event)))
                .toList();
    }

    private Instant oldestKept() {
        return clock.instant().minus(settings.keep());
    }

    private boolean isAwaited(Source source, Event event) {
        return listeners.stream().anyMatch(listener -> listener.awaits(source, event));
    }
}
