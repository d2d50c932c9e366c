package org.passerelle.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;

/**
 * A link by which its holder chooses the password of an account, as it is kept.
 *
 * @param madeBy null where the account's person asked for it himself
 * @param permissions what the maker's credential allowed
 * @param password tells which password the account had when the link was made
 */
record PasswordLink(
        String account, @Nullable String madeBy, Permissions permissions, String password, Instant made, Instant ends) {

    /** What it is for. */
    enum Purpose {
        /** To someone who has never come in. */
        INVITE(Duration.ofDays(3)),
        /** To someone who cannot come in any more. */
        RESET(Duration.ofHours(1));

        private final Duration lasts;

        Purpose(Duration lasts) {
            this.lasts = lasts;
        }

        Duration lasts() {
            return lasts;
        }

        /** {@code invite}, {@code reset}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
