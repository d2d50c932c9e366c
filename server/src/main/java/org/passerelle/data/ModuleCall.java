package org.passerelle.data;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Params;
import org.passerelle.schema.Status;

/**
 * What was asked of a module (wire.md §9), parsed, and nothing looked up yet.
 *
 * @param statuses that are asked for; null for all that are granted
 * @param from the first date, and {@code to} the last, both included
 * @param page from 0
 * @param size of a page
 * @param fields equality by the names of fields; only a list has them
 */
record ModuleCall(
        @Nullable Set<Status> statuses,
        @Nullable String from,
        @Nullable String to,
        @Nullable String sort,
        @Nullable String words,
        boolean tree,
        int page,
        int size,
        Map<String, List<String>> fields) {

    static final int MOST = 10_000;
    static final int DEFAULT = 1_000;

    /** One, whichever comes first. */
    static final ModuleCall FIRST = new ModuleCall(null, null, null, null, null, false, 0, 1, Map.of());

    private static final Set<String> OURS =
            Set.of("token", "status", "from", "to", "sort", "q", "tree", "page", "size");

    /** @param otherwise how many at most, when it is not said */
    static ModuleCall of(Call call, int otherwise) {
        Params query = call.query();
        var fields = new LinkedHashMap<String, List<String>>();
        query.names().stream().filter(name -> !OURS.contains(name)).forEach(name -> fields.put(name, query.all(name)));
        boolean tree = tree(query.one("tree"));
        if (tree && (query.has("page") || query.has("size"))) {
            throw Fault.badRequest("A tree comes whole: leave out page and size.");
        }
        return new ModuleCall(
                statuses(query.all("status")),
                query.one("from"),
                query.one("to"),
                query.one("sort"),
                query.one("q"),
                tree,
                query.number("page", 0, 0, Integer.MAX_VALUE),
                tree ? MOST : Math.min(MOST, query.number("size", otherwise, 1, Integer.MAX_VALUE)),
                fields);
    }

    private static boolean tree(@Nullable String value) {
        return switch (value == null ? "off" : value) {
            case "on", "true", "1" -> true;
            case "off", "false", "0" -> false;
            default -> throw Fault.badRequest("tree must be on, or be left out.");
        };
    }

    private static @Nullable Set<Status> statuses(List<String> given) {
        if (given.isEmpty()) {
            return null;
        }
        Set<Status> statuses = EnumSet.noneOf(Status.class);
        for (String value : given) {
            for (String code : value.split(",", -1)) {
                statuses.add(Status.of(code.strip())
                        .orElseThrow(() -> Fault.badRequest("There is no status {}; there are P, D, PA, AA.", code)));
            }
        }
        return statuses;
    }

    long offset() {
        return (long) page * size;
    }
}
