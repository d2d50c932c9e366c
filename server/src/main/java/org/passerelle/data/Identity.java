package org.passerelle.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.operation.Call;
import org.passerelle.schema.Column;

/**
 * {@code 12}, {@code 1,3402}: the parts of a key, joined by commas; a comma inside a part is {@code %2C}, a per cent sign {@code %25}. A key
 * of one column stands as it is. Pure.
 */
final class Identity {

    private Identity() {}

    /**
     * What an address names, in the order in which it is tried. Its parts are joined by plain commas, each encoded by itself; or it is an
     * {@code id} as it was given, encoded as a whole, as clients do with a value that they do not look into.
     *
     * @param text with {@link Call#ENCODED_COMMA}
     */
    static List<Condition> inAddress(List<Column> key, String text, Values values) {
        String plain = text.replace(Call.ENCODED_COMMA, ',');
        if (key.size() == 1) {
            return condition(key, List.of(plain), values).stream().toList();
        }
        List<String> exact = Stream.of(text.split(",", -1))
                .map(part -> part.replace(Call.ENCODED_COMMA, ','))
                .toList();
        List<String> given = exact.size() == key.size()
                ? exact.stream().map(Identity::unescape).toList()
                : split(plain);
        return Stream.of(exact, given)
                .distinct()
                .flatMap(way -> condition(key, way, values).stream())
                .toList();
    }

    /** The key's columns equal the parts; empty when they cannot be such a key. */
    private static Optional<Condition> condition(List<Column> key, List<String> texts, Values values) {
        return typed(key, texts, values).map(parts -> {
            Condition all = Condition.ALL;
            for (int i = 0; i < key.size(); i++) {
                all = all.and(Condition.exactly(ColumnRef.of(key.get(i)), parts.get(i)));
            }
            return all;
        });
    }

    /** The typed parts of an {@code id} or {@code cle} in a body; empty when their number or a type does not fit. */
    static Optional<List<Object>> parse(List<Column> key, String text, Values values) {
        return typed(key, key.size() == 1 ? List.of(text) : split(text), values);
    }

    private static Optional<List<Object>> typed(List<Column> key, List<String> parts, Values values) {
        if (key.isEmpty() || parts.size() != key.size()) {
            return Optional.empty();
        }
        List<Object> typed = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            try {
                typed.add(values.text(key.get(i).type(), parts.get(i)));
            } catch (Values.Unfit e) {
                return Optional.empty();
            }
        }
        return Optional.of(typed);
    }

    /** As it stands in {@code id} and {@code cle}. */
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

    private static List<String> split(String text) {
        return Stream.of(text.split(",", -1)).map(Identity::unescape).toList();
    }

    private static String unescape(String part) {
        return part.replace("%2C", ",").replace("%2c", ",").replace("%25", "%");
    }
}
