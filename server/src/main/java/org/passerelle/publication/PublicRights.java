package org.passerelle.publication;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Holdings;
import org.passerelle.access.Right;
import org.passerelle.access.TableRight;
import org.passerelle.schema.Module;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Status;
import org.passerelle.schema.Table;

/**
 * What a permit opens of the tables that are published, in the words in which roles do: to list shows the public columns, to read all that
 * are published, each on the records of the permit's statuses; to export, values, which have no status of their own. Pure.
 */
final class PublicRights {

    private PublicRights() {}

    static Holdings of(Permit permit, Snapshot snapshot) {
        var acls = new HashSet<String>();
        var tables = new ArrayList<TableRight>();
        permit.modules().forEach((name, actions) -> {
            Table table = snapshot.modules().get(name);
            if (table != null && !actions.isEmpty()) {
                actions.forEach(action -> acls.add(Right.Published.acl(name, action.word())));
                open(table, table.module().orElseThrow(), actions, permit.statuses(), tables);
            }
        });
        return new Holdings(false, false, acls, tables, List.of(), List.of());
    }

    private static void open(
            Table table, Module module, Set<ModuleAction> actions, Set<Status> statuses, List<TableRight> tables) {
        String rule = rule(module, statuses);
        tables.add(new TableRight(table.name(), Set.of(Action.LIST), columns(module, module.publicColumns()), rule));
        if (actions.contains(ModuleAction.INFO_FULL)) {
            tables.add(new TableRight(
                    table.name(), Set.of(Action.READ), columns(module, module.publishedColumns()), rule));
        }
        Module.Values values = module.values();
        boolean shown = Stream.of(ModuleAction.VALUES, ModuleAction.INFO_VALUES, ModuleAction.LAST_VALUE)
                .anyMatch(actions::contains);
        if (values != null && shown) {
            tables.add(new TableRight(values.table(), Set.of(Action.EXPORT), columns(values), null));
        }
    }

    /** Null for all records. */
    private static @Nullable String rule(Module module, Set<Status> statuses) {
        return module.statusColumn() == null
                ? null
                : module.statusColumn() + "=in=("
                        + statuses.stream().map(Status::name).sorted().collect(Collectors.joining(",")) + ")";
    }

    private static Set<String> columns(Module module, List<String> shown) {
        return columns(shown, module.statusColumn(), module.nameColumn(), module.parentColumn());
    }

    private static Set<String> columns(Module.Values values) {
        return columns(values.columns(), values.recordColumn(), values.dateColumn(), values.valueColumn());
    }

    private static Set<String> columns(List<String> shown, @Nullable String... more) {
        var columns = new LinkedHashSet<>(shown);
        for (String column : more) {
            if (column != null) {
                columns.add(column);
            }
        }
        return columns;
    }
}
