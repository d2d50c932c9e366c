package org.passerelle.schema;

import org.passerelle.connection.ColumnType;

/**
 * A column.
 *
 * @param name public
 * @param physical the database's own name
 * @param hasDefault whether it may be left out when a record is made
 * @param generated whether the database alone writes it
 */
public record Column(
        String name, String physical, ColumnType type, boolean nullable, boolean hasDefault, boolean generated) {

    /** Whether a new record must have it. */
    public boolean isRequired() {
        return !nullable && !hasDefault && !generated;
    }
}
