package org.passerelle.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a role opens of one table.
 *
 * @param table its public name
 * @param columns public names; null for all columns
 * @param rowFilter RSQL over the table's columns, with the variables {@code :user}, {@code :roles}, {@code :groups}; null for all rows
 */
public record TableRight(
        String table,
        Set<Action> actions,
        @Nullable Set<String> columns,
        @Nullable String rowFilter) {

    public TableRight {
        actions = Set.copyOf(actions);
        columns = columns == null ? null : Set.copyOf(columns);
    }
}
