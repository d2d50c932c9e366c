package org.passerelle.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;

/**
 * A credential used by someone from somewhere.
 *
 * @param at milliseconds since 1970
 * @param request the number of the request
 */
record Use(Who who, long at, String address, String userAgent, String request) {

    private static final int LONGEST = 500;

    /** By whom and what: uses of the same are one session. */
    record Who(String user, @Nullable String actor, Caller.Credential credential) {}

    static Use of(Caller caller, Instant at, String address, @Nullable String userAgent, String request) {
        String agent = userAgent == null ? "" : userAgent;
        return new Use(
                new Who(caller.user(), caller.actor(), caller.credential()),
                at.toEpochMilli(),
                address,
                agent.substring(0, Math.min(agent.length(), LONGEST)),
                request);
    }
}
