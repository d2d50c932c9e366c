package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The columns of a view in its form, and out of it: those that it has in their order, then those that its table has besides. */
record ViewColumns(Screen screen) {

    private static final Set<String> SHOWN = Set.of("name", "title", "visible");

    List<Input.ViewColumn> of(Field field, JsonNode view) {
        var columns = new ArrayList<Input.ViewColumn>();
        var used = new HashSet<String>();
        view.path(field.name()).forEach(column -> {
            used.add(column.path("name").asText());
            columns.add(column(column, true));
        });
        for (JsonNode column : ofTable(Cells.text(view.path(field.source().getFirst())))) {
            if (!used.contains(column.path("name").asText())) {
                columns.add(column(JsonNodeFactory.instance.objectNode().set("name", column.path("name")), false));
            }
        }
        return columns;
    }

    private JsonNode ofTable(String table) {
        return table.isEmpty() || !screen.api().may("tables.get")
                ? JsonNodeFactory.instance.arrayNode()
                : screen.api().read(screen.api().about("tables.get", table)).path("columns");
    }

    private static Input.ViewColumn column(JsonNode column, boolean used) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        column.properties().stream()
                .filter(member ->
                        !SHOWN.contains(member.getKey()) && !member.getValue().isNull())
                .forEach(member -> rest.set(member.getKey(), member.getValue()));
        return new Input.ViewColumn(
                column.path("name").asText(),
                Cells.text(column.path("title")),
                used,
                column.path("visible").asBoolean(true),
                rest.toString());
    }

    /** Each column sends its name, heading and rest, in the order in which they stand; ticks send its name. */
    static ArrayNode sent(String field, Map<String, List<String>> sent) {
        ArrayNode columns = JsonNodeFactory.instance.arrayNode();
        List<String> names = sent.getOrDefault(field + ".name", List.of());
        List<String> titles = sent.getOrDefault(field + ".title", List.of());
        List<String> rests = sent.getOrDefault(field + ".rest", List.of());
        Set<String> used = Set.copyOf(sent.getOrDefault(field + ".used", List.of()));
        Set<String> visible = Set.copyOf(sent.getOrDefault(field + ".visible", List.of()));
        for (int i = 0; i < names.size() && i < titles.size() && i < rests.size(); i++) {
            String name = names.get(i);
            if (used.contains(name)) {
                ObjectNode column = columns.addObject().put("name", name);
                if (!titles.get(i).isBlank()) {
                    column.put("title", titles.get(i).strip());
                }
                column.put("visible", visible.contains(name));
                FormBody.json(field, rests.get(i))
                        .properties()
                        .forEach(member -> column.set(member.getKey(), member.getValue()));
            }
        }
        return columns;
    }
}
