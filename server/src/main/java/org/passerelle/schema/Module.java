package org.passerelle.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/**
 * A table published to the public (wire.md §9). Columns are told by their public names; one that is no longer there is passed over, and
 * without its status column a module shows no record.
 */
public record Module(
        @Doc(value = "Under which name it is published", example = "indicator")
        String name,

        @Doc(value = "The column that holds P, D, PA or AA; null where every record is public", example = "status")
        @Nullable
        String statusColumn,

        @Doc(
                value = "Whether each record is public, whatever it holds: said where there is no status column",
                example = "false")
        boolean everyRecord,

        @Doc(value = "The column that is shown as name", example = "name") @Nullable
        String nameColumn,

        @Doc(value = "The columns that list and info show", example = "[\"unit\",\"description\"]")
        List<String> publicColumns,

        @Doc(
                value = "The columns that info-full shows; left out, the public ones",
                example = "[\"unit\",\"description\",\"source\"]")
        List<String> publishedColumns,

        @Doc(value = "The column that points to the record above, where they are a tree", example = "parent") @Nullable
        String parentColumn,

        @Doc(value = "Where the values of a record are, if it has any") @Nullable
        Values values) {

    /** The table that holds the values of a module's records. */
    public record Values(
            @Doc(value = "The table, of the same connection", example = "indicator_values")
            String table,

            @Doc(
                    value = "Its column that says whose a value is; left out, the foreign key to the module's table",
                    example = "indicator")
            @Nullable
            String recordColumn,

            @Doc(value = "Its column that says when; left out, its only one with dates", example = "date") @Nullable
            String dateColumn,

            @Doc(value = "The column that is shown as value; left out, the one of that name", example = "value")
            @Nullable
            String valueColumn,

            @Doc(value = "Its other columns that are shown", example = "[\"comment\"]")
            List<String> columns) {

        public Values {
            columns = columns == null ? List.of() : List.copyOf(columns);
        }
    }

    public Module {
        publicColumns = List.copyOf(publicColumns);
        publishedColumns = List.copyOf(publishedColumns);
    }
}
