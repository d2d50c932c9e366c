package org.passerelle.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table or view as the database describes it, under its own names.
 *
 * @param schema empty where the engine has none
 * @param primaryKey in the order of the key; empty when there is none, and the table is then read-only
 * @param uniqueKeys the primary key left out
 * @param checks the rules that name columns
 */
public record PhysicalTable(
        String schema,
        String name,
        boolean isView,
        List<PhysicalColumn> columns,
        List<String> primaryKey,
        List<UniqueKey> uniqueKeys,
        List<ForeignKey> foreignKeys,
        List<Check> checks) {

    /** A set of columns that no two rows share. */
    public record UniqueKey(String name, List<String> columns) {}

    /**
     * @param nullable whether NULL may stand in it
     * @param hasDefault whether it may be left out of an insert
     * @param generated whether the database alone writes it
     * @param fallback the SQL of the default, as the schema has it; null when there is none or it need not be known
     */
    public record PhysicalColumn(
            String name,
            ColumnType type,
            boolean nullable,
            boolean hasDefault,
            boolean generated,
            @Nullable String fallback) {}

    /** A rule for values, by what the engine calls it when it refuses one, and the columns that it looks at. */
    public record Check(String name, List<String> columns) {}

    /** {@code columns} point to {@code targetColumns} of another table (or the same), one to one. */
    public record ForeignKey(
            String name, List<String> columns, String targetSchema, String targetTable, List<String> targetColumns) {}
}
