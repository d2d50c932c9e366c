package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.fault.Sentence;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** Reads the members of a record that a client sends as typed values of its columns. Every fault of the record is told at once. Pure. */
final class RowReader {

    private final Table table;
    private final Predicate<Column> known;
    private final Values values;

    RowReader(Names names, Values values) {
        this(names.table(), names::sees, values);
    }

    /** @param known whether there is such a column, for this caller */
    RowReader(Table table, Predicate<Column> known, Values values) {
        this.table = table;
        this.known = known;
        this.values = values;
    }

    /**
     * @param name of the member that is wrong; @param said why
     * @param column and what was given for it; null when there is no such column or nothing was given
     */
    record Wrong(
            String name,
            Sentence said,
            @Nullable Column column,
            @Nullable JsonNode given) {
        Wrong(String name, String words, Object... names) {
            this(name, Sentence.of(words, names), null, null);
        }

        /** The same, with what it is about. */
        Wrong of(Column wrong, JsonNode value) {
            return new Wrong(name, said, wrong, value);
        }

        /** In English. */
        String reason() {
            return said.text();
        }
    }

    /**
     * @param elsewhere members that are read by others
     * @param wrong gets what does not fit
     */
    Map<Column, @Nullable Object> read(ObjectNode row, List<String> elsewhere, List<Wrong> wrong) {
        var typed = new LinkedHashMap<Column, @Nullable Object>();
        for (Map.Entry<String, JsonNode> member : row.properties()) {
            Optional<Column> column = table.column(member.getKey()).filter(known);
            if (column.isPresent()) {
                value(column.get(), member.getValue(), typed, wrong);
            } else if (!elsewhere.contains(member.getKey())) {
                wrong.add(new Wrong(member.getKey(), "there is no such column in {}", table.name()));
            }
        }
        return typed;
    }

    private void value(Column column, JsonNode node, Map<Column, @Nullable Object> typed, List<Wrong> wrong) {
        if (column.generated()) {
            wrong.add(new Wrong(column.name(), "is written by the database alone").of(column, node));
            return;
        }
        try {
            Object value = values.read(column.type(), node);
            if (value == null && !column.nullable()) {
                wrong.add(new Wrong(column.name(), "must not be null").of(column, node));
            } else {
                typed.put(column, value);
            }
        } catch (Values.Unfit e) {
            wrong.add(new Wrong(column.name(), e.said(), column, node));
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

    /**
     * The columns that a whole record must have and that were not given.
     *
     * @param wrong what was given and does not fit
     */
    List<Wrong> missing(Map<Column, @Nullable Object> row, List<Wrong> wrong) {
        return required(row)
                .filter(known)
                .filter(column -> wrong.stream().noneMatch(w -> column.equals(w.column())))
                .map(column -> new Wrong(column.name(), "is missing"))
                .toList();
    }

    /** The same, but for what the caller may not write on the record that is there. */
    List<Wrong> missing(Map<Column, @Nullable Object> row, List<Wrong> wrong, Held held) {
        return missing(row, wrong).stream()
                .filter(w ->
                        table.column(w.name()).filter(held.closed()::contains).isEmpty())
                .toList();
    }

    /**
     * The same of a new record.
     *
     * @throws Fault 403 when it needs what the caller cannot give
     */
    List<Wrong> missingAtFirst(Map<Column, @Nullable Object> row, List<Wrong> wrong) {
        if (required(row).anyMatch(known.negate())) {
            throw Fault.forbidden("The columns that are open to you do not make a record of {}.", table.name());
        }
        return missing(row, wrong);
    }

    private Stream<Column> required(Map<Column, @Nullable Object> row) {
        return table.columns().values().stream().filter(column -> column.isRequired() && !row.containsKey(column));
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
                            .map(w -> new Fault.Error(Fault.pointer(w.name()), w.said()))
                            .toList());
        }
    }
}
