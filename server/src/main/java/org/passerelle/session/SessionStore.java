package org.passerelle.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;

/** The sessions in the catalogue. */
record SessionStore(Catalogue catalogue, AuditLog audit) {

    private static final Duration ACTIVE = Duration.ofMinutes(30);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final String SELECT =
            "SELECT id, account, actor, credential, address, user_agent, started, last_seen FROM session";

    /** Begins sessions, which the audit log is told of, and goes on with those that there are. One of an account that is gone is left out. */
    void write(Collection<Use> uses) {
        catalogue.change(unit -> {
            uses.forEach(use -> write(unit, use));
            return uses;
        });
    }

    private void write(Unit unit, Use use) {
        Use.Who who = use.who();
        Object[] which = {
            who.user(),
            who.actor() == null ? "" : who.actor(),
            who.credential().kind().word(),
            who.credential().id()
        };
        int known = unit.run(
                "UPDATE session SET last_seen = CASE WHEN last_seen < ? THEN ? ELSE last_seen END, address = ?, user_agent = ?"
                        + " WHERE account = ? AND actor = ? AND credential = ? AND name = ?",
                use.at(),
                use.at(),
                use.address(),
                use.userAgent(),
                which[0],
                which[1],
                which[2],
                which[3]);
        if (known == 0
                && unit.one(row -> row.text("id"), "SELECT id FROM account WHERE id = ?", who.user())
                        .isPresent()) {
            Instant ends = who.credential().expires();
            unit.run(
                    "INSERT INTO session (account, actor, credential, name, id, address, user_agent, started, last_seen, ends)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    which[0],
                    which[1],
                    which[2],
                    which[3],
                    Secrets.sortableId(Instant.ofEpochMilli(use.at())),
                    use.address(),
                    use.userAgent(),
                    use.at(),
                    use.at(),
                    ends == null ? null : ends.toEpochMilli());
            audit.append(unit, begun(use));
        }
    }

    private static AuditLine begun(Use use) {
        Use.Who who = use.who();
        return new AuditLine(
                Instant.ofEpochMilli(use.at()),
                who.user(),
                who.actor(),
                use.address(),
                "sessions.begin",
                (who.credential().kind().word() + " " + who.credential().id()).strip(),
                "201",
                false,
                use.request());
    }

    /**
     * Newest first.
     *
     * @param users whose; nobody in particular when empty
     * @param after the id after which the list goes on, or null for its beginning
     */
    List<Session> list(List<String> users, Instant now, @Nullable String after, int limit) {
        var values = new ArrayList<Object>(List.of(now.toEpochMilli()));
        String where = " WHERE (ends IS NULL OR ends > ?)";
        if (!users.isEmpty()) {
            where += " AND account IN (" + String.join(", ", Collections.nCopies(users.size(), "?")) + ")";
            values.addAll(users);
        }
        if (after != null) {
            where += " AND id < ?";
            values.add(after);
        }
        values.add(limit);
        return catalogue.all(row -> session(row, now), SELECT + where + " ORDER BY id DESC LIMIT ?", values.toArray());
    }

    Optional<Session> find(Unit unit, String id, Instant now) {
        return unit.one(row -> session(row, now), SELECT + " WHERE id = ?", id);
    }

    /** Which console session it is; empty for another credential. */
    Optional<String> consoleSession(Unit unit, String id) {
        return unit.one(
                row -> row.text("name"),
                "SELECT name FROM session WHERE id = ? AND credential = ?",
                id,
                Caller.Kind.CONSOLE.word());
    }

    void delete(Unit unit, String id) {
        unit.run("DELETE FROM session WHERE id = ?", id);
    }

    void deleteOf(Unit unit, String user) {
        unit.run("DELETE FROM session WHERE account = ?", user);
    }

    /** Those that the user's tokens, and the tokens by which he acts for others, were. */
    void deleteTokensOf(Unit unit, String user) {
        unit.run(
                "DELETE FROM session WHERE (account = ? OR actor = ?) AND credential IN (?, ?)",
                user,
                user,
                Caller.Kind.JWT.word(),
                Caller.Kind.OAUTH.word());
    }

    /** What ended by itself, and what nobody has used for long. */
    void prune(Instant now) {
        catalogue.change(unit -> unit.run(
                "DELETE FROM session WHERE last_seen < ? OR ends < ?",
                now.minus(KEPT).toEpochMilli(),
                now.toEpochMilli()));
    }

    private static Session session(Row row, Instant now) {
        Instant lastSeen = row.moment("last_seen");
        String actor = row.text("actor");
        return new Session(
                row.text("id"),
                row.text("account"),
                actor.isEmpty() ? null : actor,
                row.text("credential"),
                row.text("address"),
                row.text("user_agent"),
                row.moment("started"),
                lastSeen,
                lastSeen.plus(ACTIVE).isAfter(now) ? Session.Status.ACTIVE : Session.Status.IDLE);
    }
}
