package org.passerelle.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** Keeps what happened. Thread-safe. */
@Singleton
public final class Events {

    private final Catalogue catalogue;

    @Inject
    public Events(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Keeps the event, if the unit commits; one whose id is known already is not kept twice. Call it last in a unit: others wait for it. */
    public void publish(Unit unit, Event event) {
        publish(unit, List.of(event));
    }

    /** The same of what one call did together: it may be told as one list. */
    public void publish(Unit unit, List<Event> together) {
        if (!together.isEmpty()) {
            EventStore.insert(unit, together);
            unit.touch(Topic.EVENTS);
        }
    }

    /** By its id. */
    public Optional<Kept> find(Source source, String id) {
        return EventStore.find(source, id);
    }

    /** In order, from one number to another. */
    public List<Kept> between(long first, long last) {
        return EventStore.between(catalogue, first, last);
    }
}
