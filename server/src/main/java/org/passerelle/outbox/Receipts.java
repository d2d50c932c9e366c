package org.passerelle.outbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/**
 * Takes letters in, each once: what is in it and the note that it has come are kept in one unit. The note is kept until the letter is surely gone from
 * where it was left. Thread-safe.
 *
 * @param intake opens the letters
 */
record Receipts(Catalogue catalogue, BiConsumer<Unit, List<Letter>> intake, Clock clock) {

    /** How far the clocks of servers may be apart. */
    private static final Duration APART = Duration.ofMinutes(5);

    void take(String connection, List<Letter> letters) {
        catalogue.change(unit -> {
            Set<String> come = come(unit, letters);
            List<Letter> fresh = letters.stream()
                    .filter(letter -> !come.contains(letter.id()))
                    .toList();
            fresh.forEach(letter -> unit.run(
                    "INSERT INTO outbox_receipt (id, connection, received) VALUES (?, ?, ?)",
                    letter.id(),
                    connection,
                    clock.millis()));
            intake.accept(unit, fresh);
            return fresh.size();
        });
    }

    private static Set<String> come(Unit unit, List<Letter> letters) {
        String places = "?,".repeat(letters.size());
        return new HashSet<>(unit.all(
                row -> row.text("id"),
                "SELECT id FROM outbox_receipt WHERE id IN (" + places.substring(0, places.length() - 1) + ")",
                letters.stream().map(Letter::id).toArray()));
    }

    /** The outbox was found empty at that moment: what had come before is gone from there. */
    void forget(String connection, Instant empty) {
        catalogue.change(unit -> unit.run(
                "DELETE FROM outbox_receipt WHERE connection = ? AND received < ?",
                connection,
                empty.minus(APART).toEpochMilli()));
    }
}
