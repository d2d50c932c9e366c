package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.data.ColumnRef.Hop;

/**
 * The shape of a statement: everything of it but its values, as a text that is equal when the SQL is. Walking it gathers the values in the
 * order of the numbers that {@link ConditionSql} gives them.
 */
final class Shape {

    private final StringBuilder text = new StringBuilder(128);
    private final List<@Nullable Object> values = new ArrayList<>();

    String text() {
        return text.toString();
    }

    List<@Nullable Object> values() {
        return values;
    }

    Shape word(String word) {
        text.append(word).append('\0');
        return this;
    }

    Shape value(@Nullable Object value) {
        values.add(value);
        text.append('?');
        return this;
    }

    Shape column(ColumnRef ref) {
        for (Hop hop : ref.path()) {
            text.append(hop.relation().name()).append('>');
        }
        if (ref.isMasked()) {
            text.append("m(");
            condition(ref.mask());
            text.append(')');
        }
        return word(ref.column().physical());
    }

    Shape condition(Condition condition) {
        switch (condition) {
            case Condition.And(var parts) -> all('&', parts);
            case Condition.Or(var parts) -> all('|', parts);
            case Condition.Compare(var column, var operator, var given, var folded) -> {
                text.append(folded ? 'f' : 'x').append(operator.ordinal()).append(' ');
                column(column);
                given.forEach(
                        v -> value(operator.isAboutText() ? ConditionSql.pattern(operator, String.valueOf(v)) : v));
            }
            case Condition.AnyText(var columns, var words) -> {
                text.append('t');
                columns.forEach(this::column);
                value(ConditionSql.pattern(Operator.CONTAIN, words));
            }
            case Condition.IsNull(var column, var yes) -> {
                text.append(yes ? 'n' : 'v');
                column(column);
            }
        }
        return this;
    }

    private void all(char joiner, List<Condition> parts) {
        text.append(joiner).append('(');
        parts.forEach(this::condition);
        text.append(')');
    }
}
