package org.passerelle.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done with a module (wire.md §9). */
public enum ModuleAction {
    LIST,
    INFO,
    INFO_FULL,
    VALUES,
    INFO_VALUES,
    LAST_VALUE;

    /** As it is written in paths and in the permission file: {@code info-full}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<ModuleAction> of(String word) {
        return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
    }
}
