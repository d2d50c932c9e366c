package org.passerelle.schema;

import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;

/**
 * A column.
 *
 * @param name public
 * @param physical the database's own name
 * @param hasDefault whether it may be left out when a record is made
 * @param generated whether the database alone writes it
 * @param fallback the SQL of the default, where the engine cannot be told to take its own
 */
public record Column(
        String name,
        String physical,
        ColumnType type,
        boolean nullable,
        boolean hasDefault,
        boolean generated,
        @Nullable String fallback) {

    /** By its name alone, which tells the columns of a table apart: rows are kept by column, and a hash of everything is dear. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The same without its type, so that a value is what the engine stores: SQLite orders by that. */
    public Column asStored() {
        return new Column(name, physical, ColumnType.Other.ANY, nullable, hasDefault, generated, fallback);
    }

    /** Whether a new record must have it. */
    public boolean isRequired() {
        return !nullable && !hasDefault && !generated;
    }
}
