package org.passerelle.token;

import java.util.Optional;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;

/** Knows OAuth clients. Each bean of this type is asked in turn; a token of a client that nobody knows does not hold. Thread-safe. */
public interface ClientBounds {

    /** What the client, and every token that was given to it, is bound to now; empty when there is none such, or it is not active. */
    Optional<Terms> of(String client);

    /**
     * @param permissions what it may at most
     * @param bound how often and from where it may ask
     */
    record Terms(Permissions permissions, Bounds.Bound bound) {

        static final Terms NONE = new Terms(Permissions.ALL, Bounds.Bound.NONE);
    }
}
