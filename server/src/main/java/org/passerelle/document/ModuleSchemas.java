package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.schema.Column;
import org.passerelle.schema.Module;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Status;
import org.passerelle.schema.Table;

/** The answers of a module that is named: with the columns that it publishes, as far as the reader may know them (wire.md §9). */
final class ModuleSchemas {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Parts parts;
    private final Examples examples;

    ModuleSchemas(Parts parts, Examples examples) {
        this.parts = parts;
        this.examples = examples;
    }

    Likeness of(ModuleAction action, Subject.OfModule subject) {
        return switch (action) {
            case LIST -> list(subject);
            case INFO -> new Likeness(record(subject, false, false), example(subject, false), "record");
            case INFO_FULL -> new Likeness(record(subject, true, false), example(subject, true), "record");
            case VALUES -> values(subject);
            case INFO_VALUES -> {
                ObjectNode example = example(subject, false);
                example.putArray("values").add(value(subject).example());
                yield new Likeness(record(subject, false, true), example, "record");
            }
            case LAST_VALUE -> last(subject);
        };
    }

    private Likeness list(Subject.OfModule subject) {
        ObjectNode schema = object("Records of " + subject.module().name() + ".");
        ObjectNode properties = schema.putObject("properties");
        properties.set("count", Bounds.int64(0).put("description", "How many there are, on all pages."));
        properties.set(
                "items", Bounds.array(record(subject, false, false)).put("description", "The records of this page."));
        schema.putArray("required").add("count").add("items");
        ObjectNode example = NODES.objectNode().put("count", 1);
        example.putArray("items").add(example(subject, false));
        return new Likeness(schema, example, "list");
    }

    private Likeness values(Subject.OfModule subject) {
        Likeness value = value(subject);
        ObjectNode schema = object("Values, by date.");
        ObjectNode properties = schema.putObject("properties");
        properties.set("id", id(subject.table()).put("description", "Whose they are."));
        properties.set("values", Bounds.array(value.schema()).put("description", "By date."));
        schema.putArray("required").add("id").add("values");
        ObjectNode example = NODES.objectNode().set("id", idExample(subject.table()));
        example.putArray("values").add(value.example());
        return new Likeness(schema, example, "record");
    }

    private Likeness last(Subject.OfModule subject) {
        Likeness value = value(subject);
        ObjectNode schema = object("The value of the last date.");
        ObjectNode properties = schema.putObject("properties");
        properties.set("id", id(subject.table()).put("description", "Whose it is."));
        ObjectNode either = properties.putObject("value").put("description", "Null where there is none.");
        either.putArray("anyOf").add(value.schema()).addObject().put("type", "null");
        schema.putArray("required").add("id").add("value");
        ObjectNode example = NODES.objectNode().set("id", idExample(subject.table()));
        example.set("value", value.example());
        return new Likeness(schema, example, "record");
    }

    /** One record; in a list that is asked for as a tree, with those under it. */
    private ObjectNode record(Subject.OfModule subject, boolean full, boolean withValues) {
        String name = "Public." + subject.module().name() + (full ? ".full" : "") + (withValues ? ".values" : "");
        Module module = subject.module();
        ObjectNode part = object("A record of " + module.name() + ".");
        ObjectNode properties = part.putObject("properties");
        properties.set("id", id(subject.table()).put("description", "What tells it from others."));
        Column named = column(subject, module.nameColumn());
        ObjectNode text = named == null ? NODES.objectNode().put("type", "null") : ColumnSchemas.of(named);
        properties.set("name", text.put("description", "Its name; null where the module has none."));
        ObjectNode status = properties.putObject("status").put("type", "string");
        status.put("description", "P public, D draft, PA archived in public, AA archived for the administration.");
        for (Status word : Status.values()) {
            status.withArray("enum").add(word.name());
        }
        columns(subject, full)
                .forEach((as, column) -> properties.set(
                        as, ColumnSchemas.of(column).put("description", ColumnSchemas.words(column.type()) + ".")));
        part.putArray("required").add("id").add("name").add("status");
        if (withValues) {
            properties.set("values", Bounds.array(value(subject).schema()).put("description", "Its values, by date."));
            part.withArray("required").add("values");
        } else if (!full && module.parentColumn() != null) {
            properties.set(
                    "children", Bounds.array(reference(name)).put("description", "The records under it, in a tree."));
        }
        return parts.schema(name(name), one -> one.setAll(part));
    }

    private static ObjectNode reference(String name) {
        return NODES.objectNode().put("$ref", "#/components/schemas/" + name(name));
    }

    private static String name(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private Likeness value(Subject.OfModule subject) {
        Table table = subject.values();
        Module.Values values = subject.module().values();
        ObjectNode part = object("A value.");
        ObjectNode properties = part.putObject("properties");
        ObjectNode example = NODES.objectNode();
        if (table == null || values == null) {
            part.put("additionalProperties", true);
            return new Likeness(part, example.put("date", "2026-01-01").put("value", 1), "value");
        }
        Map<String, @Nullable String> shown = new LinkedHashMap<>();
        shown.put("date", values.dateColumn());
        shown.put("value", values.valueColumn());
        values.columns().forEach(column -> shown.putIfAbsent(column, column));
        shown.forEach((as, name) -> table.column(name == null ? "" : name).ifPresent(column -> {
            properties.set(as, ColumnSchemas.of(column).put("description", ColumnSchemas.words(column.type()) + "."));
            example.set(as, examples.of(table, column));
        }));
        return new Likeness(part, example, "value");
    }

    private ObjectNode example(Subject.OfModule subject, boolean full) {
        ObjectNode example = NODES.objectNode().set("id", idExample(subject.table()));
        Column named = column(subject, subject.module().nameColumn());
        example.set("name", named == null ? NODES.nullNode() : examples.of(subject.table(), named));
        example.put("status", Status.P.name());
        columns(subject, full).forEach((as, column) -> example.set(as, examples.of(subject.table(), column)));
        return example;
    }

    /** What follows id, name and status. */
    private static Map<String, Column> columns(Subject.OfModule subject, boolean full) {
        Module module = subject.module();
        Map<String, Column> columns = new LinkedHashMap<>();
        put(columns, subject, module.parentColumn());
        List<String> shown = full ? module.publishedColumns() : module.publicColumns();
        shown.stream()
                .filter(name -> !name.equals("id") && !name.equals(module.nameColumn()))
                .filter(name -> !name.equals(module.statusColumn()))
                .forEach(name -> put(columns, subject, name));
        columns.keySet().removeAll(List.of("id", "name", "status"));
        return columns;
    }

    private static void put(Map<String, Column> columns, Subject.OfModule subject, @Nullable String name) {
        Column column = column(subject, name);
        if (column != null) {
            columns.put(column.name(), column);
        }
    }

    private static @Nullable Column column(Subject.OfModule subject, @Nullable String name) {
        return name == null || !subject.reach().shows(name)
                ? null
                : subject.table().column(name).orElse(null);
    }

    private static ObjectNode id(Table table) {
        return table.primaryKey().size() == 1
                ? ColumnSchemas.of(table.primaryKey().getFirst())
                : Bounds.text(Bounds.PARAMETER);
    }

    private JsonNode idExample(Table table) {
        return table.primaryKey().size() == 1
                ? examples.of(table, table.primaryKey().getFirst())
                : NODES.textNode(RowSchemas.idExample(table, examples));
    }

    private static ObjectNode object(String description) {
        return NODES.objectNode().put("type", "object").put("description", description);
    }
}
