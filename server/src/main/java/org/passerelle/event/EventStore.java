package org.passerelle.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;

/** Events in the catalogue. */
final class EventStore {

    private EventStore() {}

    /** Numbers them one after the other; whoever else does waits until this unit has committed. An id that is there already stays. */
    static void insert(Unit unit, List<Event> events) {
        unit.run("UPDATE event_count SET number = number + ?", events.size());
        long last = unit.one(row -> row.big("number"), "SELECT number FROM event_count")
                .orElseThrow();
        long first = last - events.size() + 1;
        List<@Nullable Object[]> rows = new ArrayList<>(events.size());
        for (Event event : events) {
            rows.add(new @Nullable Object[] {
                first + rows.size(),
                first,
                event.id(),
                event.name(),
                event.at().toEpochMilli(),
                event.table(),
                event.record(),
                event.data().toString()
            });
        }
        unit.runAll(
                "INSERT INTO event (number, batch, id, name, happened, table_name, record, data)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                rows);
    }

    /** When somebody listened to a stream last. */
    static Instant listened(Source source) {
        return source.one(row -> row.moment("listened"), "SELECT listened FROM event_stream")
                .orElseThrow();
    }

    static void listen(Unit unit, Instant now) {
        unit.run("UPDATE event_stream SET listened = ?", now.toEpochMilli());
    }

    /** The number of the last. */
    static long last(Source source) {
        return source.one(row -> row.big("number"), "SELECT number FROM event_count")
                .orElseThrow();
    }

    static Optional<Kept> find(Source source, String id) {
        return source.one(EventStore::kept, "SELECT * FROM event WHERE id = ?", id);
    }

    /** Those with a greater number, in order. */
    static List<Kept> after(Source source, long number, int limit) {
        return source.all(
                EventStore::kept, "SELECT * FROM event WHERE number > ? ORDER BY number LIMIT ?", number, limit);
    }

    /** The same, with the rest of the last batch. */
    static List<Kept> batches(Source source, long number, int limit) {
        List<Kept> found = after(source, number, limit);
        if (found.size() < limit) {
            return found;
        }
        Kept last = found.getLast();
        List<Kept> rest = source.all(
                EventStore::kept,
                "SELECT * FROM event WHERE number > ? AND batch = ? ORDER BY number",
                last.number(),
                last.batch());
        return java.util.stream.Stream.concat(found.stream(), rest.stream()).toList();
    }

    static List<Kept> between(Source source, long first, long last) {
        return source.all(
                EventStore::kept, "SELECT * FROM event WHERE number BETWEEN ? AND ? ORDER BY number", first, last);
    }

    static int forget(Unit unit, Instant before) {
        return unit.run("DELETE FROM event WHERE happened < ?", before.toEpochMilli());
    }

    private static Kept kept(Row row) {
        return new Kept(
                row.big("number"),
                row.big("batch"),
                new Event(
                        row.text("id"),
                        row.text("name"),
                        row.moment("happened"),
                        row.textOrNull("table_name"),
                        row.textOrNull("record"),
                        json(row.text("data"))));
    }

    private static JsonNode json(String text) {
        try {
            return Json.OWN.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event in the catalogue is no JSON", e);
        }
    }
}
