package org.passerelle.people;

import org.jspecify.annotations.Nullable;

/** A part as a client writes it. */
interface PartBody {

    @Nullable
    String id();

    /**
     * What an id is made from when the client chose none.
     *
     * @throws org.passerelle.fault.Fault 400 when that is missing too
     */
    String base();
}
