package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.schema.Column;

/**
 * {@code 12}, {@code 1,3402}: the parts of a key, joined by commas; a comma inside a part is {@code %2C}, a per cent sign {@code %25}. A key
 * of one column stands as it is. Pure.
 */
final class Identity {

    private Identity() {}

    /** What an address names, in the order in which it is tried: there a comma of a single key may be {@code %2C} too. */
    static List<Condition> inAddress(List<Column> key, String text, Values values) {
        String plain = unescape(text);
        return Stream.concat(
                        condition(key, text, values).stream(),
                        key.size() > 1 || plain.equals(text) ? Stream.empty() : condition(key, plain, values).stream())
                .toList();
    }

    /** The key's columns equal the text's parts; empty when the text cannot be such a key. */
    private static Optional<Condition> condition(List<Column> key, String text, Values values) {
        return parse(key, text, values).map(parts -> {
            Condition all = Condition.ALL;
            for (int i = 0; i < key.size(); i++) {
                all = all.and(Condition.exactly(ColumnRef.of(key.get(i)), parts.get(i)));
            }
            return all;
        });
    }

    /** The typed parts; empty when their number or a type does not fit. */
    static Optional<List<Object>> parse(List<Column> key, String text, Values values) {
        String[] parts = key.size() == 1 ? new String[] {text} : text.split(",", -1);
        if (key.isEmpty() || parts.length != key.size()) {
            return Optional.empty();
        }
        List<Object> typed = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            try {
                typed.add(values.text(key.get(i).type(), key.size() == 1 ? text : unescape(parts[i])));
            } catch (Values.Unfit e) {
                return Optional.empty();
            }
        }
        return Optional.of(typed);
    }

    /** As it stands in {@code id}, {@code cle} and addresses. */
    static String join(List<?> parts) {
        if (parts.size() == 1) {
            return String.valueOf(parts.getFirst());
        }
        return String.join(
                ",", parts.stream().map(p -> escape(String.valueOf(p))).toList());
    }

    static String escape(String part) {
        return part.replace("%", "%25").replace(",", "%2C");
    }

    private static String unescape(String part) {
        return part.replace("%2C", ",").replace("%2c", ",").replace("%25", "%");
    }
}
