package org.passerelle.outbox;

import org.passerelle.catalogue.Unit;

/** Takes its part of what an outbox brings. Thread-safe. */
public interface Receiver {

    /** Called once for each letter, in a unit that commits together with the note that it has come. */
    void receive(Unit unit, Letter letter);
}
