package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.access.Action;
import org.passerelle.fault.Fault;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Call;
import org.passerelle.operation.Params;
import org.passerelle.schema.Table;

/**
 * The first record of each table, as the reader of a document would get it from the API: by his own right, row rule and columns. A table whose
 * reads are recorded, or that he may not list, is not looked at; nor is one whose database is away.
 */
record SeenRows(Inside inside, Call call) {

    /** Looked at one after the other: so many that nobody waits for his document. */
    private static final int MOST_TABLES = 60;

    private static final String LIST = "data.resource.list";

    /** By the public name of the table. */
    Map<String, ObjectNode> of(List<Table> tables) {
        Map<String, ObjectNode> seen = new LinkedHashMap<>();
        Set<String> away = new HashSet<>();
        if (inside.operation(LIST).isEmpty()) {
            return seen;
        }
        tables.stream()
                .filter(table -> !table.isSensitive()
                        && call.grant().reach(table.name(), Action.LIST).isPresent())
                .limit(MOST_TABLES)
                .filter(table -> !away.contains(table.connection()))
                .forEach(table -> {
                    try {
                        if (first(table) instanceof ObjectNode row) {
                            seen.put(table.name(), row);
                        }
                    } catch (Fault fault) {
                        away.add(table.connection());
                    }
                });
        return seen;
    }

    private JsonNode first(Table table) {
        var asked = new Inside.Asked(
                LIST,
                new Params(Map.of("resource", List.of(table.name()))),
                new Params(Map.of("limit", List.of("1"))),
                Map.of(),
                null);
        return inside.call(call, asked, false).body().path(0);
    }
}
