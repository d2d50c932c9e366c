package org.passerelle.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Session;
import org.passerelle.connection.Sql;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Tables.Open;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.Upsert.Outcome;
import org.passerelle.data.Upsert.Ways;
import org.passerelle.fault.Fault;
import org.passerelle.outbox.Changes;
import org.passerelle.outbox.Image;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Some hundred rows of an {@link Upsert}: one read of what is there, then batches of equal statements. */
final class UpsertChunk {

    static final int ROWS = 500;

    private final Session session;
    private final Changes changes;
    private final Ways ways;
    private final Table table;
    private final Engine engine;
    private final Values values;
    private final Map<String, List<List<@Nullable Object>>> batches = new LinkedHashMap<>();

    UpsertChunk(Session session, Changes changes, Open open, Ways ways, Values values) {
        this.session = session;
        this.changes = changes;
        this.ways = ways;
        this.table = open.table();
        this.engine = open.database().engine();
        this.values = values;
    }

    /**
     * A row, as it is to be written.
     *
     * @param there the record that is there; null where there is none
     * @param columns that are written; none where the record is so already
     */
    private record Step(Given row, @Nullable Held there, Set<Column> columns) {

        @Nullable
        List<Object> id() {
            return there == null ? null : there.id();
        }

        String status() {
            return there == null ? "created" : columns.isEmpty() ? "unchanged" : "updated";
        }
    }

    List<Outcome> write(List<Given> rows) {
        Map<Given, Held> held =
                ways.update().or(ways::look).map(planner -> held(planner, rows)).orElseGet(IdentityHashMap::new);
        List<Step> steps = new ArrayList<>(rows.size());
        for (Given row : rows) {
            Held there = held.get(row);
            settle(row, there);
            steps.add(there == null ? create(row) : update(row, there));
        }
        batches.forEach(session::batch);
        Map<Given, List<Object>> ids = after(steps);
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        for (Step step : steps) {
            List<Object> id = step.id() != null
                    ? step.id()
                    : ids.getOrDefault(step.row(), step.row().key());
            outcomes.add(
                    new Outcome(step.row().cle(), id.size() == 1 ? id.getFirst() : Identity.join(id), step.status()));
            tell(step, Identity.join(id));
        }
        return outcomes;
    }

    /** Of many records what was written is told, and not the rest of them, which was not read. */
    private void tell(Step step, String id) {
        Image after = Images.of(step.columns(), step.row().values());
        if (step.there() == null) {
            changes.created(table.name(), id, after);
        } else if (!step.columns().isEmpty()) {
            changes.updated(
                    table.name(), id, Images.of(step.columns(), step.there().values()), after);
        }
    }

    /** What does not fit its column must be what stands there. */
    private void settle(Given row, @Nullable Held there) {
        if (there != null && !row.wrong().isEmpty()) {
            new RowReader(table, ways::know, values).forgive(row.wrong(), there.values(), row.values());
        }
        if (!row.wrong().isEmpty()) {
            throw Upsert.refused(row.number(), row.wrong().getFirst());
        }
    }

    private Step create(Given row) {
        Names names = ways.create().orElseThrow(() -> lacking(Action.CREATE)).names();
        for (Column column : row.values().keySet()) {
            if (!names.sees(column)) {
                throw Fault.inRow(row.number(), Records.closed(column));
            }
        }
        List<Wrong> missing = new RowReader(names, values).missingAtFirst(row.values(), row.wrong());
        if (!missing.isEmpty()) {
            throw Upsert.refused(row.number(), missing.getFirst());
        }
        add(ChangeSql.insert(engine, table, row.values()));
        return new Step(row, null, row.values().keySet());
    }

    private Step update(Given row, Held there) {
        if (ways.update().isEmpty()) {
            throw lacking(Action.UPDATE);
        }
        var changed = new LinkedHashMap<Column, @Nullable Object>();
        row.values().forEach((column, value) -> {
            if (!table.keyColumns().contains(column)
                    && !values.same(there.values().get(column), value)) {
                changed.put(column, value);
            }
        });
        for (Column column : changed.keySet()) {
            if (table.primaryKey().contains(column)) {
                throw Upsert.refused(row.number(), new Wrong(column.name(), "is the id and cannot change"));
            }
            if (there.closed().contains(column)) {
                throw Fault.inRow(row.number(), Records.closed(column));
            }
        }
        if (!changed.isEmpty()) {
            add(ChangeSql.update(engine, table, changed, List.of(), there.id()));
        }
        return new Step(row, there, changed.keySet());
    }

