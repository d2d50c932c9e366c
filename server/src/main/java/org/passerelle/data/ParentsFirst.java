package org.passerelle.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.data.Upsert.Given;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Table;

/**
 * Puts rows that others of the same request point to before these, as a tree may come in any order and most engines look at once. Whether
 * rows may point to each other in a ring is for the engine to judge. Pure.
 */
final class ParentsFirst {

    private final Table table;
    private final List<Relation> own;
    private final Map<List<Object>, Given> byKey = new HashMap<>();
    private final Set<Given> placed = new LinkedHashSet<>();

    private ParentsFirst(Table table) {
        this.table = table;
        this.own = own(table);
    }

    /** Whether records of the table may point to each other. */
    static boolean matters(Table table) {
        return !own(table).isEmpty();
    }

    private static List<Relation> own(Table table) {
        return table.relations().stream()
                .filter(r -> r.target().equals(table.name()))
                .toList();
    }

    static List<Given> order(Table table, List<Given> rows) {
        var order = new ParentsFirst(table);
        if (order.own.isEmpty()) {
            return rows;
        }
        rows.forEach(row -> order.byKey.put(row.key(), row));
        rows.forEach(order::place);
        return List.copyOf(order.placed);
    }

    /** Without recursion: a chain may be as long as the request. */
    private void place(Given row) {
        Set<Given> waiting = new LinkedHashSet<>();
        List<Given> next = new ArrayList<>(List.of(row));
        while (!next.isEmpty()) {
            Given one = next.getLast();
            List<Given> before = parents(one).stream()
                    .filter(p -> !placed.contains(p) && !waiting.contains(p) && p != one)
                    .toList();
            waiting.add(one);
            if (before.isEmpty()) {
                placed.add(one);
                next.removeLast();
            } else {
                next.addAll(before);
            }
        }
    }

    private List<Given> parents(Given row) {
        List<Given> parents = new ArrayList<>();
        for (Relation relation : own) {
            List<Object> key = new ArrayList<>();
            for (var column : table.keyColumns()) {
                int at = relation.targetColumns().indexOf(column.name());
                Object value = at < 0
                        ? null
                        : table.column(relation.columns().get(at))
                                .map(row.values()::get)
                                .orElse(null);
                if (value != null) {
                    key.add(value);
                }
            }
            Given parent = byKey.get(key);
            if (parent != null) {
                parents.add(parent);
            }
        }
        return parents;
    }
}
