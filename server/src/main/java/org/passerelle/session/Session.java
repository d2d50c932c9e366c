package org.passerelle.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A credential in use. */
public record Session(
        @Doc(value = "Names the session", example = "01j8kd2f5a0q3m7c9e")
        String id,

        @Doc(value = "The account", example = "anne") String user,

        @Doc(value = "Who really asks, when acting for the account", example = "owner") @Nullable
        String actor,

        @Doc(value = "By what: password, apikey, jwt, oauth or console", example = "apikey")
        String credential,

        @Doc(value = "From where it was last used", example = "192.0.2.7")
        String address,

        @Doc(value = "By which program it was last used", example = "curl/8.5.0")
        String userAgent,

        @Doc(value = "When it began", example = "2026-11-22T08:30:00.000+0000")
        Instant start,

        @Doc(value = "When it was last used, to the minute", example = "2026-11-22T09:00:00.000+0000")
        Instant lastSeen,

        @Doc(value = "ACTIVE when used in the last half hour, else IDLE", example = "ACTIVE")
        Status status) {

    /** Whether anybody seems to be there. */
    public enum Status {
        ACTIVE,
        IDLE
    }
}
