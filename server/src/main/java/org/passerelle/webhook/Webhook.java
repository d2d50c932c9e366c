package org.passerelle.webhook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.event.Event;
import org.passerelle.event.Family;

/**
 * Somebody to be told. What is secret of it is sealed.
 *
 * @param account who made it
 * @param events names, {@code family.*} or {@code *}
 * @param tables public names; empty for all
 * @param ordered whether what is told of one record waits for what was told of it before
 * @param failingSince since when no attempt has succeeded; null when the last one did
 */
record Webhook(
        String id,
        String account,
        String url,
        String description,
        List<String> events,
        List<String> tables,
        @Nullable Basic basic,
        List<Header> headers,
        Secrets secrets,
        boolean ordered,
        Bulk bulk,
        boolean active,
        @Nullable Instant failingSince,
        Instant created) {

    /** An event that one webhook alone is told of. */
    static final String PING = "webhook.ping";

    /** By whom the call is made. */
    record Basic(String user, String sealedPassword) {}

    /** @param value sealed, where it is hidden */
    record Header(String name, String value, boolean hidden) {}

    /**
     * What signs, sealed.
     *
     * @param old signs beside the current one until then; null when there is none
     */
    record Secrets(
            String current, @Nullable String old, @Nullable Instant oldEnds) {

        boolean hasOld(Instant now) {
            return old != null && oldEnds != null && now.isBefore(oldEnds);
        }
    }

    /** How the records of one call are told. */
    enum Bulk {
        EACH,
        LIST;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether it wants to be told of this. */
    boolean wants(Event event) {
        return !event.name().equals(PING)
                && wantsName(event.name())
                && (event.table() == null || tables.isEmpty() || tables.contains(event.table()));
    }

    private boolean wantsName(String name) {
        int dot = name.indexOf('.');
        return events.contains(name)
                || events.contains("*")
                || Family.of(name).isPresent() && events.contains(name.substring(0, dot) + ".*");
    }

    /** Whether such an event is told in a list with the others of its call. */
    boolean lists(Event event) {
        return bulk == Bulk.LIST && event.table() != null;
    }
}
