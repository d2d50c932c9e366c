package org.passerelle.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;

/**
 * From a path to its operations: a tree of segments in which a literal wins over a parameter. Built once, then only read. A list of
 * patterns, as routers keep it, would be asked one by one at each request.
 */
final class Routes {

    private final Node root = new Node();

    /** What stands at a path: the operations by method, and the path's parameters. */
    record Found(Map<Method, Operation> operations, Params parameters) {

        /** Whether it is about what is published. */
        boolean isPublic() {
            return operations.values().stream().anyMatch(operation -> operation.right() instanceof Right.Published);
        }
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final Map<Method, Operation> operations = new EnumMap<>(Method.class);
        private final Map<Method, List<String>> names = new EnumMap<>(Method.class);
        private @Nullable Node parameter;
    }

    /** @throws IllegalStateException when two operations share a name, or a method and path */
    Routes(Collection<Operation> operations) {
        Set<String> names = new HashSet<>();
        for (Operation operation : operations) {
            if (!names.add(operation.name())) {
                throw new IllegalStateException("two operations are called " + operation.name());
            }
            add(operation);
        }
    }

    private void add(Operation operation) {
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : operation.path().split("/")) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                node.parameter = node.parameter == null ? new Node() : node.parameter;
                node = node.parameter;
            } else if (!segment.isEmpty()) {
                node = node.literals.computeIfAbsent(segment, s -> new Node());
            }
        }
        if (node.operations.put(operation.method(), operation) != null) {
            throw new IllegalStateException(operation.name() + " shares its method and path with another operation");
        }
        node.names.put(operation.method(), names);
    }

    /** Null when no operation has this path by any method. */
    @Nullable
    Found find(List<String> segments) {
        var values = new ArrayList<String>(2);
        Node node = walk(root, segments, 0, values);
        if (node == null) {
            return null;
        }
        var parameters = new LinkedHashMap<String, List<String>>();
        List<String> names = node.names.values().iterator().next();
        for (int i = 0; i < names.size(); i++) {
            parameters.put(names.get(i), List.of(values.get(i)));
        }
        return new Found(node.operations, new Params(parameters));
    }

    private static @Nullable Node walk(Node node, List<String> segments, int at, List<String> values) {
        if (at == segments.size()) {
            return node.operations.isEmpty() ? null : node;
        }
        Node literal = node.literals.get(segments.get(at));
        if (literal != null) {
            Node found = walk(literal, segments, at + 1, values);
            if (found != null) {
                return found;
            }
        }
        if (node.parameter == null) {
            return null;
        }
        values.add(segments.get(at));
        Node found = walk(node.parameter, segments, at + 1, values);
        if (found == null) {
            values.removeLast();
        }
        return found;
    }
}
