package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.event.Event;
import org.passerelle.event.EventTypes;
import org.passerelle.event.Events;
import org.passerelle.event.Family;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/** Fires an event: {@code {event, parameters}}. */
@Singleton
final class FireWork implements TaskWork {

    private final Events events;
    private final EventTypes types;

    @Inject
    FireWork(Events events, EventTypes types) {
        this.events = events;
        this.types = types;
    }

    @Override
    public String kind() {
        return "fireEvent";
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        if (!by.level(ApiType.EVENTS).holds(Level.RW)) {
            throw Fault.forbidden("A task that fires events needs events:rw.");
        }
        if (Family.of(Given.text(parameters, "event")).isPresent()) {
            throw Fault.badMember("parameters", "a built-in event cannot be fired");
        }
    }

    @Override
    public Optional<String> follows(JsonNode parameters) {
        return Optional.of(Given.text(parameters, "event"));
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        String name = Given.text(task.parameters(), "event");
        return unit -> {
            if (!types.isKnown(unit, name)) {
                throw Fault.notFound("There is no event {}.", name);
            }
            ObjectNode data =
                    Json.MAPPER.createObjectNode().put("user", by.user()).put("task", task.id());
            JsonNode given = task.parameters().path("parameters");
            data.set("parameters", given.isObject() ? given : Json.MAPPER.createObjectNode());
            Event event = Event.of(name, now, data);
            events.publish(unit, event);
            return "Fired as " + event.id() + ".";
        };
    }
}
