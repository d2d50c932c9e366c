package org.passerelle.scheduler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;

/** Tasks in the catalogue. */
final class TaskStore {

    private TaskStore() {}

    static List<ScheduledTask> all(Source source) {
        return source.all(TaskStore::task, "SELECT * FROM task");
    }

    static Optional<ScheduledTask> find(Source source, String id) {
        return source.one(TaskStore::task, "SELECT * FROM task WHERE id = ?", id);
    }

    /** Those that run at this event. */
    static List<ScheduledTask> at(Source source, String event) {
        return source.all(TaskStore::task, "SELECT * FROM task WHERE active = 1 AND event = ?", event);
    }

    static void save(Unit unit, ScheduledTask task) {
        unit.run(
                "INSERT INTO task (id, name, account, kind, parameters, active) VALUES (?, '', '', '', '{}', 0)"
                        + " ON CONFLICT DO NOTHING",
                task.id());
        unit.run(
                "UPDATE task SET name = ?, account = ?, kind = ?, cron = ?, event = ?, parameters = ?, time_zone = ?,"
                        + " active = ? WHERE id = ?",
                task.name(),
                task.account(),
                task.kind(),
                task.cron(),
                task.event(),
                task.parameters().toString(),
                task.timeZone(),
                task.active() ? 1 : 0,
                task.id());
        upcoming(unit, task.id(), task.upcoming());
    }

    static void upcoming(Unit unit, String id, @Nullable Instant next) {
        unit.run("UPDATE task SET upcoming = ? WHERE id = ?", next == null ? null : next.toEpochMilli(), id);
    }

    static void delete(Unit unit, String id) {
        unit.run("DELETE FROM task WHERE id = ?", id);
    }

    private static ScheduledTask task(Row row) {
        return new ScheduledTask(
                row.text("id"),
                row.text("name"),
                row.textOrNull("cron"),
                row.textOrNull("event"),
                row.text("kind"),
                json(row.text("parameters")),
                row.textOrNull("time_zone"),
                row.flag("active"),
                row.text("account"),
                row.momentOrNull("upcoming"));
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a task's parameters in the catalogue are no JSON", e);
        }
    }
}
