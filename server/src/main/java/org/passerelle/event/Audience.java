package org.passerelle.event;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.passerelle.access.Caller;

/** Who may see what of an event. Thread-safe. */
@Singleton
public final class Audience {

    private final RecordSight records;

    @Inject
    Audience(RecordSight records) {
        this.records = records;
    }

    /** As much of it as this caller, who may read events, sees; empty for nothing. */
    public Optional<Event> seen(Caller caller, Event event) {
        return Family.of(event.name())
                .map(family -> family.isOfRecords()
                        ? records.seen(caller, event)
                        : Optional.of(event).filter(e -> family.shows(caller, user(e))))
                .orElse(Optional.of(event));
    }

    /** Whom it is about. */
    private static String user(Event event) {
        return event.data().path("user").asText();
    }
}
