package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.passerelle.format.Json;

/** Finds everything that is wrong with an OpenAPI 3.1 document, by the schemas of OpenAPI and JSON Schema and by our own promises. */
final class Judge {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final JsonSchema OF_DOCUMENTS = FACTORY.getSchema(resource("/openapi/schema-3.1.json"));
    private static final JsonSchema OF_SCHEMAS =
            FACTORY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    /** They have no example: nobody else can make one that is taken. */
    private static final Set<String> THE_SERVERS_OWN = Set.of("cursor", "Last-Event-ID");

    private static final String DANGLING = "dangling: ";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final List<String> wrong = new ArrayList<>();

    private Judge(JsonNode document) {
        this.document = document;
    }

    /** Empty when all is well. */
    static List<String> faults(JsonNode document) {
        var judge = new Judge(document);
        OF_DOCUMENTS.validate(document).forEach(message -> judge.wrong.add(message.toString()));
        judge.references(document);
        if (judge.wrong.stream().noneMatch(fault -> fault.startsWith(DANGLING))) {
            judge.operations();
            judge.schemas(document, "");
        }
        return judge.wrong;
    }

    /** What keeps a body from being as the document says; empty when nothing does. */
    static List<String> misfits(JsonNode document, JsonNode schema, JsonNode body) {
        return whole(document, schema).validate(body).stream()
                .map(Object::toString)
                .toList();
    }

    private static JsonSchema whole(JsonNode document, JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return FACTORY.getSchema(whole);
    }

    private void references(JsonNode node) {
        if (node.path("$ref").isTextual()) {
            String reference = node.path("$ref").textValue();
            if (!reference.startsWith("#/")
                    || document.at(reference.substring(1)).isMissingNode()) {
                wrong.add(DANGLING + reference);
            }
        }
        node.forEach(this::references);
    }

    private void operations() {
        Set<String> ids = new HashSet<>();
        for (String family : List.of("paths", "webhooks")) {
            each(
                    document.path(family),
                    (path, item) ->
                            each(item, (method, operation) -> operation(method + " " + path, method, operation, ids)));
        }
    }

    private void operation(String where, String method, JsonNode operation, Set<String> ids) {
        if (!METHODS.contains(method)) {
            wrong.add(where + ": no method");
            return;
        }
        if (!ids.add(operation.path("operationId").asText())) {
            wrong.add(where + ": its operationId stands twice");
        }
        told(where, operation, "summary");
        told(where, operation, "description");
        parameters(where, operation);
        JsonNode request = operation.path("requestBody");
        if (!request.isMissingNode()) {
            told(where + " request", request, "description");
            contents(where + " request", request.path("content"));
        }
        each(operation.path("responses"), (status, reference) -> {
            JsonNode response = resolved(reference);
            told(where + " " + status, response, "description");
            contents(where + " " + status, response.path("content"));
            each(response.path("headers"), (name, header) -> header(where + " " + status + " " + name, header));
        });
    }

    private void header(String where, JsonNode reference) {
        JsonNode header = resolved(reference);
        told(where, header, "description");
        example(where, header);
    }

    /** It has one, and it is as its schema says. */
    private void example(String where, JsonNode node) {
        if (!node.has("example")) {
            if (!THE_SERVERS_OWN.contains(node.path("name").asText())) {
                wrong.add(where + ": no example");
            }
            return;
        }
        misfits(document, node.path("schema"), node.path("example"))
                .forEach(misfit -> wrong.add(where + ": its example: " + misfit));
    }

    private void parameters(String where, JsonNode operation) {
        Set<String> names = new HashSet<>();
        for (JsonNode reference : operation.path("parameters")) {
            JsonNode parameter = resolved(reference);
            String name =
                    parameter.path("in").asText() + " " + parameter.path("name").asText();
            if (!names.add(name)) {
                wrong.add(where + ": the parameter " + name + " stands twice");
            }
            told(where + " " + name, parameter, "description");
            example(where + " " + name, parameter);
        }
    }

    private void contents(String where, JsonNode content) {
        each(content, (type, media) -> example(where + " " + type, media));
    }

    /** Each schema is one, and each property in it is described. */
    private void schemas(JsonNode node, String where) {
        each(node, (name, child) -> {
            String here = where + "/" + name;
            if (name.equals("schema")) {
                OF_SCHEMAS.validate(child).forEach(message -> wrong.add(here + ": " + message));
            }
            if (name.equals("schemas")) {
                child.forEach(schema -> OF_SCHEMAS.validate(schema).forEach(m -> wrong.add(here + ": " + m)));
            }
            if (name.equals("properties")) {
                each(child, (property, schema) -> told(here + "/" + property, schema, "description"));
            }
            if (!name.equals("example") && !name.equals("examples")) {
                schemas(child, here);
            }
        });
        if (node.isArray()) {
            node.forEach(child -> schemas(child, where));
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private void told(String where, JsonNode node, String member) {
        if (node.path(member).asText().isBlank()) {
            wrong.add(where + ": no " + member);
        }
    }

    static void each(JsonNode object, BiConsumer<String, JsonNode> what) {
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            what.accept(member.getKey(), member.getValue());
        }
    }

    private static JsonNode resource(String name) {
        try (InputStream in = Judge.class.getResourceAsStream(name)) {
            return Json.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
