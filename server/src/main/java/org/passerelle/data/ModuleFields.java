package org.passerelle.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Module;
import org.passerelle.schema.Status;

/**
 * What a module shows of a record: {@code id}, {@code name}, {@code status}, then its columns under their own names, as far as the grant
 * reaches. Pure.
 *
 * @param key the columns that make the id, which come first
 * @param shown the others, by the names that they go by
 * @param told the names of all, in their order
 */
record ModuleFields(List<Column> key, Map<String, ColumnRef> shown, List<String> told) {

    static ModuleFields of(Names names, Module module, List<String> columns) {
        var shown = new LinkedHashMap<String, ColumnRef>();
        add(shown, names, "name", module.nameColumn());
        add(shown, names, "status", module.statusColumn());
        add(shown, names, module.parentColumn(), module.parentColumn());
        for (String column : columns) {
            if (!column.equals("id") && !column.equals(module.nameColumn()) && !column.equals(module.statusColumn())) {
                add(shown, names, column, column);
            }
        }
        var told = new ArrayList<>(List.of("id", "name", "status"));
        shown.keySet().stream().filter(name -> !told.contains(name)).forEach(told::add);
        return new ModuleFields(names.table().primaryKey(), shown, List.copyOf(told));
    }

    private static void add(Map<String, ColumnRef> shown, Names names, @Nullable String as, @Nullable String column) {
        if (as != null && column != null) {
            names.find(column).ifPresent(ref -> shown.putIfAbsent(as, ref));
        }
    }

    /** As a plan shows it: the parts of the key, then the rest. */
    List<Shown> plan() {
        List<Shown> plan = new ArrayList<>();
        key.forEach(column -> plan.add(new Shown("id", ColumnRef.of(column))));
        shown.forEach((name, ref) -> plan.add(new Shown(name, ref)));
        return plan;
    }

    /** A row of the plan, as it is told: what the module has no column for is null, and the status of what is public is P. */
    @Nullable
    Object[] row(@Nullable Object[] cells) {
        var byName = new LinkedHashMap<String, @Nullable Object>();
        byName.put("id", id(cells));
        int at = key.size();
        for (String name : shown.keySet()) {
            byName.put(name, cells[at++]);
        }
        byName.putIfAbsent("status", Status.P.name());
        return told.stream().map(byName::get).toArray();
    }

    Object id(@Nullable Object[] cells) {
        if (key.size() == 1) {
            return Objects.requireNonNull(cells[0]);
        }
        List<Object> parts = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            parts.add(Objects.requireNonNull(cells[i]));
        }
        return Identity.join(parts);
    }

    /** @throws Fault 400 for a field that is not shown */
    ColumnRef need(String name) {
        if (name.equals("id") && key.size() == 1) {
            return ColumnRef.of(key.getFirst());
        }
        ColumnRef ref = shown.get(name);
        if (ref == null) {
            throw Fault.badRequest("There is no field {}; there are {}.", name, String.join(", ", told));
        }
        return ref;
    }
}
