package org.passerelle.people;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.access.Holdings;

/** What there is more after a change than before. Pure. */
final class Growth {

    private Growth() {}

    /** What is in the one and not in the other. */
    static Holdings between(Holdings before, Holdings after) {
        return new Holdings(
                after.owner() && !before.owner(),
                after.apiAccess() && !before.apiAccess(),
                minus(after.acls(), before.acls()),
                after.tables().stream()
                        .filter(right -> !before.tables().contains(right))
                        .toList(),
                List.copyOf(minus(after.roles(), before.roles())),
                List.copyOf(minus(after.groups(), before.groups())));
    }

    /** What each role, profile and group brings more. Its own name is not counted: it counts when it is given to someone. */
    static List<Holdings> of(Structure before, Structure after) {
        Stream<Holdings> roles = after.roles().keySet().stream().map(id -> {
            var role = new Bundle(List.of(id), List.of(), List.of());
            return unnamed(between(before.holdings(role), after.holdings(role)), id, "");
        });
        Stream<Holdings> groups = after.groups().keySet().stream().map(id -> {
            var group = new Bundle(List.of(), List.of(), List.of(id));
            return unnamed(between(before.holdings(group), after.holdings(group)), "", id);
        });
        Stream<Holdings> profiles = after.profiles().values().stream().map(profile -> {
            Profile was = before.profiles().get(profile.id());
            return between(
                    before.holdings(was == null ? Bundle.EMPTY : was.bundle()), after.holdings(profile.bundle()));
        });
        return Stream.of(roles, groups, profiles).flatMap(s -> s).toList();
    }

    private static Holdings unnamed(Holdings grown, String role, String group) {
        return new Holdings(
                grown.owner(),
                grown.apiAccess(),
                grown.acls(),
                grown.tables(),
                List.copyOf(minus(grown.roles(), Set.of(role))),
                List.copyOf(minus(grown.groups(), Set.of(group))));
    }

    private static Set<String> minus(Collection<String> some, Collection<String> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
