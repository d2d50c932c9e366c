package org.passerelle.schema;

import org.jspecify.annotations.Nullable;

/**
 * What the administrator chose for a table, by the database's own names. A table without a choice is closed.
 *
 * @param publicName null for the table's own
 * @param keyColumn the public name of the column chosen as {@code cle}; null for the default
 * @param module how it is published; null when it is not
 */
record TableChoice(
        String connection,
        String schema,
        String table,
        @Nullable String publicName,
        boolean isOpen,
        boolean isSensitive,
        @Nullable String keyColumn,
        @Nullable Module module) {

    static TableChoice closed(String connection, String schema, String table) {
        return new TableChoice(connection, schema, table, null, false, false, null, null);
    }

    /** Tells a table from all others. */
    record Id(String connection, String schema, String table) {}

    Id id() {
        return new Id(connection, schema, table);
    }
}
