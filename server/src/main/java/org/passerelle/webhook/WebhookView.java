package org.passerelle.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A webhook as GET shows it. */
record WebhookView(
        @Doc(value = "Its id", example = "wh-compta") String id,

        @Doc(value = "Where it is told", example = "https://hooks.example.org/passerelle")
        String url,

        @Doc(value = "What it is for", example = "Tells the accounting of new orders")
        String description,

        @Doc(value = "What it is told of", example = "record.created")
        List<String> events,

        @Doc(value = "Of which tables; of all when empty", example = "tickets")
        List<String> tables,

        @Doc("The user by whom it is called; null for none") @Nullable
        Basic basic,

        @Doc("Further headers") List<Header> headers,

        @Doc(value = "Whether what is told of one record keeps its order", example = "false")
        boolean ordered,

        @Doc(value = "How the records of one call are told: each or list", example = "each")
        String bulk,

        @Doc(value = "Whether it is told", example = "true") boolean active,

        @Doc("What signs (Standard Webhooks): shown once, when it is made") @Nullable
        String secret,

        @Doc("Since when no attempt has succeeded; null when the last one did") @Nullable
        Instant failingSince,

        @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
        Instant created) {

    /** By whom the call is made. */
    record Basic(
            @Doc(value = "The user's name", example = "planradar")
            String user) {}

    /** A header. */
    record Header(
            @Doc(value = "Its name", example = "X-Tenant") String name,

            @Doc(value = "Its value; null of a hidden one", example = "acme") @Nullable
            String value,

            @Doc(value = "Whether its value is never shown", example = "false")
            boolean hidden) {}

    static WebhookView of(Webhook hook, @Nullable String secret) {
        Webhook.Basic basic = hook.basic();
        return new WebhookView(
                hook.id(),
                hook.url(),
                hook.description(),
                hook.events(),
                hook.tables(),
                basic == null ? null : new Basic(basic.user()),
                hook.headers().stream()
                        .map(h -> new Header(h.name(), h.hidden() ? null : h.value(), h.hidden()))
                        .toList(),
                hook.ordered(),
                hook.bulk().word(),
                hook.active(),
                secret,
                hook.failingSince(),
                hook.created());
    }
}
