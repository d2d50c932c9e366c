package org.passerelle.licence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** The licence's text and the seats, in the catalogue. */
final class LicenceStore {

    private LicenceStore() {}

    /** The text as it was activated; whoever reads it checks it again. */
    static Optional<String> text(Source source) {
        return source.one(row -> row.text("content"), "SELECT content FROM licence");
    }

    static List<Seat> seats(Source source) {
        return source.all(LicenceStore::seat, "SELECT account, type, since FROM licence_seat ORDER BY account");
    }

    private static Seat seat(Row row) {
        return new Seat(row.text("account"), Seat.Type.valueOf(row.text("type")), row.moment("since"));
    }

    static void keep(Unit unit, String text, Instant now) {
        unit.run("DELETE FROM licence");
        unit.run("INSERT INTO licence (content, activated) VALUES (?, ?)", text, now.toEpochMilli());
        unit.touch(Topic.LICENCE);
    }

    static void give(Unit unit, Seat seat) {
        take(unit, seat.user());
        unit.run(
                "INSERT INTO licence_seat (account, type, since) VALUES (?, ?, ?)",
                seat.user(),
                seat.type().name(),
                seat.since().toEpochMilli());
    }

    static void take(Unit unit, String user) {
        unit.run("DELETE FROM licence_seat WHERE account = ?", user);
        unit.touch(Topic.LICENCE);
    }
}
