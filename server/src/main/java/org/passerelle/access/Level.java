package org.passerelle.access;

import java.util.Locale;
import java.util.Optional;

/** How far a permission goes. Ordered: a higher level holds the lower ones. */
public enum Level {
    NONE,
    R,
    RW;

    public boolean holds(Level needed) {
        return compareTo(needed) >= 0;
    }

    public Level and(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As it is written: {@code none}, {@code r}, {@code rw}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code none} may also be written {@code -}. */
    public static Optional<Level> of(String word) {
        return switch (word) {
            case "none", "-" -> Optional.of(NONE);
            case "r" -> Optional.of(R);
            case "rw" -> Optional.of(RW);
            default -> Optional.empty();
        };
    }
}
