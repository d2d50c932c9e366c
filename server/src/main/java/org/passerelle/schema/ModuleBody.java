package org.passerelle.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** How a table shall be published: what {@link Module} shows, where what can be found is left out. */
public record ModuleBody(
        @Doc(value = "Under which name; left out, the table's", example = "indicator") @Nullable
        String name,

        @Doc(value = "The column that holds P, D, PA or AA", example = "status") @Nullable
        String statusColumn,

        @Doc(value = "true: each record is public; in place of a status column", example = "false") @Nullable
        Boolean everyRecord,

        @Doc(value = "The column that is shown as name; left out, one called name or nom", example = "name") @Nullable
        String nameColumn,

        @Doc(value = "The columns that list and info show", example = "[\"unit\",\"description\"]") @Nullable
        List<String> publicColumns,

        @Doc(
                value = "The columns that info-full shows; left out, the public ones",
                example = "[\"unit\",\"description\",\"source\"]")
        @Nullable
        List<String> publishedColumns,

        @Doc(value = "The column that points to the record above, where they are a tree", example = "parent") @Nullable
        String parentColumn,

        @Doc(value = "Where the values of a record are, if it has any")
        Module.@Nullable Values values) {}
