package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One member that becomes another.
 *
 * @param member a path with dots: {@code tables.clients.actions}, {@code columns[2].title}
 * @param before as JSON; null when it was not there
 */
record Difference(
        String member, @Nullable String before, @Nullable String after) {

    static List<Difference> between(ObjectNode before, ObjectNode after) {
        Map<String, String> old = flat(before);
        Map<String, String> now = flat(after);
        var members = new LinkedHashSet<>(old.keySet());
        members.addAll(now.keySet());
        var all = new ArrayList<Difference>();
        for (String member : members) {
            var difference = new Difference(member, old.get(member), now.get(member));
            if (!Objects.equals(difference.before(), difference.after())) {
                all.add(difference);
            }
        }
        return all;
    }

    private static Map<String, String> flat(ObjectNode object) {
        var flat = new LinkedHashMap<String, String>();
        object.properties().forEach(member -> flatten(member.getKey(), member.getValue(), flat));
        return flat;
    }

    /** Objects are told member by member, also those of a list; other lists as a whole. */
    private static void flatten(String path, JsonNode value, Map<String, String> flat) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(member -> flatten(path + "." + member.getKey(), member.getValue(), flat));
        } else if (value.path(0).isObject()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(path + "[" + i + "]", value.path(i), flat);
            }
        } else {
            flat.put(path, value.toString());
        }
    }

    @Override
    public String toString() {
        if (before == null) {
            return member + ": " + after;
        }
        return member + ": " + before + " → " + (after == null ? "(none)" : after);
    }
}
