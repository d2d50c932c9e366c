package org.passerelle.access;

import java.util.Set;

/** What an operation needs of its caller. Each operation states one; there is no operation without. */
public sealed interface Right {

    /** Nobody is asked who they are. */
    record Open() implements Right {}

    /** Any valid credential. */
    record Known() implements Right {}

    /** Any valid credential that was given some permission. */
    record Permitted() implements Right {}

    /** One's own account: any valid credential with permissions, whose user has API access (ACL {@code api.access}). */
    record Own() implements Right {}

    /** The same, by a credential whose permission opens an API type at a level; the account needs no ACL for it. */
    record OwnOf(ApiType type, Level level) implements Right {}

    /** An API type at a level: the credential's permission and the user's ACL must both hold it. */
    record Api(ApiType type, Level level) implements Right {}

    /** The same, and the account must be an owner's. */
    record Owner(ApiType type, Level level) implements Right {}

    /** At least one of these actions on the table that the request names. */
    record Data(Set<Action> actions) implements Right {}

    /**
     * An action on the published module that the request names: by a token of the permission file, or by anybody in full access (wire.md
     * §9). No account holds it.
     */
    record Published(String action) implements Right {

        /** What the caller holds when he may. */
        public static String acl(String module, String action) {
            return "public." + module + ":" + action;
        }
    }

    static Right open() {
        return new Open();
    }

    static Right known() {
        return new Known();
    }

    static Right permitted() {
        return new Permitted();
    }

    static Right own() {
        return new Own();
    }

    static Right own(ApiType type, Level level) {
        return new OwnOf(type, level);
    }

    static Right read(ApiType type) {
        return new Api(type, Level.R);
    }

    static Right write(ApiType type) {
        return new Api(type, Level.RW);
    }

    static Right published(String action) {
        return new Published(action);
    }

    static Right owner(ApiType type) {
        return new Owner(type, Level.RW);
    }

    static Right data(Action... actions) {
        return new Data(Set.of(actions));
    }
}
