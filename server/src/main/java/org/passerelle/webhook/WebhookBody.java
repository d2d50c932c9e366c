package org.passerelle.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A webhook as a client writes it. What is left out has its default; what is secret and left out stays. */
record WebhookBody(
        @Doc(value = "Made by the server when left out", example = "wh-compta") @Nullable
        String id,

        @Doc(value = "Where it is told: http or https", example = "https://hooks.example.org/passerelle") @Nullable
        String url,

        @Doc(value = "What it is for", example = "Tells the accounting of new orders") @Nullable
        String description,

        @Doc(value = "What it is told of: names of events, record.* and the like, or *", example = "record.created")
        @Nullable
        List<String> events,

        @Doc(value = "Of which tables; of all when empty", example = "tickets") @Nullable
        List<String> tables,

        @Doc("User and password by which it is called; null for none") @Nullable
        Basic basic,

        @Doc("Further headers; the value of a hidden one is never shown again") @Nullable
        List<Header> headers,

        @Doc(value = "Whether what is told of one record keeps its order, at the price of waiting", example = "false")
        @Nullable
        Boolean ordered,

        @Doc(value = "How the records of one call are told: each or list; each when left out", example = "each")
        @Nullable
        String bulk,

        @Doc(value = "Whether it is told; true when left out", example = "true") @Nullable
        Boolean active,

        @Doc("Is not changed by what is sent") @Nullable String secret,

        @Doc("Is not changed by what is sent") @Nullable Instant failingSince,

        @Doc("Is not changed by what is sent") @Nullable Instant created) {

    /** By whom the call is made. */
    record Basic(
            @Doc(value = "The user's name", example = "planradar") @Nullable
            String user,

            @Doc(value = "His password: written, never read; the one before stays when it is left out") @Nullable
            String password) {}

    /** A header. */
    record Header(
            @Doc(value = "Its name", example = "X-Tenant") @Nullable
            String name,

            @Doc(value = "Its value; of a hidden header null, which keeps the one before", example = "acme") @Nullable
            String value,

            @Doc(value = "Whether its value is never shown again; false when left out", example = "false") @Nullable
            Boolean hidden) {}
}
