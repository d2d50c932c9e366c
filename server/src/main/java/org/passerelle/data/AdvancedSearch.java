package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Folding;
import org.passerelle.fault.Fault;

/**
 * {@code nom|contain|NIDS|AND|cp|contain|77420|} → a condition (wire.md §4). Groups {@code column|operator|value|} joined by AND or OR
 * (ET, OU); AND binds tighter; the last bar may be missing; {@code \|} is a bar inside a value, but where every bar is written so, as the
 * document's table prints it, they are read as plain ones. Pure.
 */
final class AdvancedSearch {

    private static final Set<String> AND = Set.of("AND", "ET");
    private static final Set<String> OR = Set.of("OR", "OU");
    private static final int MAX_GROUPS = 100;

    private final Names names;
    private final Values values;

    AdvancedSearch(Names names, Values values) {
        this.names = names;
        this.values = values;
    }

    /** @throws Fault 400 that says which group is not understood, and why */
    Condition parse(String text) {
        List<String> words = split(text);
        List<Condition> alternatives = new ArrayList<>();
        List<Condition> together = new ArrayList<>();
        int at = 0;
        int group = 1;
        while (true) {
            if (words.size() - at < 2) {
                throw Fault.badRequest("Group {} of the search is not whole: write column|operator|value|.", group);
            }
            Operator operator = operator(words.get(at + 1), group);
            boolean valueLeftOut = words.size() - at == 2 && operator.takesNoValue();
            if (words.size() - at == 2 && !valueLeftOut) {
                throw Fault.badRequest("Group {} of the search has no value: write column|operator|value|.", group);
            }
            together.add(compare(names.need(words.get(at)), operator, valueLeftOut ? "" : words.get(at + 2), group));
            at += 3;
            if (at >= words.size()) {
                break;
            }
            String joiner = words.get(at++);
            if (OR.contains(joiner)) {
                alternatives.add(new Condition.And(List.copyOf(together)));
                together.clear();
            } else if (!AND.contains(joiner)) {
                throw Fault.badRequest("After group {} of the search AND or OR must stand, not \"{}\".", group, joiner);
            }
            if (at >= words.size()) {
                break; // the form of the JavaScript API ends with its joiner
            }
            if (++group > MAX_GROUPS) {
                throw Fault.badRequest("A search may have {} groups at most.", MAX_GROUPS);
            }
        }
        if (!together.isEmpty()) {
            alternatives.add(new Condition.And(List.copyOf(together)));
        }
        return alternatives.size() == 1 ? alternatives.getFirst() : new Condition.Or(List.copyOf(alternatives));
    }

    /** One comparison; also what {@code ?column[operator]=value} means. */
    Condition compare(ColumnRef column, Operator operator, String value, int group) {
        ColumnType type = column.column().type();
        if (operator.takesNoValue()) {
            return new Condition.Compare(column, operator, List.of(), true);
        }
        if (operator.isAboutText()) {
            if (type instanceof ColumnType.Binary) {
                throw refused(group, column, "holds bytes, which have no text");
            }
            return new Condition.Compare(column, operator, List.of(typed(column, value, group, true)), true);
        }
        if (!type.isOrdered()) {
            throw refused(group, column, "cannot be compared by " + operator.word());
        }
        List<String> parts = operator == Operator.IN || operator == Operator.BETWEEN
                ? List.of(value.split(";", -1))
                : List.of(value);
        if (operator == Operator.BETWEEN && parts.size() != 2) {
            throw refused(group, column, "between takes two values separated by ;");
        }
        List<@Nullable Object> typed = new ArrayList<>();
        for (String part : parts) {
            typed.add(typed(column, part, group, false));
        }
        return new Condition.Compare(column, operator, typed, true);
    }

    private Object typed(ColumnRef column, String part, int group, boolean asText) {
        ColumnType type = column.column().type();
        try {
            return asText || type.isText() ? Folding.fold(Values.whole(part)) : values.sought(type, part);
        } catch (Values.Unfit e) {
            throw refused(group, column, e.reason());
        }
    }

    private static Fault refused(int group, ColumnRef column, String reason) {
        String where = group == 0 ? "" : "Group " + group + " of the search: ";
        return Fault.badRequest("{}{} {}.", where, column.name(), reason);
    }

    private static Operator operator(String word, int group) {
        return Operator.of(word)
                .orElseThrow(() -> Fault.badRequest(
                        "Group {} of the search: there is no operator \"{}\"; there are {}.",
                        group,
                        word,
                        Operator.known()));
    }

    /** Splits at the bars that are not escaped; the empty end behind the last bar is left out. */
    private static List<String> split(String text) {
        String plain = everyBarIsEscaped(text) ? text.replace("\\|", "|") : text;
        List<String> words = new ArrayList<>();
        var word = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (c == '\\' && i + 1 < plain.length() && (plain.charAt(i + 1) == '|' || plain.charAt(i + 1) == '\\')) {
                word.append(plain.charAt(++i));
            } else if (c == '|') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }

    private static boolean everyBarIsEscaped(String text) {
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '|') {
                if (i == 0 || text.charAt(i - 1) != '\\') {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }
}
