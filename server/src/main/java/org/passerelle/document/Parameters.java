package org.passerelle.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.passerelle.access.Reach;
import org.passerelle.document.Entries.Entry;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Parameter;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** The parameters of an operation: those of its path, those it states, and the header of a rehearsal. */
final class Parameters {

    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");

    /** What stands in an RSQL expression without quotes. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    /** With them the answer is other than its schema says: told in words where that schema is exact. */
    private static final Set<String> CHANGES_TYPES = Set.of("numbers");

    private final Parts parts;
    private final Examples examples;

    Parameters(Parts parts, Examples examples) {
        this.parts = parts;
        this.examples = examples;
    }

    ArrayNode of(Entry entry) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        Operation operation = entry.operation();
        Matcher names = IN_PATH.matcher(entry.path());
        while (names.find()) {
            all.add(path(names.group(1), entry));
        }
        for (Parameter parameter : operation.request().parameters()) {
            add(all, parameter, entry.subject());
        }
        if (operation.method() != Method.GET) {
            all.add(rehearsal(
                    "DryRun", "Dry-Run", "true: a rehearsal with the same checks and answer, which changes nothing"));
            all.add(rehearsal("ITCareDryRun", "ITCare-DryRun", "The same as Dry-Run"));
        }
        return all;
    }

    private void add(ArrayNode all, Parameter parameter, Subject subject) {
        switch (parameter.in()) {
            case PATH -> {}
            case HEADER -> all.add(named(parameter, "header", subject));
            case OPTION -> {
                all.add(named(parameter, "query", subject));
                all.add(named(parameter, "header", subject));
            }
            case QUERY -> {
                if (parameter.name().contains("{")) {
                    if (subject instanceof Subject.One(Table table, Reach reach)) {
                        new ColumnFilters(table, reach, examples).addTo(all, parameter);
                    }
                } else if (!(subject instanceof Subject.One && CHANGES_TYPES.contains(parameter.name()))) {
                    all.add(named(parameter, "query", subject));
                }
            }
        }
    }

    private ObjectNode named(Parameter parameter, String in, Subject subject) {
        ObjectNode node =
                parameter(JsonNodeFactory.instance.objectNode(), parameter.name(), in, parameter.description());
        ObjectNode schema = ParameterTypes.of(parameter);
        node.set("schema", schema);
        String example = example(parameter, subject);
        if (!example.isEmpty()) {
            boolean number = schema.path("type").asText().equals("integer");
            node.set("example", number ? IntNode.valueOf(Integer.parseInt(example)) : TextNode.valueOf(example));
        }
        return node;
    }

    /** Where columns are named, those of the table at hand. Empty for what nobody but the server can make, as a cursor. */
    private String example(Parameter parameter, Subject subject) {
        return switch (subject) {
            case Subject.One(Table table, Reach reach) ->
                example(
                        parameter,
                        table,
                        table.columns().values().stream()
                                .filter(column -> reach.shows(column.name()))
                                .toList());
            case Subject.Any any -> example(parameter, any.sample(), any.columns());
            case Subject.Nothing _, Subject.OfModule _ -> parameter.example();
        };
    }

    /** @param columns of the table, which the reader sees */
    private String example(Parameter parameter, Table table, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).limit(2).toList();
        return switch (parameter.name()) {
            case "fields" -> String.join(",", names);
            case "sort" -> names.stream().map(name -> "-" + name).collect(Collectors.joining(","));
            case "filter" -> filter(table, columns).orElse(parameter.example());
            case "advancedSearch" -> search(table, columns).orElse(parameter.example());
            default -> parameter.example();
        };
    }

    /** An RSQL expression that finds the record whose values are the examples of the columns. */
    private Optional<String> filter(Table table, List<Column> columns) {
        return columns.stream()
                .filter(Parameters::isPlain)
                .map(column ->
                        column.name() + "==" + quoted(examples.of(table, column).asText()))
                .findFirst();
    }

    /** An advanced search that finds it. */
    private Optional<String> search(Table table, List<Column> columns) {
        return columns.stream()
                .filter(Parameters::isPlain)
                .min(Comparator.comparing(column -> !column.type().isText()))
                .map(column -> column.name() + (column.type().isText() ? "|contain|" : "|equal|")
                        + examples.of(table, column).asText().replace("|", "\\|") + "|");
    }

    private static boolean isPlain(Column column) {
        return column.type().isOrdered() && PLAIN.matcher(column.name()).matches();
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private ObjectNode path(String name, Entry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode schema = Bounds.text(Bounds.PARAMETER).put("minLength", 1);
        String description =
                declared(name, entry.operation()).map(Parameter::description).orElse("");
        String example =
                declared(name, entry.operation()).map(Parameter::example).orElse("");
        switch (entry.subject()) {
            case Subject.One(Table table, Reach reach)
            when name.equals("id") -> {
                description = "The primary key of the record; the parts of a composite one joined by commas";
                example = RowSchemas.idExample(table, examples);
            }
            case Subject.Any(List<String> words, Table sample, Reach reach, List<Column> columns)
            when name.equals("id") -> {
                description = "The record's id, or its cle";
                example = RowSchemas.idExample(sample, examples);
            }
            case Subject.Any(List<String> words, Table sample, Reach reach, List<Column> columns) -> {
                description = name.equals("view")
                        ? "The key or the number of a saved view, or the name of a table"
                        : "The public name of a table";
                example = sample.name();
                if (!words.isEmpty()) {
                    schema = JsonNodeFactory.instance.objectNode().put("type", "string");
                    words.forEach(schema.putArray("enum")::add);
                }
            }
            default -> {
                description = description.isEmpty() ? described(name, entry.path()) : description;
                example = example.isEmpty() ? shown(name, entry.operation()) : example;
            }
        }
        parameter(node, name, "path", description).put("required", true);
        node.set("schema", schema);
        return node.put("example", example);
    }

    private static Optional<Parameter> declared(String name, Operation operation) {
        return operation.request().parameters().stream()
                .filter(parameter ->
                        parameter.in() == Parameter.In.PATH && parameter.name().equals(name))
                .findFirst();
    }

    /** "The id of the connection", after {@code /connections/{id}}. */
    private static String described(String name, String path) {
        String before = path.substring(0, path.indexOf("{" + name + "}") - 1);
        String family = before.substring(before.lastIndexOf('/') + 1);
        String singular = family.endsWith("s") ? family.substring(0, family.length() - 1) : family;
        return "The " + (name.equals(singular) ? "name" : name) + " of the " + singular;
    }

    /** The example of the member that this parameter names in the answer. */
    private static String shown(String name, Operation operation) {
        for (String member : List.of(name.equals("ids") ? "id" : name, "id", "name")) {
            String example = RecordSchemas.exampleOf(operation.answer().shape(), member);
            if (!example.isEmpty()) {
                return example;
            }
        }
        return name;
    }

    private ObjectNode rehearsal(String part, String name, String description) {
        return parts.parameter(part, node -> {
            parameter(node, name, "header", description);
            node.putObject("schema").put("type", "boolean");
            node.put("example", true);
        });
    }

    static ObjectNode parameter(ObjectNode node, String name, String in, String description) {
        return node.put("name", name)
                .put("in", in)
                .put("description", description.endsWith(".") ? description : description + ".");
    }
}
