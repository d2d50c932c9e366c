package org.passerelle.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Claims in the catalogue: which call is made by whom, or what it was answered. */
final class ClaimStore {

    private static final String NOBODY = "";

    private ClaimStore() {}

    /** How the call stands. */
    enum State {
        RUNNING,
        DONE,
        /** It was under way when its server died, and its database cannot be asked whether it was done. */
        UNKNOWN
    }

    /**
     * @param request a digest of what was asked
     * @param owner the server that makes the call; empty for nobody
     * @param lease until when that server is taken to be alive
     * @param answer sealed; null while there is none
     */
    record Claimed(
            String request,
            State state,
            String owner,
            Instant lease,
            @Nullable String answer) {}

    /** @return whether the mark was free */
    static boolean insert(Unit unit, String mark, String account, String request, String owner, Instant now) {
        return unit.run(
                        "INSERT INTO idempotency (mark, account, request, state, owner, lease, begun)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        mark,
                        account,
                        request,
                        State.RUNNING.name(),
                        owner,
                        now.plus(Idempotency.LEASE).toEpochMilli(),
                        now.toEpochMilli())
                == 1;
    }

    static Optional<Claimed> find(Source source, String mark) {
        return source.one(ClaimStore::claimed, "SELECT * FROM idempotency WHERE mark = ?", mark);
    }

    private static Claimed claimed(Row row) {
        return new Claimed(
                row.text("request"),
                State.valueOf(row.text("state")),
                row.text("owner"),
                row.moment("lease"),
                row.textOrNull("answer"));
    }

    /** @return whether nobody else did in between */
    static boolean takeOver(Unit unit, String mark, String from, String owner, Instant now) {
        return unit.run(
                        "UPDATE idempotency SET owner = ?, lease = ? WHERE mark = ? AND owner = ? AND state = 'RUNNING'",
                        owner,
                        now.plus(Idempotency.LEASE).toEpochMilli(),
                        mark,
                        from)
                == 1;
    }

    static void settle(Unit unit, String mark, String answer) {
        unit.run("UPDATE idempotency SET state = 'DONE', answer = ? WHERE mark = ? AND state <> 'DONE'", answer, mark);
    }

    static void unknown(Unit unit, String mark) {
        unit.run("UPDATE idempotency SET state = 'UNKNOWN' WHERE mark = ? AND state = 'RUNNING'", mark);
    }

    /** The call changed nothing: its key is free again. */
    static void forget(Unit unit, String mark, String owner) {
        unit.run("DELETE FROM idempotency WHERE mark = ? AND owner = ? AND state = 'RUNNING'", mark, owner);
    }

    /** Nobody makes the call any more, and it may have been done. */
    static void leave(Unit unit, String mark, String owner) {
        unit.run(
                "UPDATE idempotency SET owner = ? WHERE mark = ? AND owner = ? AND state = 'RUNNING'",
                NOBODY,
                mark,
                owner);
    }

    static void renew(Unit unit, String owner, Instant now) {
        unit.run(
                "UPDATE idempotency SET lease = ? WHERE owner = ? AND state = 'RUNNING'",
                now.plus(Idempotency.LEASE).toEpochMilli(),
                owner);
    }

    static void purge(Unit unit, Instant now, Duration keep) {
        unit.run("DELETE FROM idempotency WHERE begun < ?", now.minus(keep).toEpochMilli());
    }

    static void purge(Unit unit, String mark, Instant now, Duration keep) {
        unit.run(
                "DELETE FROM idempotency WHERE mark = ? AND begun < ?",
                mark,
                now.minus(keep).toEpochMilli());
    }
}
