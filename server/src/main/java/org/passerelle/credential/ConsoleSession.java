package org.passerelle.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A console session as it is kept.
 *
 * @param hash of the cookie's secret
 * @param proof of the password that opened it
 * @param actingFor another account, as long as the person acts for it
 * @param seen when it was last used, to the minute
 */
record ConsoleSession(
        String id,
        String hash,
        String account,
        String proof,
        @Nullable String actingFor,
        Instant began,
        Instant seen,
        Instant ends) {

    @Override
    public String toString() {
        return "console session " + id;
    }
}
