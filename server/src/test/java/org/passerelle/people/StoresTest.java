package org.passerelle.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Topic;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.fault.Fault;

/** What people and their rights are kept as, on each engine that the catalogue may live in. */
class StoresTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    @TempDir
    Path folder;

    private Catalogue open(Engine engine) {
        Database database = engine == Engine.POSTGRESQL ? engine.fresh("people") : null;
        return Catalogue.open(
                database == null
                        ? new CatalogueSettings(folder, null, null, null, null)
                        : new CatalogueSettings(
                                folder, database.jdbcUrl(), database.user(), database.password(), null));
    }

    private static Account account(String id, Account.Contact contact, Account.Limits limits, Bundle own, String hash) {
        return new Account(
                id,
                "Anne",
                Account.Kind.INHOUSE,
                true,
                contact,
                List.of("first", "last"),
                own,
                limits,
                hash,
                NOW,
                null,
                Account.Effective.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_is_kept_is_read_again(Engine engine) {
        var full = account(
                "full",
                new Account.Contact("a@example.org", "+33612345678", "fr", "Europe/Paris"),
                new Account.Limits(60, AddressList.kept("192.0.2.7;10.0.0.0/8")),
                new Bundle(List.of("r", "é"), List.of("users:r", "data.a.b:list"), List.of("g")),
                "hash");
        var bare = account("bare", Account.Contact.NONE, Account.Limits.NONE, Bundle.EMPTY, null);
        var tables = new TreeMap<>(Map.of("clients", new TableEntry(List.of("list"), null, "nom=='{?}'")));
        var role = new Role("r", "Rôle", 3, "p", List.of("users:r"), List.of("g"), 60, tables);
        var plain = new Role("p", "p", 0, null, List.of(), List.of(), null, new TreeMap<>());
        var profile = new Profile("first", "First", List.of("r"), List.of("events:r"), List.of("g"));
        var group = new Group("g", "G", List.of("data:r"));
        var link = new RoleGroup("l", "r", List.of("g"));
        try (Catalogue catalogue = open(engine)) {
            catalogue.change(unit -> {
                AccountStore.insert(unit, full);
                AccountStore.insert(unit, bare);
                for (Role one : List.of(role, plain)) {
                    StructureStore.save(unit, one);
                }
                StructureStore.save(unit, profile);
                StructureStore.save(unit, group);
                StructureStore.save(unit, link);
                return unit;
            });
            Structure structure = StructureStore.read(catalogue);
            assertThat(structure.roles()).containsOnly(Map.entry("r", role), Map.entry("p", plain));
            assertThat(structure.profiles()).containsOnly(Map.entry("first", profile));
            assertThat(structure.groups()).containsOnly(Map.entry("g", group));
            assertThat(structure.roleGroups()).containsOnly(Map.entry("l", link));
            assertThat(AccountStore.all(catalogue, structure)).containsExactly(bare.in(structure), full.in(structure));

            catalogue.change(
                    unit -> AccountStore.update(unit, full.withOwn(Bundle.EMPTY).withPassword(null)));
            catalogue.change(unit -> {
                AccountStore.entered(unit, "bare", NOW.toEpochMilli());
                StructureStore.removeRole(unit, "p");
                StructureStore.removeGroup(unit, "g");
                StructureStore.removeProfile(unit, "first");
                return unit;
            });
            Structure after = StructureStore.read(catalogue);
            assertThat(after.roles().get("r").parent()).isNull();
            assertThat(after.roles().get("r").groupacls()).isEmpty();
            assertThat(after.roleGroups().get("l").groupacls()).isEmpty();
            assertThat(after.groups()).isEmpty();
            assertThat(after.profiles()).isEmpty();
            Account found = AccountStore.find(catalogue, after, "full").orElseThrow();
            assertThat(found.own()).isEqualTo(Bundle.EMPTY);
            assertThat(found.password()).isNull();
            assertThat(AccountStore.find(catalogue, after, "bare").orElseThrow().lastLogin())
                    .isEqualTo(NOW);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void of_two_owners_who_leave_at_once_one_stays(Engine engine) throws Exception {
        try (Catalogue catalogue = open(engine);
                var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 10; round++) {
                List<String> ids = List.of("one" + round, "two" + round);
                catalogue.change(unit -> {
                    unit.run("DELETE FROM account");
                    ids.forEach(id -> AccountStore.insert(
                            unit, new Account(id, id, Account.Kind.OWNER, true, List.of(), null, NOW)));
                    return unit;
                });
                var barrier = new CyclicBarrier(2);
                List<Future<Boolean>> left = ids.stream()
                        .map(id -> threads.submit(() -> {
                            barrier.await();
                            return leave(catalogue, id);
                        }))
                        .toList();
                assertThat(List.of(left.getFirst().get(), left.getLast().get())).containsExactlyInAnyOrder(true, false);
            }
        }
    }

    private static boolean leave(Catalogue catalogue, String id) {
        try {
            return catalogue.change(unit -> {
                unit.touch(Topic.PEOPLE);
                Account before = AccountStore.find(unit, Structure.EMPTY, id).orElseThrow();
                AccountStore.delete(unit, id);
                UserGuard.ownerStays(unit, before);
                return true;
            });
        } catch (Fault e) {
            assertThat(e.kind()).isEqualTo(Fault.Kind.CONFLICT);
            return false;
        }
    }
}
