package org.passerelle.document;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Types with the bounds that hold where nothing tighter does, so that no reader of the document need be ready for the endless. */
final class Bounds {

    /** Characters of a parameter: of the 16,384 of a request's first line, which the path and the others need too. */
    static final int PARAMETER = 12_000;

    /** Characters of a text: what the engines may hold in one. */
    private static final int TEXT = 1_000_000_000;

    private Bounds() {}

    static ObjectNode text() {
        return text(TEXT);
    }

    static ObjectNode text(int most) {
        return JsonNodeFactory.instance.objectNode().put("type", "string").put("maxLength", most);
    }

    static ObjectNode int32(int from) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "integer")
                .put("format", "int32")
                .put("minimum", from)
                .put("maximum", Integer.MAX_VALUE);
    }

    static ObjectNode int64(long from) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "integer")
                .put("format", "int64")
                .put("minimum", from)
                .put("maximum", Long.MAX_VALUE);
    }

    static ObjectNode array(ObjectNode item) {
        return array(item, Integer.MAX_VALUE);
    }

    static ObjectNode array(ObjectNode item, int most) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "array")
                .put("maxItems", most)
                .set("items", item);
    }
}
