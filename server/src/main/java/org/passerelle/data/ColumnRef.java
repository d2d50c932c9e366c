package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/**
 * A column of the table that is asked, or of one that its foreign keys lead to.
 *
 * @param path the hops to take; empty for a column of the table itself
 * @param mask what a row must fulfil to show it, beyond being reached; {@link Condition#ALL} for nothing. Where it is not fulfilled the
 *     column is NULL for the caller, in answers, filters and orders alike
 */
record ColumnRef(List<Hop> path, Column column, Condition mask) {

    /** One step along a foreign key. */
    record Hop(Relation relation, Table target) {}

    static ColumnRef of(Column column) {
        return new ColumnRef(List.of(), column, Condition.ALL);
    }

    /** Whether NULL may be seen in it. */
    boolean isNullable() {
        return column.nullable() || !path.isEmpty() || isMasked();
    }

    boolean isMasked() {
        return !mask.equals(Condition.ALL);
    }

    /** The same column, seen from where the hops begin. */
    ColumnRef under(List<Hop> hops) {
        List<Hop> whole = new ArrayList<>(hops);
        whole.addAll(path);
        return new ColumnRef(List.copyOf(whole), column, mask.under(hops));
    }

    /** As a client writes it: {@code nom}, {@code client.nom}. */
    String name() {
        if (path.isEmpty()) {
            return column.name();
        }
        var name = new StringBuilder();
        path.forEach(hop -> name.append(hop.relation().name()).append('.'));
        return name.append(column.name()).toString();
    }
}
