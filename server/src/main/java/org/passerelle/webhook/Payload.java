package org.passerelle.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.event.Audience;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.event.Kept;
import org.passerelle.format.Json;

/**
 * What a message says: {@code {"event_name","id","timestamp","sequence","data"}}, the same at each attempt but for what its reader may no longer
 * see. In a list {@code data} is {@code {"table","records":[…]}}.
 */
@Singleton
final class Payload {

    private final Events events;
    private final Audience audience;

    @Inject
    Payload(Events events, Audience audience) {
        this.events = events;
        this.audience = audience;
    }

    /** @param id of the first event: by it receivers tell what they know already */
    record Said(String id, ObjectNode body) {}

    /** Empty when there is nothing in it that an owner may see by now. */
    Optional<Said> of(Webhook hook, Message message) {
        List<Kept> kept = events.between(message.first(), message.last());
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        Event first = kept.getFirst().event();
        Caller reader = owner(hook);
        List<Event> seen = kept.stream()
                .map(Kept::event)
                .filter(event -> isLike(first, event))
                .flatMap(event -> audience.seen(reader, event).stream())
                .toList();
        return seen.isEmpty() ? Optional.empty() : Optional.of(said(hook, message, first, seen));
    }

    private static Said said(Webhook hook, Message message, Event first, List<Event> seen) {
        Event told = hook.lists(first)
                ? new Event(first.id(), first.name(), first.at(), null, null, list(first.table(), seen))
                : seen.getFirst();
        ObjectNode body = told.told();
        body.put("id", first.id()).put("sequence", message.sequence());
        return new Said(first.id(), body);
    }

    /** Whether both are told in one list, when there is one. */
    static boolean isLike(Event one, Event other) {
        return one.name().equals(other.name()) && Objects.equals(one.table(), other.table());
    }

    private static ObjectNode list(@Nullable String table, List<Event> seen) {
        ObjectNode data = Json.MAPPER.createObjectNode().put("table", table);
        ArrayNode records = data.putArray("records");
        seen.forEach(event -> {
            ObjectNode record = records.addObject().put("record", event.record());
            event.data().properties().forEach(member -> record.set(member.getKey(), member.getValue()));
        });
        return data;
    }

    /** Webhooks belong to owners, who may see everything that is open. */
    private static Caller owner(Webhook hook) {
        return new Caller(
                hook.account(),
                null,
                new Caller.Credential(Caller.Kind.NONE, hook.id(), null),
                Permissions.ALL,
                new Holdings(true, true, java.util.Set.of(), List.of(), List.of(), List.of()));
    }
}
