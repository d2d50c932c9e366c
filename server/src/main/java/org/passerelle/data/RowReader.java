package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Reads the members of a record that a client sends as typed values of its columns. Every fault of the record is told at once. Pure. */
final class RowReader {

    private final Table table;
    private final Names names;
    private final Values values;

    RowReader(Names names, Values values) {
        this.table = names.table();
        this.names = names;
        this.values = values;
    }

    /**
     * @param name of the member that is wrong; @param reason why
     * @param column and what was given for it; null when there is no such column or nothing was given
     */
    record Wrong(
            String name,
            String reason,
            @Nullable Column column,
            @Nullable JsonNode given) {
        Wrong(String name, String reason) {
            this(name, reason, null, null);
        }
    }

    /**
     * @param known members that are read elsewhere
     * @param wrong gets what does not fit
     */
    Map<Column, @Nullable Object> read(ObjectNode row, List<String> known, List<Wrong> wrong) {
        var typed = new LinkedHashMap<Column, @Nullable Object>();
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            Optional<Column> column =
                    table.column(member.getKey()).filter(c -> names.reach().shows(c.name()));
            if (column.isPresent()) {
                value(column.get(), member.getValue(), typed, wrong);
            } else if (!known.contains(member.getKey())) {
                wrong.add(new Wrong(member.getKey(), "there is no such column in " + table.name()));
            }
        }
        return typed;
    }

    private void value(Column column, JsonNode node, Map<Column, @Nullable Object> typed, List<Wrong> wrong) {
        if (column.generated()) {
            wrong.add(new Wrong(column.name(), "is written by the database alone", column, node));
            return;
        }
        try {
            Object value = values.read(column.type(), node);
            if (value == null && !column.nullable()) {
                wrong.add(new Wrong(column.name(), "must not be null"));
            } else {
                typed.put(column, value);
            }
        } catch (Values.Unfit e) {
            wrong.add(new Wrong(column.name(), e.reason(), column, node));
        }
    }

    /**
     * What is wrong is right where it stands already: a record that is sent back as it went out changes nothing, whatever is in it.
     *
     * @param row gets what is held there
     */
    void forgive(List<Wrong> wrong, Map<Column, @Nullable Object> held, Map<Column, @Nullable Object> row) {
        wrong.removeIf(w -> {
            boolean stands = w.column() != null
                    && w.given() != null
                    && values.stands(w.column().type(), held.get(w.column()), w.given());
            if (stands) {
                row.put(w.column(), held.get(w.column()));
            }
            return stands;
        });
    }

    /** The columns that a new record must have and this one has not. */
    List<Wrong> missing(Map<Column, @Nullable Object> row) {
        List<Wrong> wrong = new ArrayList<>();
        for (Column column : table.columns().values()) {
            if (column.isRequired() && !row.containsKey(column)) {
                wrong.add(new Wrong(column.name(), "is missing"));
            }
        }
        return wrong;
    }

    boolean isKey(String name) {
        return table.primaryKey().stream().anyMatch(c -> c.name().equals(name));
    }

    /** @throws Fault 400 with all that is wrong, if anything is */
    static void refuse(List<Wrong> wrong) {
        if (!wrong.isEmpty()) {
            throw Fault.badRequest(
                    wrong.getFirst().name() + ": " + wrong.getFirst().reason() + ".",
                    wrong.stream()
                            .map(w -> new Fault.Error(Fault.pointer(w.name()), w.reason()))
                            .toList());
        }
    }
}
