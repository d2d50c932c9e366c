package org.passerelle.publication;

import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** To whom public data is open: what {@code API_PROVIDE} says. */
enum Provide {
    /** To nobody: {@code 0}, and whatever is not understood. */
    CLOSED,
    /** To everybody, the public records: {@code full-access}. */
    FULL,
    /** To the tokens of the permission file: {@code limited-access}. */
    LIMITED;

    private static final Logger LOG = Logger.getLogger(Provide.class);
    private static final Set<String> NO = Set.of("", "0", "false", "off", "no", "none", "null");

    static Provide of(String value) {
        String word = value.strip();
        return switch (word) {
            case "full-access" -> FULL;
            case "limited-access" -> LIMITED;
            default -> {
                if (!NO.contains(word.toLowerCase(Locale.ROOT))) {
                    LOG.warnf(
                            "API_PROVIDE is \"%s\", so public data is closed: write full-access, limited-access or 0",
                            value);
                }
                yield CLOSED;
            }
        };
    }
}
