package org.passerelle.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A member of what a webhook is told.
 *
 * @param always whether it is in each such message
 */
record HookMember(String name, ObjectNode schema, JsonNode example, boolean always) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static HookMember of(String name, String about, Likeness likeness) {
        ObjectNode schema = likeness.schema().put("description", about);
        return new HookMember(name, schema, likeness.example(), true);
    }

    static HookMember text(String name, String about, String example) {
        return of(name, about, new Likeness(Bounds.text(), NODES.textNode(example), name));
    }

    /** One of these; the first is the example. */
    static HookMember word(String name, String about, String... words) {
        ObjectNode schema = NODES.objectNode().put("type", "string");
        for (String word : words) {
            schema.withArray("enum").add(word);
        }
        return of(name, about, new Likeness(schema, NODES.textNode(words[0]), name));
    }

    static HookMember moment(String name, String about) {
        return of(name, about, new Likeness(Timestamps.schema(), NODES.textNode(Timestamps.EXAMPLE), name));
    }

    static HookMember number(String name, String about, int example) {
        return of(name, about, new Likeness(Bounds.int64(1), NODES.numberNode(example), name));
    }

    static HookMember flag(String name, String about) {
        ObjectNode schema = NODES.objectNode().put("type", "boolean");
        return of(name, about, new Likeness(schema, NODES.booleanNode(true), name));
    }

    /** An object with whatever members. */
    static HookMember any(String name, String about, ObjectNode example) {
        ObjectNode schema = NODES.objectNode().put("type", "object").put("additionalProperties", true);
        return of(name, about, new Likeness(schema, example, name));
    }

    /** An object that is null; of the type that it has where it is there, for those who make code of it. */
    static HookMember nothing(String name, String about) {
        HookMember nothing = any(name, about, NODES.objectNode()).orNull();
        return new HookMember(name, nothing.schema(), NODES.nullNode(), true);
    }

    HookMember orNull() {
        return new HookMember(name, RecordSchemas.nullable(schema), example, always);
    }

    /** It is told where there is something to tell. */
    HookMember sometimes() {
        return new HookMember(name, schema, example, false);
    }

    static Likeness object(List<HookMember> members) {
        ObjectNode schema = NODES.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode example = NODES.objectNode();
        for (HookMember member : members) {
            properties.set(member.name(), member.schema());
            example.set(member.name(), member.example());
            if (member.always()) {
                schema.withArray("required").add(member.name());
            }
        }
        return new Likeness(schema, example, "data");
    }
}
