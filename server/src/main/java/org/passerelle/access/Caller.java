package org.passerelle.access;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, by which credential. Made only by the gate, from what {@code credential} has verified.
 *
 * @param user the account's id; empty for an anonymous caller
 * @param actor who really asks, when acting for {@code user}
 * @param permissions what the credential allows
 * @param holdings what the user holds at this moment
 * @param bounds how often he may ask, and from where
 * @param licensed what the licence lets him do of it
 */
public record Caller(
        String user,
        @Nullable String actor,
        Credential credential,
        Permissions permissions,
        Holdings holdings,
        Bounds bounds,
        Licensed licensed) {

    /** One whom the licence lets do all that he holds. */
    public Caller(
            String user,
            @Nullable String actor,
            Credential credential,
            Permissions permissions,
            Holdings holdings,
            Bounds bounds) {
        this(user, actor, credential, permissions, holdings, bounds, Licensed.FULLY);
    }

    /** One that may come from everywhere, as often as anyone. */
    public Caller(
            String user, @Nullable String actor, Credential credential, Permissions permissions, Holdings holdings) {
        this(user, actor, credential, permissions, holdings, Bounds.NONE);
    }

    /** By what he came. */
    public enum Kind {
        NONE,
        /** By nothing, to what is open to everybody (wire.md §9, full access). */
        EVERYBODY,
        /** By a token of the permission file. */
        PERMISSION,
        PASSWORD,
        API_KEY,
        JWT,
        OAUTH,
        CONSOLE;

        /** As it is shown: {@code password}, {@code apikey}, {@code jwt}, {@code oauth}, {@code console}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace("_", "");
        }
    }

    /**
     * @param id tells this credential from the same user's others: a key's id, a token's {@code jti}; empty for a password
     * @param expires when it ends by itself
     */
    public record Credential(Kind kind, String id, @Nullable Instant expires) {}

    private static final Caller ANONYMOUS =
            new Caller("", null, new Credential(Kind.NONE, "", null), Permissions.NONE, Holdings.NOTHING);

    public static Caller anonymous() {
        return ANONYMOUS;
    }

    /** Whether nobody said who he is. */
    public boolean isAnonymous() {
        return credential.kind() == Kind.NONE || credential.kind() == Kind.EVERYBODY;
    }

    /** Whether he was let in to what is published, and to nothing else. */
    public boolean isOfThePublic() {
        return credential.kind() == Kind.EVERYBODY || credential.kind() == Kind.PERMISSION;
    }

    /** Whether the user holds this ACL now; the owner holds them all. */
    public boolean holds(String acl) {
        return holdings.holds(acl);
    }

    /** The level at which the user's ACLs open an API type, whatever the credential says. */
    public Level aclLevel(ApiType type) {
        return holdings.level(type);
    }

    /** Credential and ACLs together. */
    public Level level(ApiType type) {
        return permissions.of(type).and(aclLevel(type));
    }
}
