package org.passerelle.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.token.ClientBounds;

/**
 * An OAuth client as it is kept (RFC 6749 §2); a client of a user is what GoPaaS calls his OAuth2 section.
 *
 * @param permissions what its tokens allow at most, whatever their scopes
 * @param user for whom it asks when nobody is asked to consent; null for one that only asks people
 * @param createdBy who made it, and acts for the user when that is another account
 * @param confidential whether it can keep a secret (RFC 6749 §2.1)
 */
record Client(
        String id,
        About about,
        Set<GrantKind> grants,
        List<String> redirectUris,
        List<String> scopes,
        Permissions permissions,
        @Nullable String user,
        String createdBy,
        boolean confidential,
        AddressList ips,
        @Nullable Integer rateLimit,
        Lifetimes lifetimes,
        boolean active,
        Instant created) {

    /** What people are told of it. */
    record About(
            String name,
            @Nullable String organisation,
            @Nullable String purpose) {}

    /** How long its tokens last. */
    record Lifetimes(Duration access, Duration refresh) {}

    Client {
        grants = Set.copyOf(grants);
        redirectUris = List.copyOf(redirectUris);
        scopes = List.copyOf(scopes);
    }

    boolean has(GrantKind kind) {
        return grants.contains(kind);
    }

    /** Who acts for the user by it; null for one that stands for its maker. */
    @Nullable
    String actor() {
        return user == null || createdBy.equals(user) ? null : createdBy;
    }

    /** Who alone may ask for its secret; null for a client of nobody in particular. */
    @Nullable
    String holder() {
        return user == null ? null : createdBy;
    }

    Bounds.Bound bound() {
        return new Bounds.Bound(rateLimit, ips);
    }

    ClientBounds.Terms terms() {
        return new ClientBounds.Terms(permissions, bound());
    }

    /** Whether it could do something that the other could not: who makes it so must be able to make it. */
    boolean growsFrom(Client before) {
        return !permissions.isWithin(before.permissions)
                || !before.scopes.containsAll(scopes)
                || !before.grants.containsAll(grants)
                || !before.redirectUris.containsAll(redirectUris)
                || !Objects.equals(user, before.user);
    }

    @Override
    public String toString() {
        return "client " + id;
    }
}
