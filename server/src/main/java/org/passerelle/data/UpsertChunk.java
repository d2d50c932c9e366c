package org.passerelle.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.connection.Session;
import org.passerelle.connection.Sql;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Selection.Shown;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.Upsert.Outcome;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Some hundred rows of an {@link Upsert}: one read of what is there, then batches of equal statements. */
final class UpsertChunk {

    static final int ROWS = 500;

    private final Session session;
    private final ListPlanner planner;
    private final Grant grant;
    private final Table table;
    private final Map<String, List<List<@Nullable Object>>> batches = new LinkedHashMap<>();

    UpsertChunk(Session session, ListPlanner planner, Grant grant) {
        this.session = session;
        this.planner = planner;
        this.grant = grant;
        this.table = planner.names().table();
    }

    /** What is there of a row: its primary key, and the columns that the request writes. */
    private record Held(List<Object> id, Map<Column, @Nullable Object> values) {}

    List<Outcome> write(List<Given> rows) {
        Map<Given, Held> held = held(rows);
        List<String> statuses = new ArrayList<>(rows.size());
        List<Given> created = new ArrayList<>();
        for (Given row : rows) {
            Held there = held.get(row);
            settle(row, there);
            if (there == null) {
                create(row);
                created.add(row);
                statuses.add("created");
            } else {
                statuses.add(update(row, there) ? "updated" : "unchanged");
            }
        }
        batches.forEach(session::batch);
        boolean ruled = !planner.names().rule().equals(Condition.ALL);
        if (ruled) {
            held = held(rows);
        } else if (!created.isEmpty() && table.key().isPresent()) {
            held.putAll(held(created));
        }
        List<Outcome> outcomes = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(outcome(rows.get(i), held.get(rows.get(i)), statuses.get(i), ruled));
        }
        return outcomes;
    }

    /** What does not fit its column must be what stands there. */
    private void settle(Given row, @Nullable Held there) {
        if (there != null && !row.wrong().isEmpty()) {
            new RowReader(planner.names(), planner.values()).forgive(row.wrong(), there.values(), row.values());
        }
        if (!row.wrong().isEmpty()) {
            throw Upsert.refused(row.number(), row.wrong().getFirst());
        }
    }

    /** @param after what is there of the row now; where rules bound the caller's reach, a row that is not is none of his */
    private static Outcome outcome(Given row, @Nullable Held after, String status, boolean ruled) {
        if (after == null && ruled) {
            throw Fault.inRow(row.number(), Records.outOfReach());
        }
        List<Object> id = after == null ? row.key() : after.id();
        return new Outcome(row.cle(), id.size() == 1 ? id.getFirst() : Identity.join(id), status);
    }

    private void create(Given row) {
        ListPlanner.reach(table, grant, Action.CREATE);
        List<Wrong> missing = new RowReader(planner.names(), planner.values()).missing(row.values());
        if (!missing.isEmpty()) {
            throw Upsert.refused(row.number(), missing.getFirst());
        }
        add(ChangeSql.insert(planner.engine(), table, row.values()));
    }

    private boolean update(Given row, Held there) {
        var changed = new LinkedHashMap<Column, @Nullable Object>();
        row.values().forEach((column, value) -> {
            if (!table.keyColumns().contains(column)
                    && !planner.values().same(there.values().get(column), value)) {
                changed.put(column, value);
            }
        });
        if (changed.isEmpty()) {
            return false;
        }
        for (Column column : table.primaryKey()) {
            if (changed.containsKey(column)) {
                throw Upsert.refused(row.number(), new Wrong(column.name(), "is the id and cannot change"));
            }
        }
        ListPlanner.reach(table, grant, Action.UPDATE);
        add(ChangeSql.update(planner.engine(), table, changed, List.of(), there.id()));
        return true;
    }

    private void add(Sql sql) {
        batches.computeIfAbsent(sql.text(), text -> new ArrayList<>()).add(sql.values());
    }

    private Map<Given, Held> held(List<Given> rows) {
        List<Column> key = table.keyColumns();
        Map<List<Object>, Held> byKey = new HashMap<>();
        for (Held there : fetch(rows, keys(key, rows))) {
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
            equalByTheDatabase(unmatched, held);
        }
        return held;
    }

    /** Some records were found by a key that is written otherwise (without case, padded): the database says whose they are. */
    private void equalByTheDatabase(List<Given> rows, Map<Given, Held> held) {
        for (Given row : rows) {
            List<Held> there = fetch(List.of(row), keys(table.keyColumns(), List.of(row)));
            if (!there.isEmpty()) {
                held.put(row, there.getFirst());
            }
        }
    }

    /** What is there of the rows: their keys, and the columns that any of them writes. */
    private List<Held> fetch(List<Given> rows, Condition where) {
        var columns = new LinkedHashSet<>(table.primaryKey());
        columns.addAll(table.keyColumns());
        for (Given row : rows) {
            columns.addAll(row.values().keySet());
            row.wrong().forEach(wrong -> columns.add(java.util.Objects.requireNonNull(wrong.column())));
        }
        List<Column> all = List.copyOf(columns);
        ListPlan plan = planner.plan(
                        all.stream()
                                .map(c -> new Shown(c.name(), ColumnRef.of(c)))
                                .toList(),
                        where,
                        List.of())
                .page(Long.MAX_VALUE, 0)
                .locking();
        List<Held> held = new ArrayList<>();
        for (@Nullable Object[] cells : session.fetch(ListSql.rows(plan), plan.types())) {
            var values = new HashMap<Column, @Nullable Object>();
            for (int i = 0; i < cells.length; i++) {
                values.put(all.get(i), cells[i]);
            }
            held.add(new Held(of(values, table.primaryKey()), values));
        }
        return held;
    }

    private static List<Object> of(Map<Column, @Nullable Object> values, List<Column> columns) {
        List<Object> parts = new ArrayList<>();
        columns.forEach(c -> parts.add(java.util.Objects.requireNonNullElse(values.get(c), "")));
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
