package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** Who names whom. Everything in a document that is a name of a thing may lead to it: no collection says which of its members do. */
final class Names {

    private Names() {}

    /** By which a thing may be named elsewhere. */
    static Set<String> of(String id, ObjectNode thing) {
        var names = new HashSet<String>();
        names.add(id);
        names.add(id.substring(id.lastIndexOf('/') + 1));
        for (String member : List.of("id", "name")) {
            if (thing.path(member).isValueNode()) {
                names.add(thing.path(member).asText());
            }
        }
        return names;
    }

    /** All that a thing may name. */
    static Set<String> in(String id, ObjectNode thing) {
        var names = new TreeSet<>(Arrays.asList(id.split("/")));
        gather(thing, names);
        return names;
    }

    private static void gather(JsonNode value, Set<String> names) {
        if (value.isValueNode()) {
            names.add(value.asText());
        }
        value.properties().forEach(member -> names.add(member.getKey()));
        value.forEach(inner -> gather(inner, names));
    }

    /** Things of one kind: those that others name come before them. */
    static Map<String, ObjectNode> inOrder(SortedMap<String, ObjectNode> things) {
        var order = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        things.keySet().forEach(id -> visit(id, things, seen, order));
        var ordered = new LinkedHashMap<String, ObjectNode>();
        order.forEach(id -> ordered.put(id, Objects.requireNonNull(things.get(id))));
        return ordered;
    }

    private static void visit(String id, SortedMap<String, ObjectNode> things, Set<String> seen, Set<String> order) {
        ObjectNode thing = things.get(id);
        if (thing != null && seen.add(id)) {
            in("", thing).forEach(other -> visit(other, things, seen, order));
            order.add(id);
        }
    }
}
