package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A list as it is drawn: what was searched for, in the order that was chosen, one page of it.
 *
 * @param place where on a page it stands
 * @param found how many lines the search left
 * @param all how many there are
 * @param sort the column by which it is ordered, a minus before it for descending; empty for the API's order
 */
public record Listing(
        Place place,
        List<Head> heads,
        List<Line> lines,
        int found,
        int all,
        int page,
        int pages,
        String q,
        String sort) {

    private static final int PER_PAGE = 25;

    /**
     * Where a list stands.
     *
     * @param id with which the ids of its parts begin
     * @param address which answers it
     * @param beside whether it is one of several on a page, which stays when this one is searched
     * @param live whether it is asked for again and again while it is looked at
     * @param none what is said where there is nothing
     * @param kept further parameters of its address, which say what it lists
     */
    public record Place(
            String id, String address, boolean beside, boolean live, String none, Map<String, String> kept) {

        /** The page's own list. */
        static Place main(Screen screen) {
            return new Place("list", screen.here(), false, false, "", Map.of());
        }

        /** A list that is fetched into a page, by the address that is asked for now. */
        static Place beside(Screen screen, String id, String none) {
            return new Place(id, screen.here(), true, false, none, Map.of());
        }

        Place whileItHappens() {
            return new Place(id, address, beside, true, none, kept);
        }

        Place of(Map<String, String> which) {
            return new Place(id, address, beside, live, none, which);
        }

        private String query(String q, String sort, int page) {
            var all = new LinkedHashMap<String, List<String>>();
            kept.forEach((name, value) -> all.put(name, List.of(value)));
            all.put("q", List.of(q));
            all.put("sort", List.of(sort));
            if (page > 1) {
                all.put("page", List.of(Integer.toString(page)));
            }
            return Pages.query(all);
        }
    }

    /**
     * @param query of the same list in the order that a click asks for
     * @param now {@code ascending}, {@code descending} or {@code none}
     */
    public record Head(String field, String label, String query, String now, boolean numeric) {}

    /** @param address where it leads to; empty for nowhere */
    public record Line(String address, List<Cell> cells) {}

    /** A line with what it is ordered by. */
    private record Drawn(JsonNode record, Line line) {}

    /** The page's own list. @param addresses of single things, by what the API shows of them */
    static Listing of(Screen screen, List<Column> columns, JsonNode records, Function<JsonNode, String> addresses) {
        return of(screen, Place.main(screen), columns, records, addresses);
    }

    static Listing of(
            Screen screen, Place place, List<Column> columns, JsonNode records, Function<JsonNode, String> addresses) {
        String q = screen.query("q").strip();
        String sort = screen.query("sort");
        var drawn = new ArrayList<Drawn>();
        records.forEach(record -> {
            var line = new Line(addresses.apply(record), cells(screen.cells(), record, columns));
            if (holds(line, q)) {
                drawn.add(new Drawn(record, line));
            }
        });
        order(drawn, columns, sort);
        int pages = Math.max(1, (drawn.size() + PER_PAGE - 1) / PER_PAGE);
        int page = Math.clamp(number(screen.query("page")), 1, pages);
        List<Line> lines = drawn.stream()
                .skip((page - 1L) * PER_PAGE)
                .limit(PER_PAGE)
                .map(Drawn::line)
                .toList();
        return new Listing(
                place, heads(screen, place, columns, sort), lines, drawn.size(), records.size(), page, pages, q, sort);
    }

    static List<Cell> cells(Cells cells, JsonNode record, List<Column> columns) {
        return columns.stream().map(column -> cells.of(record, column)).toList();
    }

    /** As a file: everything that the search left, in the same order. */
    static List<Map<String, String>> file(Screen screen, List<Column> columns, JsonNode records) {
        String q = screen.query("q").strip();
        var drawn = new ArrayList<Drawn>();
        records.forEach(record -> drawn.add(new Drawn(record, new Line("", cells(screen.cells(), record, columns)))));
        order(drawn, columns, screen.query("sort"));
        var rows = new ArrayList<Map<String, String>>();
        for (Drawn one : drawn) {
            if (holds(one.line(), q)) {
                var row = new LinkedHashMap<String, String>();
                columns.forEach(column -> row.put(column.field(), Cells.plain(one.record(), column)));
                rows.add(row);
            }
        }
        return rows;
    }

    private static boolean holds(Line line, String q) {
        String sought = q.toLowerCase(Locale.ROOT);
        return line.cells().stream()
                .anyMatch(cell -> cell.text().toLowerCase(Locale.ROOT).contains(sought));
    }

    private static void order(List<Drawn> drawn, List<Column> columns, String sort) {
        String field = sort.startsWith("-") ? sort.substring(1) : sort;
        columns.stream()
                .filter(column -> column.field().equals(field))
                .findFirst()
                .map(column -> Comparator.comparing(Drawn::record, Cells.order(column)))
                .ifPresent(order -> drawn.sort(sort.startsWith("-") ? order.reversed() : order));
    }

    private static List<Head> heads(Screen screen, Place place, List<Column> columns, String sort) {
        return columns.stream()
                .map(column -> {
                    String field = column.field();
                    boolean up = sort.equals(field);
                    boolean down = sort.equals("-" + field);
                    return new Head(
                            field,
                            screen.textOr("f_" + field, field),
                            place.query(screen.query("q"), up ? "-" + field : field, 1),
                            up ? "ascending" : down ? "descending" : "none",
                            column.isNumber());
                })
                .toList();
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 1 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    public boolean isEmpty() {
        return all == 0;
    }

    /** Whether there may be more: what is searched and ordered is the beginning. */
    public boolean isCut() {
        return all >= Api.MOST;
    }

    /** The query of the page before, of the one after, and of the whole as a file; empty where there is none. */
    public String before() {
        return page > 1 ? place.query(q, sort, page - 1) : "";
    }

    public String after() {
        return page < pages ? place.query(q, sort, page + 1) : "";
    }

    public String file() {
        return "as=csv&" + place.query(q, sort, 1);
    }

    /** The query of what is shown now. */
    public String now() {
        return place.query(q, sort, page);
    }
}
