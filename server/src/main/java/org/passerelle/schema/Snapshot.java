package org.passerelle.schema;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.fault.Fault;

/**
 * Every table of every connection at one moment, by public name. Immutable: a request that began with one snapshot ends with it.
 *
 * @param away open tables of connections that never answered, so that they can be told from tables that are not there
 * @param modules the open tables that are published, by the names of their modules
 */
public record Snapshot(Map<String, Table> tables, Set<String> away, Map<String, Table> modules) {

    public static final Snapshot EMPTY = new Snapshot(Map.of(), Set.of());

    public Snapshot(Map<String, Table> tables, Set<String> away) {
        this(
                tables,
                away,
                tables.values().stream()
                        .filter(table -> table.isOpen() && table.module().isPresent())
                        .sorted(Comparator.comparing(Table::name))
                        .collect(Collectors.toUnmodifiableMap(
                                table -> table.module().orElseThrow().name(),
                                table -> table,
                                (first, later) -> first)));
    }

    public Collection<Table> all() {
        return tables.values();
    }

    /** An open table. A closed one is, for a client, not there. */
    public Optional<Table> open(String name) {
        return Optional.ofNullable(tables.get(name)).filter(Table::isOpen);
    }

    /** @throws Fault 404 when there is no such open table, 503 when its database never answered */
    public Table need(String name) {
        Optional<Table> table = open(name);
        if (table.isEmpty() && away.contains(name)) {
            throw Fault.unavailable(
                    "The database behind this does not answer. Try again later.", Duration.ofSeconds(5), null);
        }
        return table.orElseThrow(() -> Fault.notFound("There is no open table {}.", name));
    }
}
