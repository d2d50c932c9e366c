package org.passerelle.audit;

import java.time.Instant;
import org.passerelle.catalogue.Row;

/**
 * The end of the chain.
 *
 * @param number of the last line; 0 when there is none
 * @param hash of the last line
 * @param running whether lines are written
 * @param since when that is so
 * @param seal made by {@link AuditKey#seal}; empty until the log is opened for the first time
 */
record Head(long number, String hash, boolean running, Instant since, String seal) {

    static Head of(Row row) {
        return new Head(
                row.big("number"), row.text("hash"), row.flag("running"), row.moment("since"), row.text("seal"));
    }

    Head at(long newNumber, String newHash) {
        return new Head(newNumber, newHash, running, since, "");
    }

    Head running(boolean nowRunning, Instant now) {
        return new Head(number, hash, nowRunning, now, "");
    }

    /** What the seal is made over. */
    String text() {
        return String.join("\n", Long.toString(number), hash, running ? "1" : "0", Long.toString(since.toEpochMilli()));
    }
}
