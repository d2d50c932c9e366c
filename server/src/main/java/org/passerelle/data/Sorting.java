package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

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
                    throw Fault.badRequest("Records cannot be sorted by {}.", column.name());
                }
                order.add(new Sorting(column, descending));
            }
        }
        return total(order, names);
    }

    Sorting asStored() {
        return new Sorting(new ColumnRef(column.path(), column.column().asStored(), column.mask()), descending);
    }

    /** The order that was saved with a view: what it names and the caller does not see orders nothing for him. */
    static List<Sorting> saved(@Nullable String text, Names names) {
        if (text == null) {
            return parse(null, names);
        }
        String seen = Stream.of(text.split(","))
                .map(String::trim)
                .filter(part -> names.find(part.replaceFirst("^[-+]", "")).isPresent())
                .collect(Collectors.joining(","));
        return parse(seen, names);
    }

    /**
     * A table without a key is ordered by all its columns that the caller sees, so that pages do not overlap unless whole rows are equal
     * to him: a cursor carries what it is ordered by.
     */
    private static List<Sorting> total(List<Sorting> wanted, Names names) {
        List<Sorting> order = new ArrayList<>(wanted);
        List<ColumnRef> last = names.table().hasKey()
                ? names.table().primaryKey().stream().map(ColumnRef::of).toList()
                : names.refs().stream()
                        .filter(ref -> ref.column().type().isOrdered())
                        .toList();
        for (ColumnRef ref : last) {
            if (order.stream().noneMatch(s -> s.column().equals(ref))) {
                order.add(new Sorting(ref, false));
            }
        }
        return List.copyOf(order);
    }
}
