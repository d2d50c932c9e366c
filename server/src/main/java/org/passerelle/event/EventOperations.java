package org.passerelle.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/events}: the events that may be fired, and firing them, at two addresses (wire.md §8; DigDash D14). */
@Singleton
final class EventOperations implements Capability {

    private final EventTypes types;
    private final Events events;
    private final Firing firing;
    private final Clock clock;

    @Inject
    EventOperations(EventTypes types, Events events, Firing firing, Clock clock) {
        this.types = types;
        this.events = events;
        this.firing = firing;
        this.clock = clock;
    }

    /** What is answered to who fires. */
    record Fired(
            @Doc(value = "Its name", example = "EVENT1") String name,

            @Doc(value = "What it is told by, to whoever hears it; null in a rehearsal", example = "evt_7d0c…")
            @Nullable
            String id) {}

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind("/api/v1/events", "event", "an event", Tag.EVENTS, ApiType.EVENTS, Topic.EVENTS);
        return Stream.concat(
                        new Crud<>(kind, EventType.class, EventType.Written.class, types).operations().stream(),
                        Stream.of(
                                Operation.post("/api/v1/events/{name}/fire")
                                        .named("events.fire", "Fire an event")
                                        .tag(Tag.EVENTS)
                                        .needs(Right.write(ApiType.EVENTS))
                                        .takes(
                                                new Shape.Members("What is told with the event", "{\"number\":7}"),
                                                Format.OBJECT)
                                        .orNothing()
                                        .answers(202, Shape.of(Fired.class, "fired"))
                                        .changes(DryRun.CATALOGUE)
                                        .by(call -> fire(call, call.path("name"), parameters(call))),
                                Operation.get("/fireevent")
                                        .named("events.fire.legacy", "Fire an event by a link")
                                        .tag(Tag.EVENTS)
                                        .needs(Right.write(ApiType.EVENTS))
                                        .query("eventid", "The name of the event", "EVENT1")
                                        .answers(202, Shape.of(Fired.class, "fired"))
                                        .changes(DryRun.CATALOGUE)
                                        .by(this::byLink)))
                .toList();
    }

    private Reply byLink(Call call) {
        String name = call.query().one("eventid");
        if (name == null) {
            throw Fault.badRequest("eventid must name the event.");
        }
        ObjectNode parameters = Json.MAPPER.createObjectNode();
        call.query().names().stream()
                .filter(parameter -> !parameter.equals("eventid"))
                .forEach(parameter -> parameters.put(parameter, call.query().one(parameter)));
        return fire(call, name, parameters);
    }

    private static ObjectNode parameters(Call call) {
        return call.body().isEmpty()
                ? Json.MAPPER.createObjectNode()
                : call.body().object();
    }

    private Reply fire(Call call, String name, ObjectNode parameters) {
        Unit unit = call.change();
        EventType type = types.find(unit, name).orElseThrow(() -> Fault.notFound("There is no event {}.", name));
        if (!firing.isOpen(unit)) {
            throw Fault.conflict("The scheduler does not run: start it by PUT /api/v1/system/scheduler.");
        }
        if (!type.active()) {
            throw Fault.conflict("The event {} is not active.", name);
        }
        ObjectNode data =
                Json.MAPPER.createObjectNode().put("user", call.caller().user());
        data.set("parameters", parameters);
        Event event = Event.of(name, clock.instant(), data);
        events.publish(unit, event);
        return new Reply.Value(202, new Fired(name, call.dryRun() ? null : event.id()), "fired", java.util.Map.of());
    }
}
