package org.passerelle.event;

import org.passerelle.catalogue.Source;

/** Whether events can be fired: the scheduler says. */
public interface Firing {
    boolean isOpen(Source source);
}
