package org.passerelle.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.format.Json;

/** Tells of accounts as events: {@code user.created}, {@code user.updated}, {@code user.deleted}. */
record UserEvents(Events events, Clock clock) {

    /** @param verb what happened to it */
    void tell(Unit unit, String verb, Account account) {
        ObjectNode data =
                Json.MAPPER.createObjectNode().put("user", account.id()).put("name", account.name());
        data.put("kind", account.kind().word()).put("active", account.active());
        events.publish(unit, Event.of("user." + verb, clock.instant(), data));
    }
}
