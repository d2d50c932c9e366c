package org.passerelle.catalogue;

import java.time.Instant;

/** Something in the catalogue that grows, and of which the old may be taken away. Each bean of this type may. */
public interface Purgeable {

    /** As a task names it: {@code runs}, {@code deliveries}. */
    String name();

    /** @return how much of it was older and is gone */
    int purge(Unit unit, Instant before);
}
