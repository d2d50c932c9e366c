package org.passerelle.event;

import java.time.Instant;
import java.util.List;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Hears of every event, once. Each bean of this type does; thread-safe. */
public interface EventListener {

    /**
     * @param unit in which it is noted that these were heard: what the listener does in it commits with the note, or not at all
     * @param events in their order; those of one batch come together
     */
    void hear(Unit unit, List<Kept> events);

    /** Whether it may do something at events of this name about this table: of records only what somebody awaits is kept. */
    boolean awaits(Source source, Event event);

    /** Forgets what it keeps of events that happened before then, as these are forgotten. */
    default void forget(Unit unit, Instant before) {}
}
