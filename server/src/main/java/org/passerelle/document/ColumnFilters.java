package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.access.Reach;
import org.passerelle.operation.Parameter;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/**
 * Query parameters that stand for columns (wire.md §5): {@code {column}} becomes one for each, {@code {column}[{operator}]} an exploded
 * object, whose members are sent as parameters ({@code nom[contain]=web}).
 */
final class ColumnFilters {

    private static final String EACH = "{column}";
    private static final String OF_TEXT = "contain|notcontain|start|end";
    private static final String OF_NOTHING = "empty|notempty";
    private static final String OF_VALUES = "equal|notequal|greater|greaterequal|less|lessequal";

    private final Table table;
    private final Examples examples;
    private final List<Column> columns;

    ColumnFilters(Table table, Reach reach, Examples examples) {
        this.table = table;
        this.examples = examples;
        this.columns = table.columns().values().stream()
                .filter(column -> reach.shows(column.name()) && column.type().isOrdered())
                .toList();
    }

    void addTo(ArrayNode all, Parameter parameter) {
        if (parameter.name().equals(EACH)) {
            columns.stream()
                    .filter(column -> !isTaken(all, column.name()))
                    .forEach(column -> equality(all.addObject(), parameter, column));
        } else if (!columns.isEmpty()) {
            operators(all.addObject(), parameter);
        }
    }

    private void equality(ObjectNode node, Parameter parameter, Column column) {
        Parameters.parameter(
                node, column.name(), "query", "Filter by " + column.name() + ". " + parameter.description());
        ObjectNode schema = Bounds.text(Bounds.PARAMETER);
        node.set("schema", schema);
        String value = ColumnSchemas.inQuery(column.type());
        if (!value.isEmpty()) {
            schema.put("pattern", "^!?" + value + "(,!?" + value + ")*$");
        }
        node.put("example", example(column));
    }

    /** A comma would begin another value, an exclamation mark turn the question round. */
    private String example(Column column) {
        String real = examples.of(table, column).asText();
        return real.isEmpty() || real.contains(",") || real.startsWith("!")
                ? Examples.invented(column).asText()
                : real;
    }

    private void operators(ObjectNode node, Parameter parameter) {
        Parameters.parameter(
                node,
                "operators",
                "query",
                parameter.description()
                        + ". Each member is a parameter of its own: a column, and an operator in brackets");
        node.put("style", "form").put("explode", true);
        ObjectNode schema = node.putObject("schema").put("type", "object");
        ObjectNode members = schema.putObject("patternProperties");
        members.set(member(columns, OF_TEXT), Bounds.text(Bounds.PARAMETER));
        members.set(member(columns, OF_NOTHING), Bounds.text(0));
        Map<String, List<Column>> byValue = new LinkedHashMap<>();
        columns.forEach(column -> byValue.computeIfAbsent(ColumnSchemas.inQuery(column.type()), v -> new ArrayList<>())
                .add(column));
        byValue.forEach((value, alike) -> {
            ObjectNode text = Bounds.text(Bounds.PARAMETER);
            members.set(member(alike, OF_VALUES), text);
            if (!value.isEmpty()) {
                text.put("pattern", "^" + value + "$");
            }
        });
        schema.put("additionalProperties", false);
        node.putObject("example").put(columns.getLast().name() + "[contain]", "text");
    }

    /** The name of such a parameter, as a regular expression (ECMA-262, as JSON Schema has them). */
    private static String member(List<Column> of, String operators) {
        List<String> names = of.stream()
                .map(column -> column.name().replaceAll("[.*+?^${}()|\\[\\]\\\\/]", "\\\\$0"))
                .toList();
        return "^(" + String.join("|", names) + ")\\[(" + operators + ")\\]$";
    }

    /** A column named like a parameter is reached by its operators alone. */
    private static boolean isTaken(ArrayNode all, String name) {
        for (JsonNode other : all) {
            if (other.path("name").asText().equals(name)
                    && other.path("in").asText().equals("query")) {
                return true;
            }
        }
        return false;
    }
}
