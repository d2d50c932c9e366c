package org.passerelle.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.Selection.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Finds one record and changes it, inside a transaction. */
final class Records {

    private final Open open;
    private final Session session;
    private final ListPlan plan;
    private final Values values;

    /** @param plan reads the table as the grant allows; it may be locked */
    Records(Open open, Session session, ListPlan plan, Values values) {
        this.open = open;
        this.session = session;
        this.plan = plan;
        this.values = values;
    }

    /** A record as it stands: every column, by column. */
    record Held(Map<Column, @Nullable Object> values, List<Object> key) {}

    /** The first record that one of the conditions finds, in their order. */
    Optional<Held> find(List<Condition> ways) {
        List<Column> columns = List.copyOf(plan.table().columns().values());
        ListPlan all = plan.showing(
                columns.stream().map(c -> new Shown(c.name(), ColumnRef.of(c))).toList());
        for (Condition way : ways) {
            var found = session.fetch(ListSql.rows(all.where(way).page(1, 0)), all.types());
            if (!found.isEmpty()) {
                return Optional.of(held(plan.table(), columns, found.getFirst()));
            }
        }
        return Optional.empty();
    }

    private static Held held(Table table, List<Column> columns, @Nullable Object[] cells) {
        var values = new LinkedHashMap<Column, @Nullable Object>();
        for (int i = 0; i < cells.length; i++) {
            values.put(columns.get(i), cells[i]);
        }
        var key = new ArrayList<Object>();
        table.primaryKey().forEach(c -> key.add(java.util.Objects.requireNonNull(values.get(c))));
        return new Held(values, key);
    }

    /**
     * Writes what differs from what is held.
     *
     * @param defaults columns that get their default
     * @return whether anything was written
     */
    boolean update(Held held, Map<Column, @Nullable Object> given, List<Column> defaults) {
        var changed = new LinkedHashMap<Column, @Nullable Object>();
        given.forEach((column, value) -> {
            if (!values.same(held.values().get(column), value)) {
                changed.put(column, value);
            }
        });
        for (Column column : plan.table().primaryKey()) {
            if (changed.containsKey(column)) {
                throw Fault.badMember(column.name(), "is the key and cannot change");
            }
        }
        if (changed.isEmpty() && defaults.isEmpty()) {
            return false;
        }
        try {
            session.update(ChangeSql.update(plan.engine(), plan.table(), changed, defaults, held.key()));
            return true;
        } catch (Violation violation) {
            var row = new LinkedHashMap<Column, @Nullable Object>(held.values());
            row.putAll(changed);
            throw new Targets(open, session).told(violation, row);
        }
    }

    /** @return the key of the new record: as given, else as the database gave it */
    List<Object> insert(Map<Column, @Nullable Object> row) {
        try {
            return inserted(row);
        } catch (Violation violation) {
            throw new Targets(open, session).told(violation, row);
        }
    }

    private List<Object> inserted(Map<Column, @Nullable Object> row) {
        Table table = plan.table();
        List<Object> given = new ArrayList<>();
        for (Column column : table.primaryKey()) {
            Object value = row.get(column);
            if (value != null) {
                given.add(value);
            }
        }
        var sql = ChangeSql.insert(plan.engine(), table, row);
        if (given.size() == table.primaryKey().size()) {
            session.update(sql);
            return given;
        }
        List<@Nullable Object> made = session.insert(
                sql,
                table.primaryKey().stream().map(Column::physical).toList(),
                table.primaryKey().stream().map(Column::type).toList());
        List<Object> key = new ArrayList<>();
        for (Object part : made) {
            if (part == null) {
                break;
            }
            key.add(part);
        }
        if (key.size() != table.primaryKey().size()) {
            throw Fault.badRequest("The database does not tell the key that it gives: send it.");
        }
        return key;
    }

    void delete(Held held) {
        session.update(ChangeSql.delete(plan.engine(), plan.table(), held.key()));
    }

    /** A record that the caller's rules do not let through: whether it is there is not told. */
    static Fault outOfReach() {
        return Fault.forbidden("This record is out of your reach.");
    }

    /** The condition that finds the record of this key. */
    static Condition byKey(Table table, List<Object> key) {
        Condition all = Condition.ALL;
        for (int i = 0; i < key.size(); i++) {
            all = all.and(Condition.exactly(ColumnRef.of(table.primaryKey().get(i)), key.get(i)));
        }
        return all;
    }
}
