package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passerelle.format.Json;

/** Members that are null say what members say that are left out: a document leaves them out. */
final class Nulls {

    private Nulls() {}

    /** @param verbatim members of the object that stay as they are, whatever is in them */
    static ObjectNode without(ObjectNode thing, List<String> verbatim) {
        ObjectNode bare = Json.MAPPER.createObjectNode();
        thing.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                bare.set(
                        member.getKey(),
                        verbatim.contains(member.getKey()) ? member.getValue() : bare(member.getValue()));
            }
        });
        return bare;
    }

    private static JsonNode bare(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return without(object, List.of());
        }
        if (value instanceof ArrayNode array) {
            ArrayNode all = Json.MAPPER.createArrayNode();
            array.forEach(item -> all.add(bare(item)));
            return all;
        }
        return value;
    }
}