    /**
     * What became of the rows: no record was made or moved to where the caller does not reach, nor with columns that are closed to him there.
     *
     * @return the ids of those whose cle is something else
     */
    private Map<Given, List<Object>> after(List<Step> steps) {
        Map<Given, List<Object>> ids = new IdentityHashMap<>();
        List<Step> updated = steps.stream()
                .filter(step -> step.there() != null && !step.columns().isEmpty())
                .toList();
        List<Step> created = steps.stream().filter(step -> step.there() == null).toList();
        ways.update().filter(planner -> planner.names().isRuled()).ifPresent(p -> stayWithin(p, updated, ids));
        ways.create()
                .filter(planner -> planner.names().isRuled() || table.key().isPresent())
                .ifPresent(p -> stayWithin(p, created, ids));
        return ids;
    }

    private void stayWithin(ListPlanner planner, List<Step> steps, Map<Given, List<Object>> ids) {
        if (steps.isEmpty()) {
            return;
        }
        Map<Given, Held> held = held(planner, steps.stream().map(Step::row).toList());
        boolean ruled = planner.names().isRuled();
        for (Step step : steps) {
            Held now = held.get(step.row());
            boolean within = now != null
                    && step.columns().stream().noneMatch(c -> now.closed().contains(c) && !table.isIdentity(c));
            if (ruled && !within) {
                throw Fault.inRow(step.row().number(), Records.outOfReach());
            }
            if (now != null) {
                ids.put(step.row(), now.id());
            }
        }
    }

    private Fault lacking(Action action) {
        return ways.grant().lacking(table.name(), action);
    }

    private void add(Sql sql) {
        batches.computeIfAbsent(sql.text(), text -> new ArrayList<>()).add(sql.values());
    }

    private Map<Given, Held> held(ListPlanner planner, List<Given> rows) {
        List<Column> key = table.keyColumns();
        Map<List<Object>, Held> byKey = new HashMap<>();
        for (Held there : fetch(planner, rows)) {
            byKey.put(of(there.values(), key), there);
        }
        Map<Given, Held> held = new IdentityHashMap<>();
        List<Given> unmatched = new ArrayList<>();
        for (Given row : rows) {
            Held there = byKey.remove(row.key());
            if (there == null) {
                unmatched.add(row);
            } else {
                held.put(row, there);
            }
        }
        if (!byKey.isEmpty()) {
            // some were found by a key that is written otherwise (without case, padded): the database says whose they
            // are
            for (Given row : unmatched) {
                fetch(planner, List.of(row)).stream().findFirst().ifPresent(there -> held.put(row, there));
            }
        }
        return held;
    }

    /** What is there of the rows, and of the columns that any of them writes. */
    private List<Held> fetch(ListPlanner planner, List<Given> rows) {
        var columns = new LinkedHashSet<Column>();
        for (Given row : rows) {
            columns.addAll(row.values().keySet());
            row.wrong().forEach(wrong -> columns.add(Objects.requireNonNull(wrong.column())));
        }
        return new HeldRows(session, planner).fetch(columns, keys(table.keyColumns(), rows), Long.MAX_VALUE);
    }

    private static List<Object> of(Map<Column, @Nullable Object> values, List<Column> columns) {
        List<Object> parts = new ArrayList<>();
        columns.forEach(c -> parts.add(Objects.requireNonNullElse(values.get(c), "")));
        return parts;
    }

    /** The list of keys is filled up to a power of two, so that few shapes of the statement serve all sizes. */
    private static Condition keys(List<Column> key, List<Given> rows) {
        int size = Integer.highestOneBit(Math.max(1, rows.size() * 2 - 1));
        if (key.size() == 1) {
            List<@Nullable Object> values = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                values.add(rows.get(Math.min(i, rows.size() - 1)).key().getFirst());
            }
            return new Condition.Compare(ColumnRef.of(key.getFirst()), Operator.IN, values, false);
        }
        List<Condition> each = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            List<Object> parts = rows.get(Math.min(i, rows.size() - 1)).key();
            Condition all = Condition.ALL;
            for (int j = 0; j < parts.size(); j++) {
                all = all.and(Condition.exactly(ColumnRef.of(key.get(j)), parts.get(j)));
            }
            each.add(all);
        }
        return new Condition.Or(each);
    }
}
