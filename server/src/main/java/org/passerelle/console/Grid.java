package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page of a view, as a grid.
 *
 * @param where an advanced search, as the API takes it
 * @param conditions each of it, and what is left without it
 */
public record Grid(
        List<Head> heads,
        List<Row> rows,
        long total,
        int page,
        int pages,
        String words,
        String where,
        List<Condition> conditions) {

    static final List<String> OPERATORS = List.of(
            "contain",
            "notcontain",
            "equal",
            "notequal",
            "start",
            "end",
            "greater",
            "greaterequal",
            "less",
            "lessequal",
            "between",
            "in",
            "empty",
            "notempty");

    private static final int PER_PAGE = 25;
    private static final Pattern AND = Pattern.compile("\\|AND\\|");

    public record Head(String field, String title, boolean numeric, boolean editable) {}

    /** @param key as it stands in an address */
    public record Row(String id, String key, String name, List<Value> values) {}

    public record Value(Head head, String text, boolean isNull) {}

    /** @param without the query of the same grid without it */
    public record Condition(String text, String without) {}

    /** What is asked of the API. */
    static Ask ask(Screen screen, String view) {
        return Ask.of("data.list")
                .path("view", view)
                .query("columns", "on")
                .query("onlyVisible", screen.query("hidden").isEmpty() ? "on" : "")
                .query("textSearch", screen.query("q").strip())
                .query("advancedSearch", where(screen))
                .query("page", screen.query("page"))
                .query("rowPerPage", Integer.toString(PER_PAGE));
    }

    /** What was asked before, and one condition more if the form says one. */
    static String where(Screen screen) {
        String before = screen.query("where");
        String column = screen.query("column");
        String operator = screen.query("operator");
        if (column.isEmpty() || !OPERATORS.contains(operator)) {
            return before;
        }
        String value = screen.query("value").replace("\\", "\\\\").replace("|", "\\|");
        String one = column + "|" + operator + "|" + value + "|";
        return before.isEmpty() ? one : before + "AND|" + one;
    }

    static Grid of(Screen screen, JsonNode answer) {
        List<Head> heads = heads(answer);
        var rows = new ArrayList<Row>();
        answer.path("rows").forEach(row -> rows.add(row(heads, row)));
        long total = answer.path("total").asLong();
        String where = where(screen);
        return new Grid(
                heads,
                rows,
                total,
                answer.path("page").asInt(1),
                (int) Math.max(1, (total + PER_PAGE - 1) / PER_PAGE),
                screen.query("q"),
                where,
                conditions(screen.query("q"), where));
    }

    static List<Head> heads(JsonNode answer) {
        var heads = new ArrayList<Head>();
        answer.path("column")
                .forEach(column -> heads.add(new Head(
                        column.path("field").asText(),
                        column.path("title").asText(),
                        column.path("align").asText().equals("right")
                                || column.path("type").asText().matches("integer|decimal.*|float"),
                        column.path("editable").asBoolean())));
        return heads;
    }

    private static Row row(List<Head> heads, JsonNode row) {
        String id = Cells.text(row.path("id"));
        List<Value> values = heads.stream()
                .map(head -> new Value(
                        head,
                        Cells.text(row.path(head.field())),
                        row.path(head.field()).isNull()))
                .toList();
        return new Row(id, Pages.segment(id), Cells.text(row.path("cle")), values);
    }

    /** A search is shown by its parts where they are all joined by AND; another as one. */
    private static List<Condition> conditions(String words, String where) {
        if (where.isEmpty()) {
            return List.of();
        }
        String whole = where.endsWith("|") ? where.substring(0, where.length() - 1) : where;
        List<String> parts = whole.contains("|OR|") ? List.of(whole) : List.of(AND.split(whole));
        var conditions = new ArrayList<Condition>();
        for (int i = 0; i < parts.size(); i++) {
            var left = new ArrayList<>(parts);
            left.remove(i);
            String rest = left.isEmpty() ? "" : String.join("|AND|", left) + "|";
            conditions.add(new Condition(parts.get(i).replace("|", " "), query(words, rest, 1)));
        }
        return conditions;
    }

    private static String query(String words, String where, int page) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("q", List.of(words));
        all.put("where", List.of(where));
        all.put("page", List.of(Integer.toString(page)));
        return Pages.query(all);
    }

    public String before() {
        return page > 1 ? query(words, where, page - 1) : "";
    }

    public String after() {
        return page < pages ? query(words, where, page + 1) : "";
    }

    /** What the API takes for all of it. */
    public String exported() {
        var all = new LinkedHashMap<String, List<String>>();
        if (!words.isBlank()) {
            all.put("textSearch", List.of(words));
        }
        if (!where.isEmpty()) {
            all.put("advancedSearch", List.of(where));
        }
        return all.isEmpty() ? "" : "?" + Pages.query(all);
    }
}
