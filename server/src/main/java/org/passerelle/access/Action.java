package org.passerelle.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done with the records of a table. */
public enum Action {
    LIST(Level.R),
    READ(Level.R),
    EXPORT(Level.R),
    CREATE(Level.RW),
    UPDATE(Level.RW),
    DELETE(Level.RW);

    private final Level level;

    Action(Level level) {
        this.level = level;
    }

    /** The level of the API type {@code data} that opens this action on every open table. */
    public Level level() {
        return level;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Action> of(String word) {
        return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
    }
}
