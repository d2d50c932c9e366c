package org.passerelle.fault;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal says. Its words stand for it wherever it is said in another language; what it names stays as it is. Immutable.
 *
 * @param words in English, with {@code {}} for each name
 * @param names in their order
 * @param french the whole of it, where who says it knows it; empty where it is to be looked up by its words
 */
public record Sentence(String words, List<String> names, String french) {

    private static final int LONGEST = 2_000;
    private static final String NAME = "{}";

    public Sentence {
        names = List.copyOf(names);
    }

    /** @param words with {@code {}} for each name */
    public static Sentence of(String words, @Nullable Object... names) {
        return new Sentence(words, Arrays.stream(names).map(String::valueOf).toList(), "");
    }

    /** A name that is no name of anybody's: it is looked up in other languages by itself, as sentences are. */
    public static String name(String words) {
        return words;
    }

    /** Of which both halves are at hand. */
    public static Sentence both(String english, String french) {
        return new Sentence(english, List.of(), french);
    }

    /** The same, told of something: of a member, of a row. */
    Sentence about(String before, Object name) {
        return new Sentence(
                before + words,
                Stream.concat(Stream.of(name.toString()), names.stream()).toList(),
                "");
    }

    /** In English. */
    public String text() {
        return in(words);
    }

    /** Said by other words, which name the same. */
    public String in(String otherWords) {
        if (names.isEmpty()) {
            return fit(otherWords);
        }
        var text = new StringBuilder();
        Iterator<String> rest = names.iterator();
        int from = 0;
        for (int at = otherWords.indexOf(NAME); at >= 0 && rest.hasNext(); at = otherWords.indexOf(NAME, from)) {
            text.append(otherWords, from, at).append(rest.next());
            from = at + NAME.length();
        }
        return fit(text.append(otherWords.substring(from)).toString());
    }

    /** A text that may quote what a client sent: cut where it is long, and without halves of characters, which no format can carry. */
    static String fit(String text) {
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        for (int i = 0; i < cut.length(); i++) {
            if (Character.isSurrogate(cut.charAt(i))) {
                return cut.codePoints()
                        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return cut;
    }
}
