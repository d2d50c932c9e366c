package org.passerelle.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.operation.Shape;

/** Bodies that no record of ours describes: names, files, what a standard describes. */
final class FreeParts {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private FreeParts() {}

    static Likeness words(Shape.Words shape) {
        ObjectNode schema = Bounds.array(Bounds.text()).put("description", shape.description());
        return new Likeness(schema, Json.MAPPER.valueToTree(shape.example()), "names");
    }

    static Likeness members(Shape.Members shape) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("description", shape.description());
        schema.put("additionalProperties", true);
        return new Likeness(schema, parsed(shape.example()), "object");
    }

    static String mediaType(Shape.File shape) {
        return shape.inForm() ? Format.MULTIPART.mediaType() : "*/*";
    }

    static Likeness file(Shape.File shape) {
        ObjectNode bytes = NODES.objectNode().put("type", "string").put("format", "binary");
        bytes.put("description", shape.description()).put("maxLength", Integer.MAX_VALUE);
        JsonNode example = NODES.textNode("the bytes of photo.jpg");
        if (!shape.inForm()) {
            return new Likeness(bytes, example, "file");
        }
        ObjectNode form = NODES.objectNode().put("type", "object").put("description", "A form with one file.");
        form.putObject("properties").set("file", bytes);
        form.putArray("required").add("file");
        return new Likeness(form, NODES.objectNode().set("file", example), "form");
    }

    static Likeness free(Shape.Free shape) {
        String mediaType = shape.mediaType();
        boolean text = mediaType != null && mediaType.startsWith("text/");
        ObjectNode schema = (text ? Bounds.text() : NODES.objectNode()).put("description", shape.description());
        return new Likeness(schema, text ? NODES.textNode(shape.example()) : parsed(shape.example()), "answer");
    }

    private static JsonNode parsed(String example) {
        try {
            return Json.MAPPER.readTree(example);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + example, e);
        }
    }
}
