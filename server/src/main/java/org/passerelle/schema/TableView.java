package org.passerelle.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A table as it is shown. */
public record TableView(
        @Doc(value = "Its public name", example = "clients") String name,

        @Doc(value = "The connection that holds it", example = "demo")
        String connection,

        @Doc(value = "The database's schema, empty where it has none", example = "public")
        String schema,

        @Doc(value = "The database's own name", example = "clients")
        String table,

        @Doc(value = "The column that is cle; null for the primary key", example = "cle") @Nullable
        String key,

        @Doc(value = "Whether the data API shows it", example = "true")
        boolean open,

        @Doc(value = "Whether reads of it are audited", example = "false")
        boolean sensitive,

        @Doc(value = "Whether records can only be read: a view, or a table without a key", example = "false")
        boolean readOnly,

        @Doc("How it is published; null when it is not") @JsonProperty("public") @Nullable
        Module published,

        @Doc(value = "Its columns") List<ColumnView> columns) {

    /** A column as it is shown. */
    public record ColumnView(
            @Doc(value = "Its public name", example = "nom") String name,
            @Doc(value = "Its type", example = "text") String type,

            @Doc(value = "Whether it may be null", example = "true")
            boolean nullable,

            @Doc(value = "Whether a new record must have it", example = "false")
            boolean required,

            @Doc(value = "Whether it belongs to the primary key", example = "false")
            boolean primaryKey,

            @Doc(value = "The table and column that it points to", example = "clients.id") @Nullable
            String references) {

        private static ColumnView of(Table table, Column column) {
            String references = table.relations().stream()
                    .filter(r -> r.columns().contains(column.name()))
                    .map(r ->
                            r.target() + "." + r.targetColumns().get(r.columns().indexOf(column.name())))
                    .findFirst()
                    .orElse(null);
            return new ColumnView(
                    column.name(),
                    TableOperations.word(column.type()),
                    column.nullable(),
                    column.isRequired(),
                    table.primaryKey().contains(column),
                    references);
        }
    }

    static TableView of(Table table) {
        return new TableView(
                table.name(),
                table.connection(),
                table.physical().schema(),
                table.physical().name(),
                table.key().map(Column::name).orElse(null),
                table.isOpen(),
                table.isSensitive(),
                !table.hasKey(),
                table.module().orElse(null),
                table.columns().values().stream()
                        .map(column -> ColumnView.of(table, column))
                        .toList());
    }
}
