package org.passerelle.operation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** Names with one or more values each, in the order of the request; immutable. */
public record Params(Map<String, List<String>> values) {

    public static final Params NONE = new Params(Map.of());

    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    public Params mapped(UnaryOperator<String> change) {
        var mapped = new LinkedHashMap<String, List<String>>();
        values.forEach((name, all) -> mapped.put(name, all.stream().map(change).toList()));
        return new Params(mapped);
    }

    /** The only value, or null; two values of one name are a 400. */
    public @Nullable String one(String name) {
        List<String> found = values.get(name);
        if (found == null) {
            return null;
        }
        if (found.size() > 1) {
            throw Fault.badRequest("The parameter {} is given more than once.", name);
        }
        return found.getFirst();
    }

    public String one(String name, String otherwise) {
        String value = one(name);
        return value == null ? otherwise : value;
    }

    /** A whole number within bounds, or the default. */
    public int number(String name, int otherwise, int from, int to) {
        String value = one(name);
        return value == null ? otherwise : number(name, value, from, to);
    }

    public static int number(String name, String value, int from, int to) {
        try {
            int number = Integer.parseInt(value.trim());
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with the bounds
        }
        throw Fault.badRequest(
                "{} must be a whole number from {}{}, not \"{}\".",
                name,
                from,
                (to == Integer.MAX_VALUE ? " on" : " to " + to),
                value);
    }
}
