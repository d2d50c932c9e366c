package org.passerelle.credential;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;

/**
 * An API key as it is kept. wire.md §2: also called personal access token.
 *
 * @param hash SHA-256 of the secret, in hexadecimal; the secret itself is kept nowhere
 * @param expires null when it does not end by itself
 * @param createdBy who made it, and acts for the user when that is another account
 * @param bound from where and how often it may be used, and all that it makes
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
        Bounds.Bound bound,
        @Nullable Instant lastUsed,
        @Nullable String lastIp) {

    /** Made a key for someone else without acting for him: no account can have this name. */
    public static final String COMMAND_LINE = "(command line)";

    /** Who acts for the user by it; null for a key that stands for its maker. */
    @Nullable
    String actor() {
        return createdBy.equals(user) || createdBy.equals(COMMAND_LINE) ? null : createdBy;
    }

    boolean hasEnded(Instant now) {
        return expires != null && !now.isBefore(expires);
    }

    /** How long it was made for; null for one that does not end by itself. */
    @Nullable
    Duration lifetime() {
        return expires == null ? null : Duration.between(created, expires);
    }

    AddressList ips() {
        return bound.addresses();
    }

    /** Requests a minute; null for what its user has. */
    @Nullable
    Integer rateLimit() {
        return bound.rate();
    }

    /** The same, ending by then, unless it ends before by itself. */
    ApiKey endingBy(Instant end) {
        Instant sooner = expires == null || end.isBefore(expires) ? end : expires;
        return new ApiKey(id, hash, user, createdBy, name, created, sooner, permissions, bound, lastUsed, lastIp);
    }

    /** The same, last used then and from there. */
    ApiKey used(@Nullable Instant at, @Nullable String from) {
        return new ApiKey(id, hash, user, createdBy, name, created, expires, permissions, bound, at, from);
    }

    /** What stands before the secret, by which people tell their keys. */
    public String prefix() {
        return KeyText.PREFIX + id;
    }

    @Override
    public String toString() {
        return "API key " + id;
    }
}
