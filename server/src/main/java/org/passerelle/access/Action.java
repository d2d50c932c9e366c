package org.passerelle.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may be done with the records of a table. */
public enum Action {
    LIST(Level.R, "lister"),
    READ(Level.R, "lire"),
    EXPORT(Level.R, "exporter"),
    CREATE(Level.RW, "créer"),
    UPDATE(Level.RW, "modifier"),
    DELETE(Level.RW, "supprimer");

    private final Level level;
    private final String french;

    Action(Level level, String french) {
        this.level = level;
        this.french = french;
    }

    /** The level of the API type {@code data} that opens this action on every open table. */
    public Level level() {
        return level;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In French. */
    public String french() {
        return french;
    }

    public static Optional<Action> of(String word) {
        return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
    }
}
