package org.passerelle.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is to be told: an event, or the events of one name that one call did.
 *
 * @param sequence grows by one with each message of this webhook
 * @param first the number of the first event; its id is the message's
 * @param last the number of the last
 * @param subject the record that it is about, by table and id; null when it is about none or about many
 * @param attempts how many have been made
 */
record Message(
        String webhook,
        long sequence,
        long first,
        long last,
        @Nullable String subject,
        int attempts,
        Instant created) {

    /** How it stands. */
    enum Status {
        /** An attempt is due, or will be. */
        WAITING,
        DELIVERED,
        /** The last attempt has failed too. */
        FAILED,
        /** There was nothing in it that its reader may see. */
        WITHHELD
    }
}
