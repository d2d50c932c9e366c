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
 * @param sort the column by which it is ordered, a minus before it for descending; empty for the view's order
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
        String sort,
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

    /** The types by which nothing can be ordered. */
    private static final Pattern UNORDERED = Pattern.compile("json|binary|array of .*");

    private static final int PER_PAGE = 25;
    private static final Pattern AND = Pattern.compile("\\|AND\\|");

    /**
     * @param type as the API calls it
     * @param query of the same grid in the order that a click asks for; empty where none is to be had
     * @param now {@code ascending}, {@code descending} or {@code none}
     */
    public record Head(String field, String title, String type, boolean editable, String query, String now) {

        public boolean numeric() {
            return type.matches("integer|decimal.*|float");
        }
    }

    /** @param word as the API takes it */
    public record OperatorText(String word, String label) {}

    static List<OperatorText> operators(Screen screen) {
        return OPERATORS.stream()
                .map(word -> new OperatorText(word, screen.text("operator_" + word)))
                .toList();
    }

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
                .query("sort", screen.query("sort"))
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
        String where = where(screen);
        String words = screen.query("q");
        String sort = screen.query("sort");
        List<Head> heads = heads(answer, words, where, sort);
        var rows = new ArrayList<Row>();
        answer.path("rows").forEach(row -> rows.add(row(heads, row)));
        long total = answer.path("total").asLong();
        return new Grid(
                heads,
                rows,
                total,
                answer.path("page").asInt(1),
                (int) Math.max(1, (total + PER_PAGE - 1) / PER_PAGE),
                words,
                where,
                sort,
                conditions(screen, words, where, sort));
    }

    private static List<Head> heads(JsonNode answer, String words, String where, String sort) {
        return answer.path("column")
                .valueStream()
                .map(column -> {
                    String field = column.path("field").asText();
                    String type = column.path("type").asText();
                    boolean up = sort.equals(field);
                    return new Head(
                            field,
                            column.path("title").asText(),
                            type,
                            column.path("editable").asBoolean(),
                            UNORDERED.matcher(type).matches() ? "" : query(words, where, up ? "-" + field : field, 1),
                            up ? "ascending" : sort.equals("-" + field) ? "descending" : "none");
                })
                .toList();
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
    private static List<Condition> conditions(Screen screen, String words, String where, String sort) {
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
            conditions.add(new Condition(told(screen, parts.get(i)), query(words, rest, sort, 1)));
        }
        return conditions;
    }

    /** {@code nom|contain|NIDS} in the reader's words. */
    private static String told(Screen screen, String condition) {
        String[] parts = condition.split("\\|", 3);
        return parts.length < 3 || !OPERATORS.contains(parts[1])
                ? condition.replace("|", " ")
                : (parts[0] + " " + screen.text("operator_" + parts[1]) + " " + parts[2]).strip();
    }

    private static String query(String words, String where, String sort, int page) {
        var all = new LinkedHashMap<String, List<String>>();
        all.put("q", List.of(words));
        all.put("where", List.of(where));
        all.put("sort", List.of(sort));
        all.put("page", List.of(Integer.toString(page)));
        return Pages.query(all);
    }

    public String before() {
        return page > 1 ? query(words, where, sort, page - 1) : "";
    }

    public String after() {
        return page < pages ? query(words, where, sort, page + 1) : "";
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
        if (!sort.isEmpty()) {
            all.put("sort", List.of(sort));
        }
        return all.isEmpty() ? "" : "?" + Pages.query(all);
    }
}
