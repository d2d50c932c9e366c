package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.fault.Fault;
import org.passerelle.people.KnownTables;
import org.passerelle.people.TableEntry;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/** Tells the room of people what it must know of tables. A rule is read as it will be read when it joins a plan. */
@Singleton
final class TableRules implements KnownTables {

    private final Tables tables;

    @Inject
    TableRules(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<String> open() {
        return tables.snapshot().all().stream()
                .filter(Table::isOpen)
                .map(Table::name)
                .sorted()
                .toList();
    }

    @Override
    public void check(Grant grant, String name, TableEntry entry) {
        Snapshot snapshot = tables.snapshot();
        Optional<Table> table = snapshot.open(name);
        var errors = new ArrayList<Fault.Error>();
        String place = Fault.pointer("tables") + Fault.pointer(name);
        if (table.isPresent() && entry.columns() != null) {
            entry.columns().stream()
                    .filter(column -> table.get().column(column).isEmpty())
                    .map(column -> new Fault.Error(place + "/columns", "there is no column {}", column))
                    .forEach(errors::add);
        }
        String rule = entry.rowFilter();
        if (rule != null) {
            try {
                if (table.isEmpty()) {
                    Rsql.read(rule);
                } else {
                    // a rule sees all that it names: who writes it must see as much of the other tables that it leads
                    // to
                    var names = new Names(snapshot, table.get(), Sight.of(grant), Reach.ALL, tables.values());
                    if (new Rsql(names, tables.values(), Rsql.Variables.UNSAID)
                            .parse(rule)
                            .isMasked()) {
                        throw Fault.inconsistent("it names columns that do not show to you on every row");
                    }
                }
            } catch (Fault e) {
                errors.add(new Fault.Error(place + "/rowFilter", e.detail()));
            }
        }
        if (!errors.isEmpty()) {
            throw Fault.inconsistent("tables." + name + ": " + errors.getFirst().detail(), errors);
        }
    }
}
