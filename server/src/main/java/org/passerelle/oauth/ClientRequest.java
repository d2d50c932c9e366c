package org.passerelle.oauth;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;

/**
 * Somebody asks for an API account: a client that may do some of what he may (ITCare I5).
 *
 * @param decision null as long as nobody has decided
 */
record ClientRequest(
        String id,
        String user,
        Client.About about,
        List<String> scopes,
        Permissions permissions,
        AddressList ips,
        Instant created,
        @Nullable Decision decision) {

    /** As it is told. */
    enum Status {
        PENDING,
        ACCEPTED,
        REFUSED
    }

    /**
     * What came of it.
     *
     * @param reason of a refusal; an acceptance may have one too
     * @param client which an acceptance made
     * @param told whether its secret has been told
     */
    record Decision(
            Instant at,
            String by,
            @Nullable String reason,
            @Nullable String client,
            boolean told) {}

    ClientRequest {
        scopes = List.copyOf(scopes);
    }

    Status status() {
        return decision == null ? Status.PENDING : decision.client == null ? Status.REFUSED : Status.ACCEPTED;
    }

    ClientRequest with(@Nullable Decision newDecision) {
        return new ClientRequest(id, user, about, scopes, permissions, ips, created, newDecision);
    }

    @Override
    public String toString() {
        return "client request " + id;
    }
}
