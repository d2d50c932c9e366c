package org.passerelle.credential;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;

/**
 * An API key as it is kept. wire.md §2: also called personal access token.
 *
 * @param hash SHA-256 of the secret, in hexadecimal; the secret itself is kept nowhere
 * @param expires null when it does not end by itself
 * @param lastUsed to the minute
 */
public record ApiKey(
        String id,
        String hash,
        String user,
        String createdBy,
        String name,
        Instant created,
        @Nullable Instant expires,
        Permissions permissions,
        @Nullable Instant lastUsed,
        @Nullable String lastIp) {

    /** What stands before the secret, by which people tell their keys. */
    public String prefix() {
        return KeyText.PREFIX + id;
    }

    @Override
    public String toString() {
        return "API key " + id;
    }
}
