package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.format.Json;

/** Makes an event of each warning: {@code apikey.expiring} (wire.md §8). */
@Singleton
final class KeyExpiryEvents implements KeyExpiring.Listener {

    private static final String NAME = "apikey.expiring";

    private final Events events;
    private final Clock clock;

    @Inject
    KeyExpiryEvents(Events events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void hear(Unit unit, KeyExpiring expiring) {
        events.publish(unit, Event.of(NAME, clock.instant(), Json.MAPPER.valueToTree(expiring)));
    }
}
