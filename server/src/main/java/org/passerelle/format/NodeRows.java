package org.passerelle.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Rows as JSON objects in memory, for few that are put inside a greater one. */
public final class NodeRows implements RowSink {

    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

    private final ArrayNode rows = NODES.arrayNode();
    private final Deque<ArrayNode> arrays = new ArrayDeque<>();
    private List<String> names = List.of();
    private ObjectNode row = NODES.objectNode();
    private int column;

    /** What came, in its order. */
    public ArrayNode rows() {
        return rows;
    }

    @Override
    public void begin(List<String> columnNames) {
        names = columnNames;
    }

    @Override
    public void startRow() {
        row = rows.addObject();
        column = 0;
    }

    @Override
    public void endRow() {}

    @Override
    public void end() {}

    @Override
    public void nothing() {
        put(NODES.nullNode());
    }

    @Override
    public void text(String value) {
        put(NODES.textNode(value));
    }

    @Override
    public void integer(long value) {
        put(NODES.numberNode(value));
    }

    @Override
    public void number(String plain) {
        put(NODES.numberNode(new BigDecimal(plain)));
    }

    /** JSON has no words for infinities and NaN: they go out as text. */
    @Override
    public void floating(double value) {
        put(Double.isFinite(value) ? NODES.numberNode(value) : NODES.textNode(Double.toString(value)));
    }

    @Override
    public void bool(boolean value) {
        put(NODES.booleanNode(value));
    }

    @Override
    public void binary(byte[] value) {
        put(NODES.binaryNode(value));
    }

    @Override
    public void json(String raw) {
        try {
            put(Json.MAPPER.readTree(raw));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void startArray() {
        ArrayNode array = NODES.arrayNode();
        put(array);
        arrays.push(array);
    }

    @Override
    public void endArray() {
        arrays.pop();
    }

    private void put(JsonNode value) {
        if (arrays.isEmpty()) {
            row.set(names.get(column++), value);
        } else {
            arrays.getFirst().add(value);
        }
    }
}
