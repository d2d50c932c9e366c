package org.passerelle.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Holdings;
import org.passerelle.access.TableRight;

/**
 * The roles, profiles and groups of one moment, and what follows from them: who is given this holds that. Immutable, pure; a name that
 * leads nowhere gives nothing.
 */
final class Structure {

    static final Structure EMPTY = new Structure(List.of(), List.of(), List.of(), List.of());

    private final Map<String, Role> roles;
    private final Map<String, Profile> profiles;
    private final Map<String, Group> groups;
    private final Map<String, RoleGroup> roleGroups;

    /** By role, what its role authorization groups bring. */
    private final Map<String, List<String>> groupsOfRole = new HashMap<>();

    Structure(List<Role> roles, List<Profile> profiles, List<Group> groups, List<RoleGroup> roleGroups) {
        this.roles = byId(roles, Role::id);
        this.profiles = byId(profiles, Profile::id);
        this.groups = byId(groups, Group::id);
        this.roleGroups = byId(roleGroups, RoleGroup::id);
        roleGroups.forEach(link -> groupsOfRole
                .computeIfAbsent(link.role(), role -> new ArrayList<>())
                .addAll(link.groupacls()));
    }

    private static <T> Map<String, T> byId(List<T> things, Function<T, String> id) {
        return things.stream().collect(Collectors.toUnmodifiableMap(id, Function.identity()));
    }

    Map<String, Role> roles() {
        return roles;
    }

    Map<String, Profile> profiles() {
        return profiles;
    }

    Map<String, Group> groups() {
        return groups;
    }

    Map<String, RoleGroup> roleGroups() {
        return roleGroups;
    }

    /** What someone has to whom these were given: the last of the profiles in place of his own (DigDash D17). */
    Bundle resolve(List<String> given, Bundle own) {
        Profile last = given.isEmpty() ? null : profiles.get(given.getLast());
        return last == null ? own : last.bundle();
    }

    /** What someone holds who has this, owner or guest though he may be. */
    Holdings holdings(Bundle bundle) {
        List<Role> held = withParents(bundle.roles());
        var groupIds = new LinkedHashSet<>(bundle.groupacls());
        for (Role role : held) {
            groupIds.addAll(role.groupacls());
            groupIds.addAll(groupsOfRole.getOrDefault(role.id(), List.of()));
        }
        groupIds.retainAll(groups.keySet());
        var acls = new HashSet<>(bundle.acls());
        held.forEach(role -> acls.addAll(role.acls()));
        groupIds.forEach(
                id -> acls.addAll(Objects.requireNonNull(groups.get(id)).acls()));
        return new Holdings(
                false,
                acls.contains(Acls.API_ACCESS),
                acls,
                held.stream().flatMap(role -> tables(role).stream()).toList(),
                held.stream().map(Role::id).toList(),
                List.copyOf(groupIds));
    }

    /** The best figure of these roles, null when none has one. */
    @Nullable
    Integer rateLimit(Bundle bundle) {
        return withParents(bundle.roles()).stream()
                .map(Role::rateLimit)
                .filter(Objects::nonNull)
                .max(Integer::compare)
                .orElse(null);
    }

    /** Whether a role has itself for an ancestor. */
    boolean isCircular(Role role) {
        var seen = new HashSet<String>();
        for (Role at = role; at != null; at = at.parent() == null ? null : roles.get(at.parent())) {
            if (!seen.add(at.id())) {
                return true;
            }
        }
        return false;
    }

    /** What roles open of single tables, whoever has them. */
    List<TableRight> tables() {
        return roles.values().stream().flatMap(role -> tables(role).stream()).toList();
    }

    /** The roles and all their ancestors, each once. */
    private List<Role> withParents(Collection<String> ids) {
        var found = new ArrayList<Role>();
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            Role role = roles.get(id);
            while (role != null && seen.add(role.id())) {
                found.add(role);
                role = role.parent() == null ? null : roles.get(role.parent());
            }
        }
        return found;
    }

    private static List<TableRight> tables(Role role) {
        return role.tables().entrySet().stream()
                .map(entry -> right(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static TableRight right(String table, TableEntry entry) {
        return new TableRight(
                table,
                entry.actions().stream()
                        .map(word -> Action.of(word).orElseThrow())
                        .collect(Collectors.toSet()),
                entry.columns() == null ? null : Set.copyOf(entry.columns()),
                entry.rowFilter());
    }
}
