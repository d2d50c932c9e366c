package org.passerelle.access;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a table a grant reaches, as a union of parts: a row that one part lets through shows that part's columns, and those of every
 * other part that lets it through. It joins every plan; {@code id} and {@code cle} always show.
 */
public record Reach(List<Part> parts) {

    /**
     * @param rows an RSQL expression that a row must fulfil, or null for all rows
     * @param columns the public names of the columns, or null for all columns
     */
    public record Part(@Nullable String rows, @Nullable Set<String> columns) {

        boolean has(String column) {
            return columns == null || columns.contains(column);
        }
    }

    public static final Reach ALL = new Reach(List.of(new Part(null, null)));

    public Reach {
        parts = List.copyOf(parts);
    }

    /** Whether the column shows on some row at least. */
    public boolean shows(String column) {
        return parts.stream().anyMatch(part -> part.has(column));
    }

    /** Whether the column shows on every row that is reached. */
    public boolean showsAlways(String column) {
        return shows(column) && rowsShowing(column).isEmpty();
    }

    /** The rules of which a row must fulfil one; empty when every row is reached. */
    public List<String> rows() {
        return rules(parts);
    }

    /** The rules of which a reached row must fulfil one to show this column; empty when it shows on every reached row. */
    public List<String> rowsShowing(String column) {
        List<Part> showing = parts.stream().filter(part -> part.has(column)).toList();
        return showing.size() == parts.size() ? List.of() : rules(showing);
    }

    private static List<String> rules(List<Part> parts) {
        List<String> rules = parts.stream()
                .map(Part::rows)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return parts.stream().anyMatch(part -> part.rows() == null) ? List.of() : rules;
    }
}
