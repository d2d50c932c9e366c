package org.passerelle.oauth;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A request for an API account as it is written and shown. What is shown and not written is not looked at when it is sent. */
record ClientRequestBody(
        @Doc(value = "Names the request; shown, not written", example = "01j8kd2f5a0q3m7c9e") @Nullable
        String id,

        @Doc(value = "Who asks; shown, not written", example = "anne") @Nullable
        String user,

        @Doc(value = "What the client shall be called", example = "Nightly import") @Nullable
        String name,

        @Doc(value = "For whom it is", example = "Dupont SA") @Nullable
        String organisation,

        @Doc(value = "What it is for", example = "Brings the orders of the day") @Nullable
        String purpose,

        @Doc(value = "What it shall be able to ask for; left out, what its permissions say", example = "data:r")
        @Nullable
        List<String> scopes,

        @Doc(value = "What it shall be able to do at most; left out, what its scopes say", example = "{\"data\":\"r\"}")
        @Nullable
        Map<String, String> permissions,

        @Doc(
                value = "From where it shall ask: addresses, networks and ranges, separated by semicolons",
                example = "203.0.113.7;10.0.0.0/8")
        @Nullable
        String ips,

        @Doc(value = "PENDING, ACCEPTED or REFUSED; shown, not written", example = "ACCEPTED")
        ClientRequest.@Nullable Status status,

        @Doc(value = "Why it was decided so; shown, not written", example = "Agreed with the owner of the data")
        @Nullable
        String reason,

        @Doc(value = "The client that came of it; shown, not written", example = "nightly-import") @Nullable
        String client,

        @Doc(value = "When it was asked; shown, not written", example = "2026-11-22T08:30:00.000+0000") @Nullable
        Instant created,

        @Doc(value = "When it was decided; shown, not written", example = "2026-11-22T09:00:00.000+0000") @Nullable
        Instant decided,

        @Doc(value = "Who decided; shown, not written", example = "admin") @Nullable
        String decidedBy) {

    static ClientRequestBody of(ClientRequest request) {
        ClientRequest.Decision decision = request.decision();
        return new ClientRequestBody(
                request.id(),
                request.user(),
                request.about().name(),
                request.about().organisation(),
                request.about().purpose(),
                request.scopes(),
                request.permissions().words(),
                request.ips().orNull(),
                request.status(),
                decision == null ? null : decision.reason(),
                decision == null ? null : decision.client(),
                request.created(),
                decision == null ? null : decision.at(),
                decision == null ? null : decision.by());
    }

    /** What is asked for, as a client would be written. */
    ClientBody asClient(@Nullable String clientId) {
        return new ClientBody(
                clientId,
                name,
                organisation,
                purpose,
                List.of(GrantKind.CLIENT_CREDENTIALS.word(), GrantKind.REFRESH_TOKEN.word()),
                null,
                scopes,
                permissions,
                null,
                null,
                true,
                ips,
                null,
                null,
                null,
                true,
                null,
                null);
    }

    @Override
    public String toString() {
        return "client request " + id;
    }
}
