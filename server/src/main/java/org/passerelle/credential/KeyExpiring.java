package org.passerelle.credential;

import java.time.Instant;
import org.passerelle.catalogue.Unit;

/**
 * An API key ends soon: a thing that happened, told once for each of 14, 3 and 1 days before.
 *
 * @param id the key's
 * @param user for whom it stands
 * @param createdBy who made it
 * @param days how many are left, rounded up to one of these
 */
public record KeyExpiring(String id, String name, String user, String createdBy, Instant expires, int days) {

    /** Hears of them. Each bean of this type is told. */
    public interface Listener {

        /** @param unit in which it is noted that this was told: what the listener does in it commits with the note, or not at all */
        void hear(Unit unit, KeyExpiring event);
    }
}
