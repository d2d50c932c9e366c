package org.passerelle.credential;

import java.util.Optional;
import org.passerelle.access.Caller;

/** Understands one kind of bearer token. Each bean of this type is asked in turn. Thread-safe. */
public interface TokenVerifier {

    /**
     * @return empty for a token that is of another kind, or does not hold: both end in the same 401
     */
    Optional<Caller> verify(String token, String address);
}
