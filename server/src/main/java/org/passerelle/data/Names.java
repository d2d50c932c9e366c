package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
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
 * reach is, for the client, not there; one that it reaches on some rows only is masked on the others. Pure.
 *
 * @param reach how much of the table the grant reaches
 * @param values reads the values of row rules
 * @param bounded whether the tables that foreign keys lead to are reached by the grant alone, too
 */
record Names(Snapshot snapshot, Table table, Grant grant, Reach reach, Values values, boolean bounded) {

    Names(Snapshot snapshot, Table table, Grant grant, Reach reach, Values values) {
        this(snapshot, table, grant, reach, values, true);
    }

    /** What is said by whoever saved a view or wrote a rule, and answered for it: every column, here and across foreign keys. */
    static Names unbounded(Snapshot snapshot, Table table, Grant grant, Values values) {
        return new Names(snapshot, table, grant, Reach.ALL, values, false);
    }

    /** The columns that the caller may see, on some rows at least. */
    List<Column> columns() {
        return table.columns().values().stream()
                .filter(c -> reach.shows(c.name()))
                .toList();
    }

    /** The same columns, masked where they show on some rows only. */
    List<ColumnRef> refs() {
        return columns().stream().map(this::own).toList();
    }

    /** What a row must fulfil to be reached at all. */
    Condition rule() {
        return any(reach.rows());
    }

    /** @throws Fault 400 that names what is unknown */
    ColumnRef need(String name) {
        return find(name).orElseThrow(() -> unknown(name));
    }

    Optional<ColumnRef> find(String name) {
        Optional<Column> own = table.column(name);
        if (own.filter(this::isKey).isPresent()) {
            return own.map(ColumnRef::of);
        }
        if (own.filter(c -> reach.shows(name)).isPresent()) {
            return own.map(this::own);
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

    private ColumnRef own(Column column) {
        return isKey(column)
                ? ColumnRef.of(column)
                : new ColumnRef(List.of(), column, any(reach.rowsShowing(column.name())));
    }

    /** A column across a foreign key: the table on the way must be open to the caller too, and the row there within his reach. */
    private Optional<ColumnRef> related(String name) {
        int dot = name.indexOf('.');
        Optional<Relation> relation = table.relation(name.substring(0, dot))
                .filter(r -> r.columns().stream().allMatch(reach::shows));
        Optional<Table> target = relation.flatMap(r -> snapshot.open(r.target()));
        Optional<Reach> further =
                relation.flatMap(r -> bounded ? grant.reach(r.target(), Action.READ) : Optional.of(Reach.ALL));
        if (relation.isEmpty() || target.isEmpty() || further.isEmpty() || name.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var there = new Names(snapshot, target.get(), grant, further.get(), values, bounded);
        return there.find(name.substring(dot + 1)).map(ref -> {
            List<Hop> hop = List.of(new Hop(relation.get(), target.get()));
            ColumnRef seen =
                    new ColumnRef(ref.path(), ref.column(), there.rule().and(ref.mask()));
            return seen.under(hop);
        });
    }

    /** One of the rules; no rules mean that nothing is asked. A rule that no longer fits the table lets nothing through. */
    private Condition any(List<String> rules) {
        if (rules.isEmpty()) {
            return Condition.ALL;
        }
        Names everything = unbounded(snapshot, table, grant, values);
        List<Condition> parsed = new ArrayList<>();
        for (String rule : rules) {
            try {
                parsed.add(new Rsql(everything, values, Rsql.variables(grant.caller())).parse(rule));
            } catch (Fault e) {
                Logger.getLogger(Names.class).warnf("a row rule of %s is not understood: %s", table.name(), e.detail());
            }
        }
        return parsed.size() == 1 ? parsed.getFirst() : new Condition.Or(parsed);
    }

    Fault unknown(String name) {
        String known = columns().stream().map(Column::name).collect(Collectors.joining(", "));
        return Fault.badRequest("There is no column " + name + " in " + table.name() + "; there are " + known + ".");
    }

    /** A name with more hops than this long is nobody's column. */
    private static final int MAX_LENGTH = 500;
}
