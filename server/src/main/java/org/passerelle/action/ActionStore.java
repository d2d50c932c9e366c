package org.passerelle.action;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;
import org.passerelle.operation.Parts.Reached;
import org.passerelle.operation.Progress;

/** Actions in the catalogue. */
final class ActionStore {

    private ActionStore() {}

    /** Keeps a new one, and gives it the next number. */
    static Action insert(Unit unit, Deferred call, Instant now) {
        unit.touch(Topic.ACTIONS); // one after the other, also on many nodes
        long id = unit.one(row -> row.big("id"), "SELECT COALESCE(MAX(id), 0) + 1 AS id FROM action")
                .orElseThrow();
        unit.run(
                "INSERT INTO action (id, status, message, call, account, process, resource, done, total, cancelled,"
                        + " submitted, updated) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, 0, ?, ?)",
                id,
                Action.Status.IN_PROGRESS.name(),
                "Waits for its turn.",
                json(call),
                call.asker().shown(),
                call.operation(),
                call.resourceName(),
                Progress.UNKNOWN,
                now.toEpochMilli(),
                now.toEpochMilli());
        return find(unit, id).orElseThrow();
    }

    static Optional<Action> find(Source source, long id) {
        return source.one(ActionStore::action, "SELECT * FROM action WHERE id = ?", id);
    }

    /**
     * Which are asked for; null for all.
     *
     * @param account whose
     * @param resource about what
     */
    record Wanted(
            @Nullable String account,
            @Nullable String status,
            @Nullable String resource) {}

    /** Those with a smaller number, newest first. */
    static List<Action> before(Source source, long id, int limit, Wanted wanted) {
        var conditions = new StringBuilder("id < ?");
        var values = new ArrayList<Object>(List.of(id));
        narrow(conditions, values, "account", wanted.account());
        narrow(conditions, values, "status", wanted.status());
        narrow(conditions, values, "resource", wanted.resource());
        values.add(limit);
        return source.all(
                ActionStore::action,
                "SELECT * FROM action WHERE " + conditions + " ORDER BY id DESC LIMIT ?",
                values.toArray());
    }

    private static void narrow(StringBuilder conditions, List<Object> values, String column, @Nullable String value) {
        if (value != null) {
            conditions.append(" AND ").append(column).append(" = ?");
            values.add(value);
        }
    }

    /**
     * How far it has come.
     *
     * @param total rows, or {@link Progress#UNKNOWN}
     * @param hundredths done, by the bytes that were read of a body; null where there is none
     */
    record Stand(long done, long total, @Nullable Integer hundredths, long refused) {

        /** While it is at work. */
        String message() {
            return done == 0 ? "At work." : done + (total > 0 ? " of " + total : "") + " rows.";
        }

        /** At its end. */
        String outcome() {
            return refused == 0 ? "Done." : "Done, but for " + refused + " rows that were refused.";
        }

        String text() {
            return done + "/" + total + "/" + refused;
        }

        static Stand parse(String text) {
            String[] parts = text.split("/");
            return new Stand(Long.parseLong(parts[0]), Long.parseLong(parts[1]), null, Long.parseLong(parts[2]));
        }
    }

    /** @return whether it has been cancelled meanwhile */
    static boolean tell(Unit unit, long id, Stand stand, Instant now) {
        unit.run(
                "UPDATE action SET done = ?, total = ?, hundredths = ?, refused = ?, message = ?, updated = ? WHERE id = ?",
                stand.done(),
                stand.total(),
                stand.hundredths(),
                stand.refused(),
                stand.message(),
                now.toEpochMilli(),
                id);
        return unit.one(row -> row.flag("cancelled"), "SELECT cancelled FROM action WHERE id = ?", id)
                .orElse(true);
    }

    /** Its change has been committed, and cannot be made again. */
    static void commit(Unit unit, long id, Stand last) {
        unit.run("UPDATE action SET last = ? WHERE id = ?", last.text(), id);
    }

    /** How far it had come when its change was committed; empty when it was not. */
    static Optional<Stand> committed(Source source, long id) {
        return source
                .all(row -> Optional.ofNullable(row.textOrNull("last")), "SELECT last FROM action WHERE id = ?", id)
                .stream()
                .flatMap(Optional::stream)
                .map(Stand::parse)
                .findFirst();
    }

    /** A part of its change has been committed, perhaps one before others that are known. */
    static void reach(Unit unit, long id, Reached stands) {
        if (reached(unit, id).filter(known -> known.rows() >= stands.rows()).isPresent()) {
            return;
        }
        unit.run("UPDATE action SET reached = ? WHERE id = ?", ActionParts.text(stands), id);
    }

    /** How far the parts that have been committed have come; empty where there are none. */
    static Optional<Reached> reached(Source source, long id) {
        return source
                .all(
                        row -> Optional.ofNullable(row.textOrNull("reached")),
                        "SELECT reached FROM action WHERE id = ?",
                        id)
                .stream()
                .flatMap(Optional::stream)
                .map(ActionParts::parse)
                .findFirst();
    }

    /** @return whether it had not ended before */
    static boolean end(Unit unit, long id, Action.Status status, String message, @Nullable Stand last, Instant now) {
        if (last != null) {
            unit.run(
                    "UPDATE action SET done = ?, total = ?, refused = ? WHERE id = ? AND completed IS NULL",
                    last.done(),
                    last.total(),
                    last.refused(),
                    id);
        }
        int ended = unit.run(
                "UPDATE action SET status = ?, message = ?, updated = ?, completed = ? WHERE id = ? AND completed IS NULL",
                status.name(),
                message,
                now.toEpochMilli(),
                now.toEpochMilli(),
                id);
        return ended == 1;
    }

    static void cancel(Unit unit, long id) {
        unit.run("UPDATE action SET cancelled = 1 WHERE id = ?", id);
    }

    /** Those that ended before then. */
    static List<Long> ended(Source source, Instant before) {
        return source.all(row -> row.big("id"), "SELECT id FROM action WHERE completed < ?", before.toEpochMilli());
    }

    static void delete(Unit unit, long id) {
        unit.run("DELETE FROM action WHERE id = ?", id);
    }

    private static Action action(Row row) {
        return new Action(
                row.big("id"),
                Action.Status.valueOf(row.text("status")),
                row.text("message"),
                call(row.text("call")),
                row.big("done"),
                row.big("total"),
                row.numberOrNull("hundredths"),
                row.big("refused"),
                row.flag("cancelled"),
                row.moment("submitted"),
                row.moment("updated"),
                row.momentOrNull("completed"));
    }

    private static String json(Deferred call) {
        try {
            return Json.MAPPER.writeValueAsString(call);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Deferred call(String json) {
        try {
            return Json.MAPPER.readValue(json, Deferred.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
