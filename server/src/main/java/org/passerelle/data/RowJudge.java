package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Folding;

/**
 * Whether a row that was told fulfils a condition, without its database. What only the database knows, how it orders texts or where a foreign
 * key leads, is taken as not fulfilled: rather is too little seen than too much. Pure.
 *
 * @param row values by public names
 */
record RowJudge(JsonNode row, Values values) {

    boolean holds(Condition condition) {
        return switch (condition) {
            case Condition.And(var parts) -> parts.stream().allMatch(this::holds);
            case Condition.Or(var parts) -> parts.stream().anyMatch(this::holds);
            case Condition.IsNull(var column, var yes) ->
                isTold(column) && cell(column).isNull() == yes;
            case Condition.AnyText any -> false;
            case Condition.Compare compare -> isTold(compare.column()) && compares(compare);
        };
    }

    private boolean isTold(ColumnRef column) {
        return column.path().isEmpty() && row.has(column.column().name());
    }

    private JsonNode cell(ColumnRef column) {
        return row.path(column.column().name());
    }

    private boolean compares(Condition.Compare compare) {
        JsonNode cell = cell(compare.column());
        ColumnType type = compare.column().column().type();
        Operator operator = compare.operator();
        if (operator.takesNoValue()) {
            boolean empty = cell.isNull()
                    || type instanceof ColumnType.Text && cell.asText().isEmpty();
            return empty == (operator == Operator.EMPTY);
        }
        if (cell.isNull()) {
            return operator == Operator.NOTEQUAL || operator == Operator.NOTCONTAIN;
        }
        List<Object> sought =
                compare.values().stream().map(Objects::requireNonNull).toList();
        if (operator.isAboutText()) {
            return hasText(type) && matches(operator, Folding.fold(cell.asText()), String.valueOf(sought.getFirst()));
        }
        if (type.isText()) {
            return ofText(operator, cell.asText(), sought, compare.folded());
        }
        return order(type, cell).filter(held -> inOrder(operator, held, sought)).isPresent();
    }

    /** Types whose text every engine writes as we do. */
    private static boolean hasText(ColumnType type) {
        return type.isText() || type instanceof ColumnType.Whole;
    }

    private static boolean matches(Operator operator, String text, String sought) {
        return switch (operator) {
            case CONTAIN -> text.contains(sought);
            case NOTCONTAIN -> !text.contains(sought);
            case START -> text.startsWith(sought);
            default -> text.endsWith(sought);
        };
    }

    /** Texts are equal when every engine holds them equal, and unequal when every engine does. */
    private static boolean ofText(Operator operator, String text, List<Object> sought, boolean folded) {
        String held = folded ? Folding.fold(text) : text;
        return switch (operator) {
            case EQUAL, IN -> sought.contains(held);
            case NOTEQUAL -> !bare(held).equals(bare(String.valueOf(sought.getFirst())));
            default -> false;
        };
    }

    private static String bare(String text) {
        return Folding.fold(text).strip();
    }

    private Optional<Comparable<Object>> order(ColumnType type, JsonNode cell) {
        try {
            return type.isOrdered() && !(type instanceof ColumnType.Floating)
                    ? comparable(values.read(type, cell))
                    : Optional.empty();
        } catch (Values.Unfit e) {
            return Optional.empty();
        }
    }

    private static boolean inOrder(Operator operator, Comparable<Object> held, List<Object> sought) {
        List<Integer> orders = sought.stream()
                .flatMap(value -> comparable(value).stream())
                .filter(value -> value.getClass() == held.getClass())
                .map(held::compareTo)
                .toList();
        if (orders.size() != sought.size()) {
            return false;
        }
        int order = orders.getFirst();
        return switch (operator) {
            case EQUAL, IN -> orders.contains(0);
            case NOTEQUAL -> order != 0;
            case GREATER -> order > 0;
            case GREATEREQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESSEQUAL -> order <= 0;
            case BETWEEN -> order >= 0 && orders.getLast() <= 0;
            default -> false;
        };
    }

    /** Numbers as decimals, moments as instants; empty for what has no order that all engines share. */
    @SuppressWarnings("unchecked")
    private static Optional<Comparable<Object>> comparable(@Nullable Object value) {
        Object one = switch (value) {
            case Number number -> new BigDecimal(number.toString());
            case OffsetDateTime moment -> moment.toInstant();
            case java.util.UUID id -> null;
            case String text -> null;
            case null, default -> value;
        };
        return one instanceof Comparable<?> ? Optional.of((Comparable<Object>) one) : Optional.empty();
    }
}
