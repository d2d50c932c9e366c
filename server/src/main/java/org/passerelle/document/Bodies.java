package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Reach;
import org.passerelle.access.Right;
import org.passerelle.document.Entries.Entry;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Table;

/**
 * What goes in and what comes out, in each format, with an example: of CSV and NDJSON as their writers write it, of XML as the same object
 * as in JSON, which tools turn into elements by the names in the schema.
 */
final class Bodies {

    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final RecordSchemas records;
    private final RowSchemas rows;
    private final ModuleSchemas modules;
    private final Optional<Shape.Of> action;

    Bodies(RecordSchemas records, RowSchemas rows, ModuleSchemas modules, Stock stock) {
        this.records = records;
        this.rows = rows;
        this.modules = modules;
        this.action =
                stock.answerOf("actions.get").filter(Shape.Of.class::isInstance).map(Shape.Of.class::cast);
    }

    /** Null when the operation takes no body. */
    @Nullable
    ObjectNode request(Entry entry) {
        Operation.Request request = entry.operation().request();
        if (request.formats().isEmpty()) {
            return null;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("description", request.optionalBody() ? "May be left out." : "What is sent.");
        body.put("required", !request.optionalBody());
        ObjectNode content = body.putObject("content");
        write(content, request.body(), request.formats(), entry, true);
        if (entry.operation().method() == Method.PATCH && content.has(Format.JSON.mediaType())) {
            content.set(MERGE_PATCH, content.path(Format.JSON.mediaType()).deepCopy());
        }
        return body;
    }

    /** The content of the answer; empty when it has no body. */
    Optional<ObjectNode> answer(Entry entry) {
        Operation.Answer answer = entry.operation().answer();
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        write(content, answer.shape(), answer.formats(), entry, false);
        return content.isEmpty() ? Optional.empty() : Optional.of(content);
    }

    /** What answers a call that takes long. */
    Optional<ObjectNode> action() {
        return action.map(of -> {
            ObjectNode content = JsonNodeFactory.instance.objectNode();
            var likeness = new Likeness(records.schema(of.type(), of.name()), records.example(of.type()), of.name());
            Format.OBJECT.forEach(format -> media(content, format.mediaType(), likeness));
            return content;
        });
    }

    private void write(ObjectNode content, Shape shape, Set<Format> formats, Entry entry, boolean sent) {
        if (shape instanceof Shape.Nothing) {
            return;
        }
        if (shape instanceof Shape.Free free) {
            Likeness likeness = FreeParts.free(free);
            media(content, free.mediaType() == null ? "*/*" : free.mediaType(), likeness);
            return;
        }
        if (shape instanceof Shape.File file) {
            media(content, FreeParts.mediaType(file), FreeParts.file(file));
            return;
        }
        Likeness likeness = likeness(shape, entry, sent);
        for (Format format : formats) {
            ObjectNode media = content.putObject(format.mediaType());
            if (format == Format.XLSX) {
                media.set("schema", Bounds.text().put("format", "binary").put("description", streamed(format)));
                media.put("example", "the bytes of records.xlsx");
            } else if (format.isStream()) {
                media.set("schema", Bounds.text().put("description", streamed(format)));
                media.put("example", lines(likeness.example(), format));
            } else {
                media.setAll(media(likeness));
            }
        }
    }

    private static void media(ObjectNode content, String mediaType, Likeness likeness) {
        content.set(mediaType, media(likeness));
    }

    private static ObjectNode media(Likeness likeness) {
        ObjectNode media = JsonNodeFactory.instance.objectNode();
        media.set("schema", likeness.schema());
        return media.set("example", likeness.example());
    }

    private Likeness likeness(Shape shape, Entry entry, boolean sent) {
        if (entry.subject() instanceof Subject.OfModule subject
                && entry.operation().right() instanceof Right.Published(var action)) {
            return modules.of(ModuleAction.of(action).orElseThrow(), subject);
        }
        return switch (shape) {
            case Shape.Of(Class<?> type, String name) ->
                new Likeness(records.schema(type, name), records.example(type), name);
            case Shape.Many(Shape item, String name) -> {
                Likeness one = likeness(item, entry, sent);
                yield new Likeness(
                        Bounds.array(one.schema()),
                        JsonNodeFactory.instance.arrayNode().add(one.example()),
                        name);
            }
            case Shape.TableRow(Role role) -> row(role, entry, sent);
            case Shape.Nothing n -> throw new IllegalStateException("nothing looks like nothing");
            case Shape.Words words -> FreeParts.words(words);
            case Shape.Members members -> FreeParts.members(members);
            case Shape.File f -> throw new IllegalStateException("files are told in words");
            case Shape.Free f -> throw new IllegalStateException("free shapes are told in words");
        };
    }

    private Likeness row(Role role, Entry entry, boolean sent) {
        return switch (entry.subject()) {
            case Subject.One(Table table, Reach reach)
            when sent && role == Role.RESOURCE_NEW && entry.operation().method() == Method.PUT ->
                rows.replacement(table, reach);
            case Subject.One(Table table, Reach reach) -> rows.of(role, table, reach);
            case Subject.Any any
            when role == Role.RESOURCE_LIST -> {
                Likeness one = rows.of(Role.VIEW_ITEM, any.sample(), any.reach());
                yield new Likeness(
                        Bounds.array(one.schema()),
                        JsonNodeFactory.instance.arrayNode().add(one.example()),
                        "rows");
            }
            case Subject.Any any -> rows.of(general(role), any.sample(), any.reach());
            case Subject.OfModule m -> throw new IllegalStateException(entry.id() + " is about what is published");
            case Subject.Nothing n -> throw new IllegalStateException(entry.id() + " is about records of no table");
        };
    }

    /** Where there are too many tables to name each, a resource is shown as any record. */
    private static Role general(Role role) {
        return switch (role) {
            case RESOURCE -> Role.VIEW_ITEM;
            case RESOURCE_NEW, RESOURCE_PATCH -> Role.VIEW_CHANGE;
            default -> role;
        };
    }

    private static String streamed(Format format) {
        return switch (format) {
            case CSV ->
                "A line of names, then a line for each record (RFC 4180); an empty field is null, \"\" an empty text.";
            case XLSX ->
                "A workbook whose first sheet has a row of names, then a row for each record; an empty cell is null.";
            default -> "One JSON object a line, one line for each record.";
        };
    }

    private static String lines(JsonNode example, Format format) {
        JsonNode found = example.isArray() ? example : example.path("rows");
        ArrayNode rows = found instanceof ArrayNode array ? array : JsonNodeFactory.instance.arrayNode();
        var out = new ByteArrayOutputStream();
        RowSink sink = Rows.array(out, format, false);
        if (!rows.isEmpty()) {
            sink.begin(rows.get(0).properties().stream()
                    .map(java.util.Map.Entry::getKey)
                    .toList());
        }
        for (JsonNode row : rows) {
            sink.startRow();
            row.forEach(cell -> cell(sink, cell));
            sink.endRow();
        }
        sink.end();
        return text(out.toByteArray());
    }

    private static void cell(RowSink sink, JsonNode cell) {
        switch (cell.getNodeType()) {
            case NULL, MISSING -> sink.nothing();
            case NUMBER -> sink.number(cell.decimalValue().toPlainString());
            case BOOLEAN -> sink.bool(cell.booleanValue());
            case STRING -> sink.text(cell.textValue());
            default -> sink.json(cell.toString());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
