package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The answers and the messages to webhooks that one document promises, taken at its word: what it does not name is not there. Thread-safe. */
final class Promised {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private static final Set<String> NUMBERS = Set.of("integer", "number");

    private final ObjectNode document;
    private final JsonSchema root;
    private final List<Way> ways = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

    /** An operation, and the path that leads to it. */
    private record Way(String method, List<String> segments, String pointer) {

        boolean fits(String asked, List<String> path) {
            if (!method.equals(asked) || segments.size() != path.size()) {
                return false;
            }
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (!segment.startsWith("{") && !segment.equals(path.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** What is named goes before what may be anything, from the left. */
        String rank() {
            StringBuilder rank = new StringBuilder();
            segments.forEach(segment -> rank.append(segment.startsWith("{") ? '1' : '0'));
            return rank.toString();
        }
    }

    Promised(ObjectNode document) {
        this.document = document;
        merged(document.path("webhooks"));
        merged(document.path("components").path("schemas"));
        closed(document.path("components").path("schemas"));
        closed(document.path("paths"));
        Judge.each(
                document.path("paths"),
                (path, item) -> Judge.each(item, (method, operation) -> {
                    List<String> segments = Arrays.stream(path.split("/"))
                            .filter(segment -> !segment.isEmpty())
                            .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                            .toList();
                    var way = new Way(
                            method.toUpperCase(Locale.ROOT), segments, "/paths/" + escaped(path) + "/" + method);
                    ways.add(way);
                    name(way.pointer() + "/responses", operation.path("responses"));
                }));
        name("/components/responses", document.path("components").path("responses"));
        Judge.each(document.path("webhooks"), (event, item) -> {
            JsonNode body = item.at("/post/requestBody/content/application~1json/schema");
            document.withObjectProperty("answers").set(toldAs(event), body);
        });
        this.root = FACTORY.getSchema(SchemaLocation.of("https://passerelle.test/document"), document);
    }

    /** Gives each schema of an answer a plain name, by which the validator finds it. */
    private void name(String pointer, JsonNode responses) {
        Judge.each(
                responses,
                (status, response) -> Judge.each(response.path("content"), (type, media) -> {
                    String name = "answer" + names.size();
                    names.put(pointer + "/" + status + "/content/" + escaped(type), name);
                    document.withObjectProperty("answers").set(name, media.path("schema"));
                }));
    }

    private static String toldAs(String event) {
        return "told " + event;
    }

    /** What is several objects at once becomes one that has the members of all. */
    private void merged(JsonNode node) {
        Judge.each(node, (name, child) -> merged(child));
        if (node.isArray()) {
            node.forEach(this::merged);
        }
        if (node instanceof ObjectNode object && object.remove("allOf") instanceof ArrayNode parts) {
            object.put("type", "object");
            for (JsonNode part : parts) {
                JsonNode whole = part.has("$ref")
                        ? document.at(part.path("$ref").asText().substring(1))
                        : part;
                object.withObjectProperty("properties").setAll((ObjectNode) whole.path("properties"));
                whole.path("required").forEach(object.withArrayProperty("required")::add);
            }
        }
    }

    /** An object of which members are told has no others, unless it says so. */
    private static void closed(JsonNode node) {
        if (node.path("xml").path("name").asText().equals("row")) {
            node.path("properties").forEach(column -> loosened((ObjectNode) column));
        }
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        Judge.each(node, (name, child) -> {
            if (!name.equals("example") && !name.equals("examples")) {
                closed(child);
            }
        });
        if (node.isArray()) {
            node.forEach(Promised::closed);
        }
    }

    /**
     * Of a column the type is held to, not its bounds: SQLite keeps what it is given, and PostgreSQL arrays of any depth. It may be null in records
     * that a row rule opens to the reader in part: his own document says so, that of everything cannot. A text that is no number may stand for one:
     * what JSON has no number for (docs/reference/types.md), and what SQLite was given.
     */
    private static void loosened(ObjectNode column) {
        column.remove(
                List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "maxLength", "pattern", "items"));
        RecordSchemas.nullable(column);
        if (NUMBERS.contains(column.path("type").path(0).asText())) {
            ObjectNode number = column.deepCopy();
            column.removeAll();
            ObjectNode text = column.putArray("anyOf").add(number).addObject().put("type", "string");
            text.putObject("not").put("pattern", "^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$");
        }
    }

    /** What is not as it is promised; empty when all is, or when the path is none of the document's. */
    List<String> lies(String method, List<String> path, Witness.Said said) {
        Optional<Way> way = way(method, path)
                .or(() -> path.isEmpty() ? Optional.empty() : way(method, path.subList(1, path.size())));
        if (way.isEmpty()) {
            return List.of();
        }
        String pointer = way.get().pointer() + "/responses/" + said.status();
        JsonNode response = document.at(pointer);
        if (response.isMissingNode()) {
            return List.of("no such status is told");
        }
        if (response.has("$ref")) {
            pointer = response.path("$ref").asText().substring(1);
            response = document.at(pointer);
        }
        if (said.text().isEmpty()) {
            return List.of();
        }
        String type = said.contentType().replaceFirst(";.*", "").strip();
        JsonNode content = response.path("content");
        if (!content.has(type) && !content.has("*/*")) {
            return List.of("no body of " + type + " is told");
        }
        if (!content.has(type) || !type.matches("application/(.*\\+)?json")) {
            return List.of();
        }
        return lies(names.get(pointer + "/content/" + escaped(type)), said.json());
    }

    /** What of a webhook's message is not as it is promised; an event that is not built in is one that was fired. */
    List<String> lies(JsonNode message) {
        String event = message.path("event_name").asText();
        return lies(toldAs(document.path("webhooks").has(event) ? event : HookParts.FIRED), message);
    }

    private List<String> lies(String name, JsonNode said) {
        return schemas
                .computeIfAbsent(name, key -> root.getSubSchema(SchemaLocation.Fragment.of("/answers/" + key)))
                .validate(said)
                .stream()
                .map(Object::toString)
                .limit(3)
                .toList();
    }

    private Optional<Way> way(String method, List<String> path) {
        return ways.stream().filter(way -> way.fits(method, path)).min(Comparator.comparing(Way::rank));
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
