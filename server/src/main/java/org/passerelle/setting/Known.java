package org.passerelle.setting;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A setting that somebody has asked for.
 *
 * @param type what it must be, in words
 * @param otherwise what holds when it is not said; null for nothing
 * @param value what was said; null for nothing
 */
public record Known(
        String name,
        String type,
        @Nullable String otherwise,
        @Nullable String value,
        Origin origin) {

    /** Where it was said; a later one wins. */
    public enum Origin {
        DEFAULT,
        /** In the catalogue, by {@code PUT /api/v1/settings}. */
        KEPT,
        FILE,
        ENVIRONMENT;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is never shown: its name says so. */
    public boolean isSecret() {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("password") || lower.endsWith("secret") || lower.endsWith("secretkey");
    }

    /** Whether it is read before the catalogue is opened, and cannot be kept in it. */
    public boolean isFirst() {
        return name.startsWith("catalogue") || name.equals("secretKey");
    }
}
