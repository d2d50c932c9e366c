package org.passerelle.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The operators of a search (wire.md §4). */
enum Operator {
    CONTAIN,
    NOTCONTAIN,
    EQUAL,
    NOTEQUAL,
    START,
    END,
    GREATER,
    GREATEREQUAL,
    LESS,
    LESSEQUAL,
    /** From the first value to the second, both included. */
    BETWEEN,
    IN,
    /** NULL, or a text of no characters. */
    EMPTY,
    NOTEMPTY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operator> of(String word) {
        return Arrays.stream(values()).filter(o -> o.word().equals(word)).findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Operator::word).collect(Collectors.joining(", "));
    }

    /** Whether it looks into the text of a value, of whatever type that is. */
    boolean isAboutText() {
        return this == CONTAIN || this == NOTCONTAIN || this == START || this == END;
    }

    boolean takesNoValue() {
        return this == EMPTY || this == NOTEMPTY;
    }
}
