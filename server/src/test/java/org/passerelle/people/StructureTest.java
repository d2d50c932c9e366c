package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Action;
import org.passerelle.access.Holdings;
import org.passerelle.access.TableRight;

/** What follows from roles, profiles and groups. */
class StructureTest {

    private static final TableEntry CLIENTS = new TableEntry(List.of("list"), List.of("nom"), "owner==:user");

    private final Structure structure = new Structure(
            List.of(
                    role("child", "parent", List.of("events:r"), List.of(), 50, Map.of()),
                    role("parent", "top", List.of(), List.of("readers"), null, Map.of("clients", CLIENTS)),
                    role("top", null, List.of("api.access"), List.of(), 200, Map.of()),
                    role("left", "right", List.of("users:r"), List.of(), null, Map.of()),
                    role("right", "left", List.of("license:r"), List.of(), null, Map.of()),
                    role("orphan", "gone", List.of("system:r"), List.of("gone"), null, Map.of())),
            List.of(
                    new Profile("night", "Night", List.of("orphan"), List.of("events:rw"), List.of()),
                    new Profile("day", "Day", List.of(), List.of("sessions:r"), List.of("readers"))),
            List.of(
                    new Group("readers", "Readers", List.of("data:r")),
                    new Group("linked", "L", List.of("webhooks:r"))),
            List.of(new RoleGroup("x", "top", List.of("linked"))));

    private static Role role(
            String id, String parent, List<String> acls, List<String> groups, Integer rate, Map<String, TableEntry> t) {
        return new Role(id, id, 0, parent, acls, groups, rate, new TreeMap<>(t));
    }

    private static Bundle roles(String... ids) {
        return new Bundle(List.of(ids), List.of(), List.of());
    }

    @Test
    void a_role_brings_what_its_ancestors_and_their_groups_bring() {
        Holdings held = structure.holdings(roles("child"));
        assertThat(held.acls()).containsExactlyInAnyOrder("events:r", "data:r", "api.access", "webhooks:r");
        assertThat(held.roles()).containsExactly("child", "parent", "top");
        assertThat(held.groups()).containsExactlyInAnyOrder("readers", "linked");
        assertThat(held.tables())
                .containsExactly(new TableRight("clients", Set.of(Action.LIST), Set.of("nom"), "owner==:user"));
        assertThat(held.apiAccess()).isTrue();
        assertThat(held.owner()).isFalse();
    }

    @Test
    void everything_given_adds_up() {
        Holdings held = structure.holdings(new Bundle(List.of("orphan"), List.of("users:r"), List.of("readers")));
        assertThat(held.acls()).containsExactlyInAnyOrder("system:r", "users:r", "data:r");
        assertThat(held.apiAccess()).isFalse();
    }

    @Test
    void a_circle_and_a_name_that_leads_nowhere_do_no_harm() {
        assertThat(structure.holdings(roles("left")).acls()).containsExactlyInAnyOrder("users:r", "license:r");
        assertThat(structure.holdings(roles("gone"))).isEqualTo(Holdings.NOTHING);
        assertThat(structure
                        .holdings(new Bundle(List.of(), List.of(), List.of("gone")))
                        .groups())
                .isEmpty();
        assertThat(structure.isCircular(structure.roles().get("left"))).isTrue();
        assertThat(structure.isCircular(structure.roles().get("child"))).isFalse();
        assertThat(structure.isCircular(structure.roles().get("orphan"))).isFalse();
    }

    @Test
    void the_last_profile_stands_in_place_of_ones_own() {
        Bundle own = new Bundle(List.of("child"), List.of("users:rw"), List.of());
        assertThat(structure.resolve(List.of(), own)).isEqualTo(own);
        Bundle last = structure.resolve(List.of("night", "day"), own);
        assertThat(structure.holdings(last).acls()).containsExactlyInAnyOrder("sessions:r", "data:r");
    }

    @Test
    void the_rate_is_ones_own_figure_else_the_best_of_the_roles() {
        assertThat(structure.rateLimit(roles("child"))).isEqualTo(200);
        assertThat(structure.rateLimit(roles("orphan"))).isNull();
        assertThat(account(Account.Kind.INHOUSE, true, 10, List.of())
                        .effective()
                        .rateLimit())
                .isEqualTo(10);
        assertThat(account(Account.Kind.INHOUSE, true, null, List.of())
                        .effective()
                        .rateLimit())
                .isEqualTo(200);
        assertThat(account(Account.Kind.INHOUSE, true, null, List.of("day"))
                        .effective()
                        .rateLimit())
                .isNull();
    }

    @Test
    void api_access_is_the_owners_and_that_of_the_active_in_house_with_the_acl() {
        assertThat(account(Account.Kind.INHOUSE, true, null, List.of()).apiAccess())
                .isTrue();
        assertThat(account(Account.Kind.INHOUSE, true, null, List.of("day")).apiAccess())
                .isFalse();
        assertThat(account(Account.Kind.INHOUSE, false, null, List.of()).apiAccess())
                .isFalse();
        assertThat(account(Account.Kind.GUEST, true, null, List.of()).apiAccess())
                .isFalse();
        assertThat(account(Account.Kind.OWNER, true, null, List.of("day")).apiAccess())
                .isTrue();
        assertThat(account(Account.Kind.OWNER, true, null, List.of()).holdings().holds("anything"))
                .isTrue();
    }

    private Account account(Account.Kind kind, boolean active, Integer rate, List<String> profiles) {
        return new Account(
                        "anne",
                        "Anne",
                        kind,
                        active,
                        Account.Contact.NONE,
                        profiles,
                        roles("child"),
                        new Account.Limits(rate, null),
                        null,
                        Instant.EPOCH,
                        null,
                        Account.Effective.NONE)
                .in(structure);
    }
}
