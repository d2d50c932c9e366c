package org.passerelle.connection;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Text without case and accents: {@code Œuvre} and {@code oeuvre} are the same (wire.md §4). The same rule in Java and on each engine:
 * letters of Latin-1 and Latin Extended-A lose their marks, joined or combining, œ is oe, æ is ae, ß is ss, then lower case.
 *
 * <pre>
 * SQLite      a function of ours, registered on each connection
 * PostgreSQL  translate(); a text of ASCII alone takes the short way
 * H2          translate(); blanks at the end do not count
 * HSQLDB      translate(), and so DuckDB and Trino
 * MariaDB     a collation that knows neither case nor accents, and more letters than we do; those it keeps apart replaced before
 * others      lower() alone: they have no function for more, and a search for an accented letter finds nothing
 * </pre>
 */
public final class Folding {

    /** The letters that change, and what each becomes; one character for one. */
    private static final String FROM;

    private static final String TO;

    /** The combining marks that those letters are made with. */
    private static final String MARKS = IntStream.rangeClosed(0x00C0, 0x017F)
            .mapToObj(c -> Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD))
            .filter(parts -> parts.length() == 2)
            .map(parts -> parts.substring(1))
            .distinct()
            .collect(Collectors.joining());

    /** From 10.10.1 on by newer tables, which tell emoji apart. */
    private static final String COLLATED =
            "({0} COLLATE utf8mb4_unicode_nopad_ci /*M!101001 COLLATE utf8mb4_uca1400_nopad_ai_ci */)";

    /** Letters of their own for MariaDB. */
    private static final String APART = "øłŀđðħŧı";

    static {
        var letters = IntStream.rangeClosed(0x00C0, 0x017F)
                .filter(Character::isLetter)
                .filter(c -> "ŒœÆæß".indexOf(c) < 0)
                .filter(c -> one(c) != c)
                .boxed()
                .toList();
        FROM = letters.stream().map(Character::toString).collect(Collectors.joining());
        TO = letters.stream().map(c -> Character.toString(one(c))).collect(Collectors.joining());
    }

    private Folding() {}

    public static String fold(String text) {
        int length = text.length();
        boolean ascii = true;
        boolean lower = true;
        for (int i = 0; i < length && ascii; i++) {
            char c = text.charAt(i);
            ascii = c < 0x80;
            lower &= c < 'A' || c > 'Z';
        }
        if (ascii) {
            return lower ? text : text.toLowerCase(Locale.ROOT);
        }
        var folded = new StringBuilder(length + 4);
        text.codePoints().forEach(c -> {
            switch (c) {
                case 'œ', 'Œ' -> folded.append("oe");
                case 'æ', 'Æ' -> folded.append("ae");
                case 'ß', 'ẞ' -> folded.append("ss");
                default -> {
                    if (MARKS.indexOf(c) < 0) {
                        folded.appendCodePoint(Character.toLowerCase(c < 0x80 || c > 0x17F ? c : one(c)));
                    }
                }
            }
        });
        return folded.toString();
    }

    /** The same rule as SQL. */
    public static Field<String> fold(Engine engine, Field<String> text) {
        return switch (engine) {
            case SQLITE -> DSL.function(SqliteFunctions.FOLD, String.class, text);
            case POSTGRESQL, YUGABYTEDB ->
                DSL.when(isAscii(text), DSL.lower(text)).otherwise(translated(text));
            // its CHAR comes padded; the other engines take the blanks off by themselves
            case H2 -> unmarked(translated(DSL.rtrim(text)));
            case HSQLDB, DUCKDB, TRINO -> translated(text);
            case MARIADB -> DSL.field(COLLATED, String.class, collated(text));
            case MYSQL -> DSL.field("({0} COLLATE utf8mb4_unicode_ci)", String.class, collated(text));
            default -> DSL.lower(text);
        };
    }

    private static org.jooq.Condition isAscii(Field<String> text) {
        return DSL.function("octet_length", Integer.class, text).eq(DSL.function("char_length", Integer.class, text));
    }

    /** What the collation would keep apart, replaced. */
    private static Field<String> collated(Field<String> text) {
        Field<String> unicode = DSL.field("CONVERT({0} USING utf8mb4)", String.class, text);
        Field<String> lower = replaced(DSL.replace(DSL.lower(unicode), DSL.inline("ẞ"), DSL.inline("ß")));
        for (int i = 0; i < APART.length(); i++) {
            lower = DSL.replace(
                    lower, DSL.inline(APART.substring(i, i + 1)), DSL.inline(Character.toString(one(APART.charAt(i)))));
        }
        return DSL.when(isAscii(unicode), unicode).otherwise(unmarked(lower));
    }

    private static Field<String> unmarked(Field<String> text) {
        return DSL.field("regexp_replace({0}, {1}, '')", String.class, text, DSL.inline("[" + MARKS + "]"));
    }

    private static Field<String> translated(Field<String> text) {
        return replaced(DSL.lower(DSL.field(
                "translate({0}, {1}, {2})",
                String.class, text, DSL.inline("ŒÆẞ" + FROM + MARKS), DSL.inline("œæß" + TO))));
    }

    private static Field<String> replaced(Field<String> lower) {
        return DSL.replace(
                DSL.replace(DSL.replace(lower, DSL.inline("œ"), DSL.inline("oe")), DSL.inline("æ"), DSL.inline("ae")),
                DSL.inline("ß"),
                DSL.inline("ss"));
    }

    /** A letter without its mark: by its canonical decomposition, and a few that Unicode does not decompose. */
    private static int one(int letter) {
        int base = switch (letter) {
            case 'Ø', 'ø' -> 'o';
            case 'Ł', 'ł', 'Ŀ', 'ŀ' -> 'l';
            case 'Đ', 'đ', 'Ð', 'ð' -> 'd';
            case 'Ħ', 'ħ' -> 'h';
            case 'Ŧ', 'ŧ' -> 't';
            case 'ı' -> 'i';
            case 'ſ' -> 's';
            default ->
                Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFD)
                        .codePointAt(0);
        };
        return Character.toLowerCase(base);
    }
}
