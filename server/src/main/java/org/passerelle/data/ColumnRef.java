package org.passerelle.data;

import java.util.List;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/**
 * A column of the table that is asked, or of one that its foreign keys lead to.
 *
 * @param path the hops to take; empty for a column of the table itself
 */
record ColumnRef(List<Hop> path, Column column) {

    /** One step along a foreign key. */
    record Hop(Relation relation, Table target) {}

    static ColumnRef of(Column column) {
        return new ColumnRef(List.of(), column);
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
