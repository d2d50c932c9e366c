package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/**
 * A value for each column: out of the reader's own records where they hold a short one, else one such as the column may hold.
 *
 * @param rows a record of each table that the reader may list, by the table's public name
 */
record Examples(Map<String, ObjectNode> rows) {

    static final Examples INVENTED = new Examples(Map.of());

    private static final int LONGEST = 200;

    Examples {
        rows = Map.copyOf(rows);
    }

    JsonNode of(Table table, Column column) {
        ObjectNode row = rows.get(table.name());
        JsonNode real = row == null ? null : row.get(column.name());
        return real != null && !real.isNull() && real.toString().length() <= LONGEST ? real : invented(column);
    }

    static JsonNode invented(Column column) {
        return ColumnSchemas.example(column);
    }
}
