package org.passerelle.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch (RFC 7396 §2): what the patch names is changed, null erases, an object is merged, anything else replaces. */
public final class MergePatch {

    private MergePatch() {}

    /** A new object; neither of the two is changed. */
    public static ObjectNode apply(JsonNode before, ObjectNode patch) {
        ObjectNode after =
                before instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        patch.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode value = member.getValue();
            if (value.isNull()) {
                after.remove(name);
            } else {
                after.set(name, value instanceof ObjectNode inner ? apply(after.path(name), inner) : value);
            }
        });
        return after;
    }
}
