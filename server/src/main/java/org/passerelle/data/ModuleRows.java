package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Database;
import org.passerelle.format.NodeRows;
import org.passerelle.format.RowSink;

/**
 * Rows of a module, read.
 *
 * @param more whether others follow
 */
record ModuleRows(Database database, List<String> names, List<@Nullable Object[]> rows, boolean more) {

    ArrayNode nodes() {
        var nodes = new NodeRows();
        emit(nodes);
        return nodes.rows();
    }

    void emit(RowSink sink) {
        sink.begin(names);
        rows.forEach(row -> database.emit(row, sink));
        sink.end();
    }
}
