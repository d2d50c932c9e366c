package org.passerelle.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a table a grant reaches: which rows and which columns. It joins every plan; {@code id} and {@code cle} always show.
 *
 * @param rows an RSQL expression that a row must fulfil, or null for all rows
 * @param columns the public names of the columns, or null for all columns
 */
public record Reach(@Nullable String rows, @Nullable Set<String> columns) {

    public static final Reach ALL = new Reach(null, null);

    public boolean shows(String column) {
        return columns == null || columns.contains(column);
    }
}
