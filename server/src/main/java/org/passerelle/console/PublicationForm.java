package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** How a table is published, as a form: under which name, by which status column, which of its columns, and where the values of a record are. */
record PublicationForm(Screen screen, String field, Map<String, String> errors, boolean fixed) {

    /** Of more tables than these, only those that point to the published one can hold its values. */
    private static final int MANY = 60;

    private static final List<String> OF_VALUES = List.of("recordColumn", "dateColumn", "valueColumn");

    /** @param table as the API shows it, or as somebody wants it: what its {@code public} says */
    List<Input> of(JsonNode table, String name) {
        JsonNode said = table.path(field);
        JsonNode whole = screen.api().read(screen.api().about("tables.get", name));
        List<String> columns = names(whole.path("columns"));
        JsonNode values = said.path("values");
        String holder = values.isTextual() ? values.asText() : Cells.text(values.path("table"));
        List<JsonNode> others = others(whole, holder);
        var inputs = new ArrayList<Input>();
        inputs.add(input("on", "FLAG", Boolean.toString(said.isObject()), List.of()));
        inputs.add(input("name", "TEXT", Cells.text(said.path("name")), List.of()));
        inputs.add(one("statusColumn", columns, said));
        inputs.add(input("everyRecord", "FLAG", Cells.text(said.path("everyRecord")), List.of()));
        inputs.add(one("nameColumn", columns, said));
        inputs.add(many("publicColumns", columns, said));
        inputs.add(many("publishedColumns", columns, said));
        inputs.add(one("parentColumn", columns, said));
        inputs.add(input("values", "ONE", holder, options(names(others), holder)));
        OF_VALUES.forEach(member -> inputs.add(ofValues(member, others, holder, Cells.text(values.path(member)))));
        inputs.add(input("columns", "MANY", "", ticks(others, holder, words(values.path("columns")))));
        return inputs;
    }

    /** The tables of the same connection, those first that point to this one. */
    private List<JsonNode> others(JsonNode table, String holder) {
        String name = Cells.text(table.path("name"));
        List<JsonNode> beside = StreamSupport.stream(
                        screen.api().read(Ask.of("tables.list")).spliterator(), false)
                .filter(other -> other.path("connection").equals(table.path("connection")))
                .filter(other -> !Cells.text(other.path("name")).equals(name))
                .toList();
        var chosen = new LinkedHashSet<JsonNode>();
        beside.stream().filter(other -> pointsTo(other, name)).forEach(chosen::add);
        beside.stream()
                .filter(other ->
                        beside.size() <= MANY || Cells.text(other.path("name")).equals(holder))
                .forEach(chosen::add);
        return List.copyOf(chosen);
    }

    private static boolean pointsTo(JsonNode other, String name) {
        return StreamSupport.stream(other.path("columns").spliterator(), false)
                .anyMatch(column ->
                        Cells.text(column.path("references")).split("\\.")[0].equals(name));
    }

    private Input one(String member, List<String> columns, JsonNode said) {
        String chosen = Cells.text(said.path(member));
        return input(member, "ONE", chosen, options(columns, chosen));
    }

    private Input many(String member, List<String> columns, JsonNode said) {
        Set<String> chosen = words(said.path(member));
        var all = new LinkedHashSet<>(chosen);
        all.addAll(columns);
        return input(
                member,
                "MANY",
                "",
                all.stream()
                        .map(column -> new Input.Option("", column, column, chosen.contains(column)))
                        .toList());
    }

    /** A column of the table that holds the values: the page shows those of the one that is chosen. */
    private Input ofValues(String member, List<JsonNode> others, String holder, String chosen) {
        var options = new ArrayList<Input.Option>();
        options.add(new Input.Option("", "", "—", chosen.isEmpty()));
        others.forEach(other -> names(other.path("columns")).forEach(column -> {
            String table = Cells.text(other.path("name"));
            options.add(new Input.Option(table, column, column, column.equals(chosen) && table.equals(holder)));
        }));
        return input(member, "ONE", chosen, options);
    }

    private static List<Input.Option> ticks(List<JsonNode> others, String holder, Set<String> chosen) {
        var options = new ArrayList<Input.Option>();
        others.forEach(other -> names(other.path("columns")).forEach(column -> {
            String table = Cells.text(other.path("name"));
            options.add(new Input.Option(table, column, column, table.equals(holder) && chosen.contains(column)));
        }));
        return options;
    }

    private static List<Input.Option> options(List<String> words, String chosen) {
        var all = new LinkedHashSet<String>();
        all.add("");
        all.addAll(words);
        all.add(chosen);
        return all.stream()
                .map(word -> new Input.Option("", word, word.isEmpty() ? "—" : word, word.equals(chosen)))
                .toList();
    }

    private Input input(String member, String kind, String value, List<Input.Option> options) {
        String error = errors.getOrDefault(field + "-" + member, "");
        String label = screen.text("publication_" + member);
        String hint = screen.textOr("publication_h_" + member, "");
        return Input.of(field + "-" + member, label, hint, kind, value, options, error, fixed);
    }

    private static List<String> names(JsonNode things) {
        return StreamSupport.stream(things.spliterator(), false)
                .map(thing -> Cells.text(thing.path("name")))
                .toList();
    }

    private static List<String> names(List<JsonNode> things) {
        return things.stream().map(thing -> Cells.text(thing.path("name"))).toList();
    }

    private static Set<String> words(JsonNode list) {
        var words = new LinkedHashSet<String>();
        list.forEach(item -> words.add(Cells.text(item)));
        return words;
    }

    /** What the form says of it; null where the table is not to be published. What is left empty, the API finds by itself. */
    static JsonNode sent(String field, Map<String, List<String>> sent) {
        if (one(sent, field + "-on").isEmpty()) {
            return JsonNodeFactory.instance.nullNode();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String member : List.of("name", "statusColumn", "nameColumn", "parentColumn")) {
            put(body, member, one(sent, field + "-" + member));
        }
        if (!one(sent, field + "-everyRecord").isEmpty()) {
            body.put("everyRecord", true);
        }
        body.set("publicColumns", list(sent, field + "-publicColumns"));
        ArrayNode full = list(sent, field + "-publishedColumns");
        if (!full.isEmpty()) {
            body.set("publishedColumns", full);
        }
        String table = one(sent, field + "-values");
        if (!table.isEmpty()) {
            ObjectNode values = body.putObject("values").put("table", table);
            OF_VALUES.forEach(member -> put(values, member, one(sent, field + "-" + member)));
            values.set("columns", list(sent, field + "-columns"));
        }
        return body;
    }

    private static void put(ObjectNode body, String member, String text) {
        if (!text.isEmpty()) {
            body.put(member, text);
        }
    }

    private static ArrayNode list(Map<String, List<String>> sent, String name) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        sent.getOrDefault(name, List.of()).forEach(list::add);
        return list;
    }

    private static String one(Map<String, List<String>> sent, String name) {
        return sent.getOrDefault(name, List.of("")).getFirst().strip();
    }
}
