package org.passerelle.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** An OAuth client as it is shown. */
record ClientView(
        @Doc(value = "The client_id", example = "import") String id,

        @Doc(value = "What people call it", example = "Nightly import")
        String name,

        @Doc(value = "Whose it is", example = "Dupont SA") @Nullable
        String organisation,

        @Doc(value = "What it is for", example = "Brings the orders of the day") @Nullable
        String purpose,

        @Doc(value = "How it comes to tokens", example = "client_credentials")
        List<String> grants,

        @Doc(value = "Where authorization codes may be sent", example = "https://app.example.org/callback")
        List<String> redirectUris,

        @Doc(value = "What it may ask for", example = "data:r")
        List<String> scopes,

        @Doc(value = "What its tokens allow at most", example = "{\"data\":\"r\"}")
        Map<String, String> permissions,

        @Doc(value = "For whom it asks by client_credentials", example = "anne") @Nullable
        String user,

        @Doc(value = "Who made it", example = "anne") String createdBy,

        @Doc(value = "Whether it has a secret", example = "true")
        boolean confidential,

        @Doc(value = "From where it may ask; null for everywhere", example = "203.0.113.7;10.0.0.0/8") @Nullable
        String ips,

        @Doc(value = "Requests a minute; null for what its user has", example = "30") @Nullable
        Integer rateLimit,

        @Doc(value = "How long its access tokens last", example = "PT20M")
        String accessTokenLifetime,

        @Doc(value = "How long a refresh token waits to be used", example = "PT2H")
        String refreshTokenLifetime,

        @Doc(value = "Whether it and its tokens hold", example = "true")
        boolean active,

        @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
        Instant created,

        @Doc(value = "The secret, shown this once", example = "psc_…")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String secret) {

    /** @param secret where it has just been made */
    static ClientView of(Client client, @Nullable String secret) {
        return new ClientView(
                client.id(),
                client.about().name(),
                client.about().organisation(),
                client.about().purpose(),
                client.grants().stream().sorted().map(GrantKind::word).toList(),
                client.redirectUris(),
                client.scopes(),
                client.permissions().words(),
                client.user(),
                client.createdBy(),
                client.confidential(),
                client.ips().orNull(),
                client.rateLimit(),
                client.lifetimes().access().toString(),
                client.lifetimes().refresh().toString(),
                client.active(),
                client.created(),
                secret);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
