package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What rows must fulfil. Values are typed already; nothing in here is text that becomes SQL. */
sealed interface Condition {

    Condition ALL = new And(List.of());

    /** All of them; of none, every row. */
    record And(List<Condition> parts) implements Condition {}

    /** One of them at least; of none, no row. */
    record Or(List<Condition> parts) implements Condition {}

    /**
     * A column against values, as many as the operator takes.
     *
     * @param folded whether text is compared without case and accents; otherwise as the database compares it
     */
    record Compare(ColumnRef column, Operator operator, List<@Nullable Object> values, boolean folded)
            implements Condition {}

    /** The words stand in one of the columns, without case and accents. */
    record AnyText(List<ColumnRef> columns, String words) implements Condition {}

    /** NULL stands there, or does not. */
    record IsNull(ColumnRef column, boolean yes) implements Condition {}

    /** Both, written flat. */
    default Condition and(Condition other) {
        if (this.equals(ALL)) {
            return other;
        }
        if (other.equals(ALL)) {
            return this;
        }
        var parts = new ArrayList<Condition>();
        parts.addAll(this instanceof And and ? and.parts() : List.of(this));
        parts.addAll(other instanceof And and ? and.parts() : List.of(other));
        return new And(List.copyOf(parts));
    }

    /** The same, seen from where the hops begin. */
    default Condition under(List<ColumnRef.Hop> hops) {
        return switch (this) {
            case And(var parts) ->
                new And(parts.stream().map(p -> p.under(hops)).toList());
            case Or(var parts) -> new Or(parts.stream().map(p -> p.under(hops)).toList());
            case Compare(var column, var operator, var values, var folded) ->
                new Compare(column.under(hops), operator, values, folded);
            case AnyText(var columns, var words) ->
                new AnyText(columns.stream().map(c -> c.under(hops)).toList(), words);
            case IsNull(var column, var yes) -> new IsNull(column.under(hops), yes);
        };
    }

    /** Whether it names a column that shows on some rows only. */
    default boolean isMasked() {
        return switch (this) {
            case And(var parts) -> parts.stream().anyMatch(Condition::isMasked);
            case Or(var parts) -> parts.stream().anyMatch(Condition::isMasked);
            case Compare compare -> compare.column().isMasked();
            case AnyText(var columns, var words) -> columns.stream().anyMatch(ColumnRef::isMasked);
            case IsNull(var column, var yes) -> column.isMasked();
        };
    }

    static Condition exactly(ColumnRef column, Object value) {
        return new Compare(column, Operator.EQUAL, List.of(value), false);
    }
}
