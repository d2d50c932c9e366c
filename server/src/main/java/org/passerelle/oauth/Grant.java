package org.passerelle.oauth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Unit;

/**
 * An authorization that was given to a client, and the family of tokens that comes of it (RFC 6749 §1.3, RFC 9700 §4.14.2).
 *
 * @param actor who acts for the user by it, or null
 * @param scope words separated by blanks; what comes of it has no more
 * @param revocations how many there had been when it was given
 * @param accessEnds when its last access token ends by itself
 */
record Grant(
        String id,
        String client,
        String user,
        @Nullable String actor,
        String scope,
        long revocations,
        Instant accessEnds) {

    /** @param ends when all that comes of it will have ended, unless it is used until then */
    void insert(Unit unit, Instant now, Instant ends) {
        unit.run("DELETE FROM oauth_grant WHERE ends < ?", now.toEpochMilli());
        unit.run(
                "INSERT INTO oauth_grant (id, client, account, actor, scope, revocations, turn, access_ends, ends)"
                        + " VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)",
                id,
                client,
                user,
                actor,
                scope,
                revocations,
                accessEnds.toEpochMilli(),
                ends.toEpochMilli());
    }

    /** Takes the next turn at it: others wait until this unit of work has ended. Null when there is none any more. */
    static @Nullable Grant take(Unit unit, String id) {
        return unit.run("UPDATE oauth_grant SET turn = turn + 1 WHERE id = ?", id) == 0
                ? null
                : unit.one(
                                Grant::read,
                                "SELECT id, client, account, actor, scope, revocations, access_ends FROM oauth_grant"
                                        + " WHERE id = ?",
                                id)
                        .orElse(null);
    }

    /** More has come of it. */
    void prolong(Unit unit, Instant newAccessEnds, Instant ends) {
        unit.run(
                "UPDATE oauth_grant SET access_ends = CASE WHEN access_ends > ? THEN access_ends ELSE ? END, ends = ?"
                        + " WHERE id = ?",
                newAccessEnds.toEpochMilli(),
                newAccessEnds.toEpochMilli(),
                ends.toEpochMilli(),
                id);
    }

    private static Grant read(Row row) {
        return new Grant(
                row.text("id"),
                row.text("client"),
                row.text("account"),
                row.textOrNull("actor"),
                row.text("scope"),
                row.big("revocations"),
                row.moment("access_ends"));
    }
}
