package org.passerelle.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Reads records for a change, within the reach of a grant, and which of their columns it opens on each. The rows stay locked. */
final class HeldRows {

    private final Session session;
    private final ListPlanner planner;
    private final Names names;
    private final Table table;

    HeldRows(Session session, ListPlanner planner) {
        this.session = session;
        this.planner = planner;
        this.names = planner.names();
        this.table = names.table();
    }

    /**
     * @param wanted the columns that matter, beside those of {@code id} and {@code cle}
     * @param most rows
     */
    List<Held> fetch(Collection<Column> wanted, Condition where, long most) {
        var seen = new LinkedHashSet<>(table.primaryKey());
        seen.addAll(table.keyColumns());
        wanted.stream().filter(names::sees).forEach(seen::add);
        List<Column> masked = wanted.stream()
                .filter(column -> names.opens(column) && !names.opening(column).equals(Condition.ALL))
                .toList();
        List<Shown> cells = new ArrayList<>();
        seen.forEach(column -> cells.add(new Shown(column.name(), names.own(column))));
        masked.forEach(column -> cells.add(new Shown("", whetherOpen(column))));
        ListPlan plan = planner.plan(cells, where, List.of()).page(most, 0).locking();
        List<Held> held = new ArrayList<>();
        for (@Nullable Object[] row : session.fetch(ListSql.rows(plan), plan.types())) {
            held.add(held(row, List.copyOf(seen), wanted, masked));
        }
        return held;
    }

    /** The id, which is never NULL, seen through the column's mask. */
    private ColumnRef whetherOpen(Column column) {
        return new ColumnRef(List.of(), table.primaryKey().getFirst(), names.opening(column));
    }

    private Held held(@Nullable Object[] row, List<Column> seen, Collection<Column> wanted, List<Column> masked) {
        var values = new HashMap<Column, @Nullable Object>();
        for (int i = 0; i < seen.size(); i++) {
            values.put(seen.get(i), row[i]);
        }
        var closed = new HashSet<>(wanted);
        closed.removeIf(names::opens);
        for (int i = 0; i < masked.size(); i++) {
            if (row[seen.size() + i] == null) {
                closed.add(masked.get(i));
            }
        }
        List<Object> id = new ArrayList<>();
        table.primaryKey().forEach(column -> id.add(Objects.requireNonNull(values.get(column))));
        return new Held(values, closed, id);
    }
}
