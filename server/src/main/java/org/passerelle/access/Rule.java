package org.passerelle.access;

import java.util.List;
import java.util.Set;

/** What a demand depends on: one rule of a decision, with the facts that it was held against. */
public sealed interface Rule {

    /** Nobody is asked who he is. */
    record Open() implements Rule {}

    /** One must say who one is. */
    record Identified(String user) implements Rule {}

    /** One must be let in to what is published: no account's credential does that. */
    record OfThePublic() implements Rule {}

    /** What is published to him must have this action on this module. */
    record OnModule(String module, String action) implements Rule {}

    /** Only an OAuth access token is let in. */
    record ByToken() implements Rule {}

    /** The account must be active. A caller's always is; of others it may be asked. */
    record Active(String user) implements Rule {}

    /** The account must have a seat in the licence. */
    record Seat(String user) implements Rule {}

    /** The licence must not have ended: then one may read, and nothing else. */
    record LicenceEnded() implements Rule {}

    /** The account must have API access. */
    record ApiAccess(String user) implements Rule {}

    /** The credential must allow something. */
    record Permitted() implements Rule {}

    /** The credential must allow the API type at this level. */
    record Permission(ApiType type, Level needed) implements Rule {}

    /** The account must hold the ACL. */
    record Acl(ApiType type, Level needed, boolean owner) implements Rule {}

    /** The account must be an owner's. */
    record Owner(String user) implements Rule {}

    /**
     * The account must hold at least one of these actions on the table.
     *
     * @param held what it does hold of them
     */
    record OnTable(String table, Set<Action> actions, List<Held> held) implements Rule {}

    /** An action, and how far it reaches. */
    record Held(Action action, Reach reach) {}
}
