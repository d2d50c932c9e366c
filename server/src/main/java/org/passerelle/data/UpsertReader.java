package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.Upsert.Ways;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Reads the rows of one bulk: their cle, each once, and their columns. */
final class UpsertReader {

    private final Table table;
    private final Values values;
    private final RowReader reader;
    private final SeenKeys seen = new SeenKeys();

    UpsertReader(Table table, Ways ways, Values values) {
        this.table = table;
        this.values = values;
        this.reader = new RowReader(table, ways::know, values);
    }

    /**
     * @param number of the row, from 1
     * @throws Fault 400 that names row, column and reason
     */
    Given read(ObjectNode row, int number) {
        String cle = cle(row, number);
        List<Object> key = Identity.parse(table.keyColumns(), cle, values)
                .orElseThrow(() ->
                        Upsert.refused(number, new Wrong("cle", "\"{}\" cannot be a key of {}", cle, table.name())));
        List<Wrong> wrong = new ArrayList<>();
        Map<Column, @Nullable Object> typed = reader.read(rest(row, cle), List.of(), wrong);
        wrong.stream().filter(w -> w.column() == null).findFirst().ifPresent(w -> {
            throw Upsert.refused(number, w);
        });
        var whole = new LinkedHashMap<Column, @Nullable Object>();
        for (int i = 0; i < table.keyColumns().size(); i++) {
            Column column = table.keyColumns().get(i);
            Object part = key.get(i);
            if (typed.containsKey(column) && !Objects.equals(typed.get(column), part)) {
                throw Upsert.refused(number, new Wrong(column.name(), "is not what cle says"));
            }
            whole.put(column, part);
        }
        typed.forEach(whole::putIfAbsent);
        Optional<Integer> before = seen.put(key, number);
        if (before.isPresent()) {
            throw Upsert.refused(number, new Wrong("cle", "is the same as in row {}", before.get()));
        }
        return new Given(number, cle, key, whole, wrong);
    }

    private static String cle(ObjectNode row, int number) {
        JsonNode cle = row.get("cle");
        if (cle == null || cle.isNull() || !cle.isValueNode() || cle.asText().isEmpty()) {
            throw Upsert.refused(number, new Wrong("cle", "is missing"));
        }
        return cle.asText();
    }

    private ObjectNode rest(ObjectNode row, String cle) {
        ObjectNode rest = row.deepCopy();
        rest.remove("cle");
        if (table.column("id").isEmpty()
                && table.key().isEmpty()
                && cle.equals(rest.path("id").asText())) {
            rest.remove("id"); // as lists show it, beside the same cle
        }
        return rest;
    }
}
