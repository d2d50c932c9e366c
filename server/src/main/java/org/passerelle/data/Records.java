package org.passerelle.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.outbox.Changes;
import org.passerelle.outbox.Image;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Finds one record and changes it, inside a transaction and within the reach of a grant. */
final class Records {

    private final Open open;
    private final Session session;
    private final Names names;
    private final Values values;
    private final HeldRows rows;
    private final Changes changes;
    private final Images images;

    /** @param planner of the action that changes */
    Records(Open open, Session session, ListPlanner planner, Values values, Changes changes) {
        this.open = open;
        this.session = session;
        this.changes = changes;
        this.images = new Images(open, session);
        this.names = planner.names();
        this.values = values;
        this.rows = new HeldRows(session, planner);
    }

    /** The first record that one of the conditions finds, in their order. */
    Optional<Held> find(List<Condition> ways) {
        Collection<Column> all = open.table().columns().values();
        return ways.stream().flatMap(way -> rows.fetch(all, way, 1).stream()).findFirst();
    }

    /**
     * Writes what differs from what is held.
     *
     * @param defaults columns that get their default
     * @throws Fault 403 for a column that is closed on the record, before or after
     */
    void update(Held held, Map<Column, @Nullable Object> given, List<Column> defaults) {
        var changed = new LinkedHashMap<Column, @Nullable Object>();
        given.forEach((column, value) -> {
            if (!values.same(held.values().get(column), value)) {
                changed.put(column, value);
            }
        });
        for (Column column : open.table().primaryKey()) {
            if (changed.containsKey(column)) {
                throw Fault.badMember(column.name(), "is the key and cannot change");
            }
        }
        changed.keySet().stream().filter(held.closed()::contains).findFirst().ifPresent(column -> {
            throw closed(column);
        });
        if (changed.isEmpty() && defaults.isEmpty()) {
            return;
        }
        Image before = changes.isHeard() ? images.of(held, names) : null;
        try {
            session.update(ChangeSql.update(open.database().engine(), open.table(), changed, defaults, held.id()));
        } catch (Violation violation) {
            var row = new LinkedHashMap<Column, @Nullable Object>(held.values());
            row.putAll(changed);
            throw new Targets(open, session).told(violation, row);
        }
        staysWithin(held.id(), changed.keySet());
        if (before != null) {
            changes.updated(open.table().name(), Identity.join(held.id()), before, images.of(held.id()));
        }
    }

    /** No record is made or moved to where the caller does not reach, nor with columns that are closed to him there. */
    private void staysWithin(List<Object> id, Set<Column> written) {
        if (names.isRuled()) {
            Held after = rows.fetch(written, byKey(open.table(), id), 1).stream()
                    .findFirst()
                    .orElseThrow(Records::outOfReach);
            if (written.stream()
                    .anyMatch(c -> after.closed().contains(c) && !open.table().isIdentity(c))) {
                throw outOfReach();
            }
        }
    }

    /**
     * @return the key of the new record: as given, else as the database gave it
     * @throws Fault 403 for a record that the caller would not reach
     */
    List<Object> insert(Map<Column, @Nullable Object> row) {
        try {
            List<Object> id = inserted(row);
            staysWithin(id, row.keySet());
            if (changes.isHeard()) {
                changes.created(open.table().name(), Identity.join(id), images.of(id));
            }
            return id;
        } catch (Violation violation) {
            throw new Targets(open, session).told(violation, row);
        }
    }

    private List<Object> inserted(Map<Column, @Nullable Object> row) {
        Table table = open.table();
        List<Object> given = new ArrayList<>();
        for (Column column : table.primaryKey()) {
            Object value = row.get(column);
            if (value != null) {
                given.add(value);
            }
        }
        var sql = ChangeSql.insert(open.database().engine(), table, row);
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
        if (changes.isHeard()) {
            changes.deleted(open.table().name(), Identity.join(held.id()), images.of(held, names));
        }
        session.update(ChangeSql.delete(open.database().engine(), open.table(), held.id()));
    }

    /** A record that the caller's rules do not let through: whether it is there is not told. */
    static Fault outOfReach() {
        return Fault.forbidden("This record is out of your reach.");
    }

    /** A record that is not found any more when it has been written. Who sees every record is told that somebody took it away. */
    static Fault vanished(Names names) {
        return names.isRuled() ? outOfReach() : Fault.conflict("Somebody else changed this meanwhile. Try again.");
    }

    static Fault closed(Column column) {
        return Fault.forbidden("{} of this record is closed to you.", column.name());
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
