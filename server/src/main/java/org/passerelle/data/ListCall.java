package org.passerelle.data;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Params;

/**
 * What a list by view was asked (wire.md §4): its options, parsed, and nothing looked up yet.
 *
 * @param fields the only columns that are wanted; empty for all of the view
 * @param sort the order that is wanted; null for the view's own
 * @param page from 1; null when not said
 * @param rowPerPage null when not said: the view's own, else 50
 */
record ListCall(
        String view,
        @Nullable String advancedSearch,
        @Nullable String textSearch,
        boolean onlyVisible,
        boolean columns,
        Set<String> fields,
        @Nullable String sort,
        @Nullable Integer page,
        @Nullable Integer rowPerPage,
        boolean numbersAsText) {

    static final int DEFAULT_ROWS = 50;
    static final int MAX_ROWS = 1_000;

    static ListCall of(Call call) {
        String page = call.option("page");
        String rows = call.option("rowPerPage");
        return new ListCall(
                call.path("view"),
                blankless(call.option("advancedSearch")),
                blankless(call.option("textSearch")),
                on("onlyVisible", call.option("onlyVisible")),
                on("columns", call.option("columns")) || on("colums", call.option("colums")),
                fields(call.query().one("fields")),
                blankless(call.query().one("sort")),
                page == null ? null : Params.number("page", page, 1, Integer.MAX_VALUE),
                rows == null ? null : Params.number("rowPerPage", rows, 1, MAX_ROWS),
                numbersAsText(call.query()));
    }

    private static Set<String> fields(@Nullable String names) {
        return names == null || names.isBlank()
                ? Set.of()
                : Set.copyOf(List.of(names.trim().split("\\s*,\\s*")));
    }

    static boolean numbersAsText(Params query) {
        String numbers = query.one("numbers");
        if (numbers != null && !numbers.equals("text")) {
            throw Fault.badRequest("numbers may be text, and nothing else.");
        }
        return numbers != null;
    }

    private static boolean on(String name, @Nullable String value) {
        return switch (value == null ? "" : value.trim().toLowerCase(java.util.Locale.ROOT)) {
            case "on", "true", "1" -> true;
            case "", "off", "false", "0" -> false;
            default -> throw Fault.badRequest("{} must be on, or be left out.", name);
        };
    }

    private static @Nullable String blankless(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}
