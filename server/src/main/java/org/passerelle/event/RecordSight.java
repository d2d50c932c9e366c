package org.passerelle.event;

import java.util.Optional;
import org.passerelle.access.Caller;

/** What somebody may see of an event about a record: the room of data knows rows and columns. */
public interface RecordSight {

    /**
     * The event with what he sees of the record before and after; empty when he sees neither. Where it cannot be told whether a row rule
     * holds, it does not.
     */
    Optional<Event> seen(Caller caller, Event event);
}
