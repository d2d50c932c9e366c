package org.passerelle.token;

import java.util.Optional;
import org.passerelle.access.Bounds;

/** Knows OAuth clients. Each bean of this type is asked in turn; a token of a client that nobody knows does not hold. Thread-safe. */
public interface ClientBounds {

    /** What the client is bound to, and every token that was given to it; empty when there is no such client now, or it is not active. */
    Optional<Bounds.Bound> of(String client);
}
