package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Params;

/**
 * The query of a resource (wire.md §5), understood against its table. Pure.
 *
 * @param limit rows of this answer; {@link Long#MAX_VALUE} for all
 * @param page from 0, where pages were asked for instead of a cursor
 */
record ResourceQuery(
        List<Shown> shown,
        Condition where,
        List<Sorting> order,
        long limit,
        @Nullable String cursor,
        @Nullable Integer page,
        boolean counted,
        boolean numbersAsText) {

    static final int DEFAULT_ROWS = 1_000;

    private static final Set<String> OURS =
            Set.of("q", "filter", "fields", "sort", "limit", "cursor", "page", "size", "count", "numbers");
    private static final Set<String> LATER =
            Set.of("include", "group", "aggregate", "having", "changedSince", "max-affected");
    private static final Pattern BRACKET = Pattern.compile("(.+)\\[([a-z]+)]");

    /** @param endless whether the format may carry all rows when no limit is given */
    static ResourceQuery parse(Params query, Names names, Values values, boolean endless) {
        List<Shown> shown = fields(query.one("fields"), names);
        Condition where = Condition.ALL;
        for (String name : query.names()) {
            if (!OURS.contains(name)) {
                for (Condition condition : filter(name, query.all(name), names, values)) {
                    where = where.and(condition);
                }
            }
        }
        String filter = query.one("filter");
        if (filter != null && !filter.isBlank()) {
            where = where.and(new Rsql(names, values, Rsql.Variables.NONE).parse(filter));
        }
        String words = query.one("q");
        if (words != null && !words.isBlank()) {
            where = where.and(ListPlanner.anyText(names.refs(), words));
        }
        boolean paged = query.has("page") || query.has("size");
        if (paged && (query.has("limit") || query.has("cursor"))) {
            throw Fault.badRequest("Use page and size, or limit and cursor, not both.");
        }
        boolean all = endless && !paged && !query.has("limit") && !query.has("cursor");
        int rows = query.number(paged ? "size" : "limit", DEFAULT_ROWS, 1, Integer.MAX_VALUE);
        return new ResourceQuery(
                shown,
                where,
                Sorting.parse(query.one("sort"), names),
                all ? Long.MAX_VALUE : rows,
                query.one("cursor"),
                paged ? query.number("page", 0, 0, Integer.MAX_VALUE) : null,
                counted(query.one("count")),
                ListCall.numbersAsText(query));
    }

    static List<Shown> fields(@Nullable String fields, Names names) {
        List<Shown> shown = new ArrayList<>();
        if (fields == null || fields.isBlank()) {
            names.refs().forEach(ref -> shown.add(new Shown(ref.name(), ref)));
            return shown;
        }
        for (String field : fields.split(",", -1)) {
            String name = field.trim();
            if (shown.stream().noneMatch(s -> s.name().equals(name))) {
                shown.add(new Shown(name, names.need(name)));
            }
        }
        return shown;
    }

    private static boolean counted(@Nullable String count) {
        return switch (count == null ? "none" : count) {
            case "none" -> false;
            case "exact", "estimated" -> true;
            default -> throw Fault.badRequest("count may be exact or estimated.");
        };
    }

    private static List<Condition> filter(String name, List<String> given, Names names, Values values) {
        Matcher bracket = BRACKET.matcher(name);
        if (bracket.matches()) {
            Operator operator = Operator.of(bracket.group(2))
                    .orElseThrow(() -> Fault.badRequest(
                            "There is no operator {}; there are {}.", bracket.group(2), Operator.known()));
            ColumnRef column = names.need(bracket.group(1));
            var search = new AdvancedSearch(names, values);
            return given.stream()
                    .map(value -> search.compare(column, operator, value, 0))
                    .toList();
        }
        if (LATER.contains(name) && names.find(name).isEmpty()) {
            throw Fault.badRequest("{} is not offered by this version.", name);
        }
        return List.of(equal(names.need(name), given, values));
    }

    /** A repeated or comma value is IN, a {@code !} before it takes it out. */
    private static Condition equal(ColumnRef column, List<String> given, Values values) {
        List<@Nullable Object> wanted = new ArrayList<>();
        List<Condition> unwanted = new ArrayList<>();
        for (String value : given) {
            for (String part : value.split(",", -1)) {
                boolean not = part.startsWith("!");
                Object typed = typed(column, not ? part.substring(1) : part, values);
                if (not) {
                    unwanted.add(new Condition.Compare(column, Operator.NOTEQUAL, List.of(typed), false));
                } else {
                    wanted.add(typed);
                }
            }
        }
        Condition in = switch (wanted.size()) {
            case 0 -> Condition.ALL;
            case 1 -> new Condition.Compare(column, Operator.EQUAL, wanted, false);
            default -> new Condition.Compare(column, Operator.IN, wanted, false);
        };
        return unwanted.isEmpty() ? in : in.and(new Condition.And(unwanted));
    }

    private static Object typed(ColumnRef column, String text, Values values) {
        ColumnType type = column.column().type();
        if (!type.isOrdered()) {
            throw Fault.badRequest("{} cannot be compared.", column.name());
        }
        try {
            return values.sought(type, text);
        } catch (Values.Unfit e) {
            throw Fault.badRequest("{} {}.", column.name(), e.reason());
        }
    }
}
