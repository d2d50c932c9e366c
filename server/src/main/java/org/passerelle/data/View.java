package org.passerelle.data;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;

/** A saved list over one table. */
public record View(
        @Doc(value = "Its number; given by the server when left out", example = "1170")
        int id,

        @Doc(value = "Its key, also good for an address", example = "clients")
        String key,

        @Doc(value = "The public name of the table", example = "clients")
        String table,

        @Doc(value = "What people call it", example = "Clients")
        String title,

        @Doc(value = "Its columns, in order; empty for all columns of the table")
        List<ViewColumn> columns,

        @Doc(value = "Only rows that fulfil this advanced search", example = "cp|start|77|") @Nullable
        String filter,

        @Doc(value = "The order: columns, a minus before one for descending", example = "-date_creation,nom") @Nullable
        String sort,

        @Doc(value = "Rows a page when the caller does not say", example = "50") @Nullable
        Integer rowPerPage) {

    /** A column of a view. */
    public record ViewColumn(
            @Doc(value = "A column of the table, or across foreign keys", example = "client.nom")
            String name,

            @Doc(value = "Its heading", example = "Nom") @Nullable
            String title,

            @Doc(value = "Whether it shows when only visible columns are asked for", example = "true") @Nullable
            Boolean visible,

            @Doc(value = "Width in pixels", example = "120") @Nullable
            Integer width,

            @Doc(value = "left, center or right", example = "left") @Nullable
            String align,

            @Doc(value = "How people see its values", example = "Text") @Nullable
            String format) {

        boolean isVisible() {
            return visible == null || visible;
        }

        String heading() {
            return title == null ? name : title;
        }
    }
}
