package org.passerelle.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.passerelle.action.ActionStore.Stand;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.format.Json;

/** How an action ends: once, and whoever listens is told in the same unit. Thread-safe. */
@Singleton
final class Endings {

    private final Events events;
    private final Clock clock;

    @Inject
    Endings(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    /** One that has ended already stays as it is. */
    void end(Unit unit, long id, Action.Status status, String message, @Nullable Stand last) {
        if (ActionStore.end(unit, id, status, message, last, clock.instant())) {
            ActionStore.find(unit, id).ifPresent(ended -> events.publish(unit, completed(ended)));
        }
    }

    private Event completed(Action ended) {
        ObjectNode data = Json.MAPPER.valueToTree(ActionView.of(ended));
        return Event.of(
                "action.completed",
                clock.instant(),
                data.put("user", ended.call().asker().shown()));
    }
}
