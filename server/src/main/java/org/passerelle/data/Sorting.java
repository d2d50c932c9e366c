package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** {@code -date,nom} → an order that is total: what is asked, then the primary key. NULL is smaller than every value. Pure. */
record Sorting(ColumnRef column, boolean descending) {

    static List<Sorting> parse(@Nullable String text, Names names) {
        List<Sorting> order = new ArrayList<>();
        if (text != null && !text.isBlank()) {
            for (String part : text.split(",")) {
                String name = part.trim();
                boolean descending = name.startsWith("-");
                ColumnRef column = names.need(descending || name.startsWith("+") ? name.substring(1) : name);
                if (!column.column().type().isOrdered()) {
                    throw Fault.badRequest("Records cannot be sorted by " + column.name() + ".");
                }
                order.add(new Sorting(column, descending));
            }
        }
        return total(order, names.table());
    }

    Sorting asStored() {
        return new Sorting(new ColumnRef(column.path(), column.column().asStored(), column.mask()), descending);
    }

    /** A table without a key is ordered by all its columns, so that pages do not overlap unless whole rows are equal. */
    static List<Sorting> total(List<Sorting> wanted, Table table) {
        List<Sorting> order = new ArrayList<>(wanted);
        List<Column> last = table.hasKey()
                ? table.primaryKey()
                : table.columns().values().stream()
                        .filter(c -> c.type().isOrdered())
                        .toList();
        for (Column column : last) {
            ColumnRef ref = ColumnRef.of(column);
            if (order.stream().noneMatch(s -> s.column().equals(ref))) {
                order.add(new Sorting(ref, false));
            }
        }
        return List.copyOf(order);
    }
}
