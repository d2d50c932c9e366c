package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.data.ColumnRef.Hop;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/**
 * What a client's names mean in one request: {@code nom}, {@code client.nom}, {@code id}, {@code cle}. A column that the grant does not
 * reach is, for the client, not there. Pure.
 *
 * @param reach how much of the table the grant reaches
 */
record Names(Snapshot snapshot, Table table, Grant grant, Reach reach) {

    /** The columns that the caller may see. */
    List<Column> columns() {
        return table.columns().values().stream()
                .filter(c -> reach.shows(c.name()))
                .toList();
    }

    /** @throws Fault 400 that names what is unknown */
    ColumnRef need(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    Optional<ColumnRef> find(String name) {
        Optional<Column> own = table.column(name).filter(c -> reach.shows(name) || isKey(c));
        if (own.isPresent()) {
            return own.map(ColumnRef::of);
        }
        if (name.equals("id") && table.primaryKey().size() == 1) {
            return Optional.of(ColumnRef.of(table.primaryKey().getFirst()));
        }
        if (name.equals("cle") && table.keyColumns().size() == 1) {
            return Optional.of(ColumnRef.of(table.keyColumns().getFirst()));
        }
        return name.indexOf('.') > 0 ? related(name) : Optional.empty();
    }

    private boolean isKey(Column column) {
        return table.primaryKey().equals(List.of(column)) || table.keyColumns().equals(List.of(column));
    }

    /** A column across foreign keys: every table on the way must be open to the caller too. */
    private Optional<ColumnRef> related(String name) {
        Table at = table;
        Reach reached = reach;
        List<Hop> path = new ArrayList<>();
        String[] steps = name.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            Optional<Relation> relation = at.relation(steps[i]);
            if (relation.isEmpty() || !relation.get().columns().stream().allMatch(reached::shows)) {
                return Optional.empty();
            }
            Optional<Table> target = snapshot.open(relation.get().target());
            Optional<Reach> further = grant.reach(relation.get().target(), Action.READ);
            if (target.isEmpty() || further.isEmpty()) {
                return Optional.empty();
            }
            path.add(new Hop(relation.get(), target.get()));
            at = target.get();
            reached = further.get();
        }
        Reach last = reached;
        return at.column(steps[steps.length - 1])
                .filter(c -> last.shows(c.name()))
                .map(c -> new ColumnRef(List.copyOf(path), c));
    }

    Fault unknown(String name) {
        String known = columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return Fault.badRequest("There is no column " + name + " in " + table.name() + "; there are " + known + ".");
    }
}
