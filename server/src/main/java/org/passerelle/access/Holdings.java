package org.passerelle.access;

import java.util.List;
import java.util.Set;

/**
 * What an account holds at this moment, from wherever it comes: directly, by roles, groups, profiles. A union: nothing in it takes away.
 *
 * @param owner whether it is the account owner (titulaire), who holds every ACL
 * @param apiAccess whether it may use the API at all ({@code api.access})
 * @param tables what its roles open of single tables
 * @param roles ids, for row rules that say {@code :roles}
 * @param groups ids of authorization groups, for row rules that say {@code :groups}
 */
public record Holdings(
        boolean owner,
        boolean apiAccess,
        Set<String> acls,
        List<TableRight> tables,
        List<String> roles,
        List<String> groups) {

    public static final Holdings NOTHING = new Holdings(false, false, Set.of(), List.of(), List.of(), List.of());

    public Holdings {
        acls = Set.copyOf(acls);
        tables = List.copyOf(tables);
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
    }

    public boolean holds(String acl) {
        return owner || acls.contains(acl);
    }

    /** The level at which the ACLs open an API type. */
    public Level level(ApiType type) {
        if (holds(type.word() + ":rw")) {
            return Level.RW;
        }
        return holds(type.word() + ":r") ? Level.R : Level.NONE;
    }
}
