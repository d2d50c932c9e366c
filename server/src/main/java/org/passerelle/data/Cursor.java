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
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/**
 * Where a page ended, as an opaque text: the order, and the values of its columns in the last row. Stable under inserts, on any order, with
 * NULLs. It carries no right: the columns are looked up again and the values are bound. Pure.
 */
final class Cursor {

    private Cursor() {}

    /** @param last the values in their canonical text, null for NULL */
    static String write(List<Sorting> order, List<@Nullable String> last) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode().add(signature(order));
        last.forEach(parts::add);
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
        try {
            JsonNode parts =
                    Json.MAPPER.readTree(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            if (!parts.isArray()
                    || parts.size() != order.size() + 1
                    || !parts.get(0).asText().equals(signature(order))) {
                throw Fault.badRequest("The cursor belongs to another order: begin again without it.");
            }
            List<@Nullable Object> last = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                JsonNode part = parts.get(i + 1);
                last.add(
                        part.isNull()
                                ? null
                                : values.text(order.get(i).column().column().type(), part.asText()));
            }
            return last;
        } catch (IllegalArgumentException | JsonProcessingException | Values.Unfit e) {
            throw Fault.badRequest("The cursor is not one that this server gave.");
        }
    }

    private static String signature(List<Sorting> order) {
        return order.stream()
                .map(s -> (s.descending() ? "-" : "") + s.column().name())
                .collect(Collectors.joining(","));
    }
}
