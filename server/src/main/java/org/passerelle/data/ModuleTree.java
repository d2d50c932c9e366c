package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records under those that they point to, as {@code children}. One whose parent does not show stands at the top, and so does one by which a
 * circle would close. Pure.
 */
final class ModuleTree {

    private ModuleTree() {}

    static ArrayNode of(ArrayNode items, String parent) {
        Map<String, ObjectNode> byId = new HashMap<>();
        items.forEach(item -> {
            ((ObjectNode) item).putArray("children");
            byId.put(item.path("id").asText(), (ObjectNode) item);
        });
        Map<String, String> above = new HashMap<>();
        ArrayNode top = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : items) {
            String id = item.path("id").asText();
            String over = item.path(parent).asText();
            ObjectNode holder = item.path(parent).isNull() ? null : byId.get(over);
            if (holder == null || isUnder(over, id, above)) {
                top.add(item);
            } else {
                above.put(id, over);
                holder.withArray("children").add(item);
            }
        }
        return top;
    }

    private static boolean isUnder(@Nullable String who, String whom, Map<String, String> above) {
        var passed = new HashSet<String>();
        for (String at = who; at != null && passed.add(at); at = above.get(at)) {
            if (at.equals(whom)) {
                return true;
            }
        }
        return false;
    }
}
