package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** The document's {@code components}, each written when it is first referred to: so there is none that nobody uses. */
final class Parts {

    private final ObjectNode schemas = JsonNodeFactory.instance.objectNode();
    private final ObjectNode parameters = JsonNodeFactory.instance.objectNode();
    private final ObjectNode headers = JsonNodeFactory.instance.objectNode();
    private final ObjectNode responses = JsonNodeFactory.instance.objectNode();

    /** @return a reference; the part may refer to itself */
    ObjectNode schema(String name, Consumer<ObjectNode> write) {
        return part(schemas, "schemas", name, write);
    }

    /** A schema under this name or, where another has it, under this name with a number. */
    ObjectNode variant(String name, ObjectNode content) {
        String free = name;
        for (int i = 2; schemas.has(free) && !schemas.get(free).equals(content); i++) {
            free = name + "." + i;
        }
        return schema(free, part -> part.setAll(content));
    }

    ObjectNode parameter(String name, Consumer<ObjectNode> write) {
        return part(parameters, "parameters", name, write);
    }

    ObjectNode header(String name, Consumer<ObjectNode> write) {
        return part(headers, "headers", name, write);
    }

    ObjectNode response(String name, Consumer<ObjectNode> write) {
        return part(responses, "responses", name, write);
    }

    void writeTo(ObjectNode components) {
        components.set("schemas", sorted(schemas));
        components.set("responses", sorted(responses));
        components.set("parameters", sorted(parameters));
        components.set("headers", sorted(headers));
    }

    private static ObjectNode part(ObjectNode all, String family, String name, Consumer<ObjectNode> write) {
        if (!all.has(name)) {
            write.accept(all.putObject(name));
        }
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + family + "/" + name);
    }

    private static ObjectNode sorted(ObjectNode parts) {
        ObjectNode sorted = JsonNodeFactory.instance.objectNode();
        parts.properties().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(part -> sorted.set(part.getKey(), part.getValue()));
        return sorted;
    }
}
