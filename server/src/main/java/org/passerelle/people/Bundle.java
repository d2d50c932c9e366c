package org.passerelle.people;

import java.util.List;

/**
 * Rights that are given together: an account's own, or a profile's.
 *
 * @param roles ids
 * @param acls see {@link Acls}
 * @param groupacls ids of authorization groups
 */
public record Bundle(List<String> roles, List<String> acls, List<String> groupacls) {

    public static final Bundle EMPTY = new Bundle(List.of(), List.of(), List.of());

    public Bundle {
        roles = List.copyOf(roles);
        acls = List.copyOf(acls);
        groupacls = List.copyOf(groupacls);
    }
}
