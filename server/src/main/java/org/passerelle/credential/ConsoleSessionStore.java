package org.passerelle.credential;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/** The console sessions in the catalogue, asked at each use: what was ended elsewhere holds nowhere. */
record ConsoleSessionStore(Catalogue catalogue) {

    Optional<ConsoleSession> find(String id) {
        return catalogue.one(
                row -> new ConsoleSession(
                        row.text("id"),
                        row.text("hash"),
                        row.text("account"),
                        row.text("proof"),
                        row.textOrNull("acting_for"),
                        row.moment("created"),
                        row.moment("seen"),
                        row.moment("ends")),
                "SELECT id, hash, account, proof, acting_for, created, seen, ends FROM console_session WHERE id = ?",
                id);
    }

    void insert(Unit unit, ConsoleSession session) {
        unit.run(
                "INSERT INTO console_session (id, hash, account, proof, created, seen, ends) VALUES (?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                session.hash(),
                session.account(),
                session.proof(),
                session.began().toEpochMilli(),
                session.seen().toEpochMilli(),
                session.ends().toEpochMilli());
    }

    void seen(String id, Instant now) {
        catalogue.change(unit -> unit.run(
                "UPDATE console_session SET seen = ? WHERE id = ? AND seen < ?",
                now.toEpochMilli(),
                id,
                now.toEpochMilli()));
    }

    void actFor(Unit unit, String id, @Nullable String target) {
        unit.run("UPDATE console_session SET acting_for = ? WHERE id = ?", target, id);
    }

    void delete(Unit unit, String id) {
        unit.run("DELETE FROM console_session WHERE id = ?", id);
    }

    void deleteOf(Unit unit, String user) {
        unit.run("DELETE FROM console_session WHERE account = ? OR acting_for = ?", user, user);
    }

    /** Those that ended before. */
    void prune(Unit unit, Instant before) {
        unit.run("DELETE FROM console_session WHERE ends < ?", before.toEpochMilli());
    }
}
