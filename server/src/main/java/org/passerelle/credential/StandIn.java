package org.passerelle.credential;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;

/**
 * What stands for a person when it asks by itself.
 *
 * @param actor who acts for the user by it; null when nobody does
 * @param permissions what it allows at most
 */
public record StandIn(String user, @Nullable String actor, Caller.Credential credential, Permissions permissions) {

    /** Knows those of one kind. Each bean of this type is asked in turn. Thread-safe. */
    public interface Known {

        /** Empty when there is none of this name. */
        Optional<StandIn> standIn(String name);
    }

    static StandIn of(ApiKey key) {
        return new StandIn(
                key.user(),
                key.actor(),
                new Caller.Credential(Caller.Kind.API_KEY, key.id(), key.expires()),
                key.permissions());
    }
}
