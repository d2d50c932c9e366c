package org.passerelle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/**
 * Where a page ended, as an opaque text: the order, and the values of its columns in the last row. Stable under inserts, on any order, with
 * NULLs. Of a table without a key, whose rows may be equal, the order and how many rows went out. It carries no right: the columns are looked
 * up again and the values are bound. Pure.
 */
final class Cursor {

    private static final String COUNTED = "#";

    private Cursor() {}

    /** @param last the values in their canonical text, null for NULL; of columns without a type, numbers too */
    static String write(List<Sorting> order, List<@Nullable Object> last) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(signature(order));
        for (int i = 0; i < order.size(); i++) {
            Object value = last.get(i);
            boolean untyped = isUntyped(order.get(i));
            switch (value) {
                case null -> parts.addNull();
                case Long number when untyped -> parts.add(number);
                case Double number when untyped -> parts.add(number);
                case byte[] bytes -> parts.addArray().add(bytes);
                default -> parts.add(value.toString());
            }
        }
        return text(parts);
    }

    /** @param rows how many went out */
    static String write(List<Sorting> order, long rows) {
        return text(JsonNodeFactory.instance
                .arrayNode()
                .add(COUNTED + signature(order))
                .add(rows));
    }

    /** How many rows went out before the cursor. */
    static long rows(String cursor, List<Sorting> order) {
        return Math.max(0, parts(cursor, COUNTED + signature(order), 1).get(1).asLong());
    }

    private static String text(ArrayNode parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The rows after the cursor. */
    static Condition after(String cursor, List<Sorting> order, Values values) {
        List<@Nullable Object> last = read(cursor, order, values);
        List<Condition> ways = new ArrayList<>();
        Condition equal = Condition.ALL;
        for (int i = 0; i < order.size(); i++) {
            Condition beyond = beyond(order.get(i), last.get(i));
            if (beyond != null) {
                ways.add(equal.and(beyond));
            }
            equal = equal.and(equal(order.get(i).column(), last.get(i)));
        }
        return new Condition.Or(ways);
    }

    /** NULL is smaller than every value. */
    private static @Nullable Condition beyond(Sorting sort, @Nullable Object value) {
        ColumnRef column = sort.column();
        if (value == null) {
            return sort.descending() ? null : new Condition.IsNull(column, false);
        }
        Operator operator = sort.descending() ? Operator.LESS : Operator.GREATER;
        Condition strictly = new Condition.Compare(column, operator, List.of(value), false);
        return sort.descending() && column.isNullable()
                ? new Condition.Or(List.of(strictly, new Condition.IsNull(column, true)))
                : strictly;
    }

    private static Condition equal(ColumnRef column, @Nullable Object value) {
        return value == null ? new Condition.IsNull(column, true) : Condition.exactly(column, value);
    }

    private static List<@Nullable Object> read(String cursor, List<Sorting> order, Values values) {
        JsonNode parts = parts(cursor, signature(order), order.size());
        List<@Nullable Object> last = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            last.add(value(order.get(i), parts.get(i + 1), values));
        }
        return last;
    }

    private static JsonNode parts(String cursor, String signature, int size) {
        try {
            JsonNode parts =
                    Json.MAPPER.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (!parts.isArray()
                    || parts.size() != size + 1
                    || !parts.get(0).asText().equals(signature)) {
                throw Fault.badRequest("The cursor belongs to another order: begin again without it.");
            }
            return parts;
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw Fault.badRequest("The cursor is not one that this server gave.");
        }
    }

    /** A value that went out and is none of its column's type (SQLite allows it) stays the text that it is. */
    private static @Nullable Object value(Sorting sort, JsonNode part, Values values) {
        ColumnType type = sort.column().column().type();
        try {
            if (part.isArray()) {
                return Base64.getDecoder().decode(part.path(0).asText());
            }
            return isUntyped(sort) ? values.read(type, part) : part.isNull() ? null : values.text(type, part.asText());
        } catch (Values.Unfit e) {
            return part.asText();
        }
    }

    private static boolean isUntyped(Sorting sort) {
        return sort.column().column().type().equals(ColumnType.Other.ANY);
    }

    private static String signature(List<Sorting> order) {
        return order.stream()
                .map(s -> (s.descending() ? "-" : "") + s.column().name())
                .collect(Collectors.joining(","));
    }
}
