package org.passerelle.scheduler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** Runs in the catalogue: one for each cause, whoever says it and however often. */
final class RunStore {

    private RunStore() {}

    /** @return the run's id; empty when the task has run, or will, for this cause already */
    static Optional<String> add(Unit unit, String task, String cause, Instant now) {
        String id = "%011x-%s"
                .formatted(now.toEpochMilli(), UUID.randomUUID().toString().substring(0, 13));
        int added = unit.run(
                "INSERT INTO task_run (id, task, cause, status, message, planned) VALUES (?, ?, ?, ?, '', ?)"
                        + " ON CONFLICT (task, cause) DO NOTHING",
                id,
                task,
                cause,
                Run.Status.WAITING.name(),
                now.toEpochMilli());
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    static Optional<Run> find(Source source, String id) {
        return source.one(RunStore::run, "SELECT * FROM task_run WHERE id = ?", id);
    }

    /** Newest first. @param after the id of the last that was shown; null to begin */
    static List<Run> of(Source source, String task, @Nullable String after, int limit) {
        return source.all(
                RunStore::run,
                "SELECT * FROM task_run WHERE task = ? AND id < ? ORDER BY id DESC LIMIT ?",
                task,
                after == null ? "~" : after,
                limit);
    }

    static void begin(Unit unit, String id, Instant now) {
        unit.run(
                "UPDATE task_run SET status = ?, started = ? WHERE id = ?",
                Run.Status.RUNNING.name(),
                now.toEpochMilli(),
                id);
    }

    static void end(Unit unit, String id, Run.Status status, String message, Instant now) {
        unit.run(
                "UPDATE task_run SET status = ?, message = ?, ended = ? WHERE id = ? AND ended IS NULL",
                status.name(),
                message,
                now.toEpochMilli(),
                id);
    }

    static int forget(Unit unit, Instant before) {
        return unit.run("DELETE FROM task_run WHERE ended < ?", before.toEpochMilli());
    }

    private static Run run(Row row) {
        return new Run(
                row.text("id"),
                row.text("task"),
                row.text("cause"),
                row.text("status"),
                row.text("message"),
                row.moment("planned"),
                row.momentOrNull("started"),
                row.momentOrNull("ended"));
    }
}
