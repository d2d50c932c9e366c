package org.passerelle.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.connection.PhysicalTable;

/**
 * A table as clients see it. Immutable.
 *
 * @param name public
 * @param primaryKey empty when there is none, and the table is then read-only
 * @param key the column chosen as {@code cle}; empty when that is the primary key
 * @param module how it is published, which counts while it is open
 */
public record Table(
        String name,
        String connection,
        PhysicalTable physical,
        Map<String, Column> columns,
        List<Column> primaryKey,
        Optional<Column> key,
        List<Relation> relations,
        boolean isOpen,
        boolean isSensitive,
        Optional<Module> module) {

    public static Map<String, Column> index(List<Column> columns) {
        var index = new LinkedHashMap<String, Column>();
        columns.forEach(column -> index.put(column.name(), column));
        return index;
    }

    public Optional<Column> column(String publicName) {
        return Optional.ofNullable(columns.get(publicName));
    }

    public Optional<Relation> relation(String publicName) {
        return relations.stream().filter(r -> r.name().equals(publicName)).findFirst();
    }

    /** The column by the database's own name, without case when that is unambiguous. */
    public Optional<Column> physicalColumn(String name) {
        var exact =
                columns.values().stream().filter(c -> c.physical().equals(name)).findFirst();
        return exact.isPresent()
                ? exact
                : columns.values().stream()
                        .filter(c -> c.physical().equalsIgnoreCase(name))
                        .findFirst();
    }

    /** The columns that make {@code cle}. */
    public List<Column> keyColumns() {
        return key.map(List::of).orElse(primaryKey);
    }

    /** Whether the column is part of what tells records apart, {@code id} or {@code cle}. */
    public boolean isIdentity(Column column) {
        return primaryKey.contains(column) || key.filter(column::equals).isPresent();
    }

    /** Whether records can be told apart, and so be changed. */
    public boolean hasKey() {
        return !primaryKey.isEmpty();
    }
}
