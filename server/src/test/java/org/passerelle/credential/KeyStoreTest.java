package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.access.Bounds;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Topic;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** What every store of keys must do: the catalogue on each of its engines, a file, and a file of one domain. */
class KeyStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final Permissions DATA = Permissions.parse(Map.of("data", "rw", "users", "r"));
    private static final String DOMAIN = "compta";

    @TempDir
    Path folder;

    private enum Kind {
        CATALOGUE_ON_SQLITE,
        CATALOGUE_ON_POSTGRESQL,
        CSV,
        CSV_OF_A_DOMAIN;

        @Nullable
        String domain() {
            return this == CSV_OF_A_DOMAIN ? DOMAIN : null;
        }

        KeySettings settings(Path folder) {
            return switch (this) {
                case CATALOGUE_ON_SQLITE, CATALOGUE_ON_POSTGRESQL -> KeySettings.CATALOGUE;
                case CSV -> new KeySettings(folder.resolve("config/apikeys.csv"), Map.of());
                case CSV_OF_A_DOMAIN -> new KeySettings(null, Map.of(DOMAIN, folder.resolve("compta.csv")));
            };
        }
    }

    private Kind kind = Kind.CSV;

    private interface Work {
        void with(Catalogue catalogue, KeyStore store);
    }

    private void on(Kind which, Work work) {
        kind = which;
        Database database = kind == Kind.CATALOGUE_ON_POSTGRESQL ? Engine.POSTGRESQL.fresh("keys") : null;
        var settings = database == null
                ? new CatalogueSettings(folder, null, null, null, null)
                : new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
        try (Catalogue catalogue = Catalogue.open(settings)) {
            var people = new People(catalogue);
            catalogue.change(unit -> {
                people.insert(unit, account("olga", Account.Kind.OWNER));
                people.insert(unit, account("anne", Account.Kind.INHOUSE));
                people.insert(unit, account("bob", Account.Kind.INHOUSE));
                people.insert(unit, account("guy", Account.Kind.GUEST));
                return unit;
            });
            work.with(catalogue, new KeyStores(catalogue, kind.settings(folder)));
        }
    }

    private static Account account(String id, Account.Kind kind) {
        return new Account(id, id, kind, true, Set.of(), null, NOW.minus(Duration.ofDays(1)));
    }

    private ApiKey key(String user, int age) {
        return key(user, user, age, new Bounds.Bound(null, AddressList.ANY, kind.domain(), Set.of()));
    }

    private static ApiKey key(String user, String maker, int age, Bounds.Bound bound) {
        KeyText text = KeyText.fresh(NOW.minusSeconds(age));
        return new ApiKey(
                text.id(),
                text.hash(),
                user,
                maker,
                "key of " + user,
                NOW.minusSeconds(age),
                null,
                DATA,
                bound,
                null,
                null);
    }

    private static ApiKey insert(Catalogue catalogue, KeyStore store, ApiKey key) {
        return catalogue.change(unit -> {
            store.insert(unit, key);
            return key;
        });
    }

    private static boolean delete(Catalogue catalogue, KeyStore store, String id) {
        return catalogue.change(unit -> store.delete(unit, id));
    }

    @ParameterizedTest
    @EnumSource
    void a_key_comes_back_as_it_was_kept(Kind which) {
        on(which, (catalogue, store) -> {
            ApiKey bare = insert(catalogue, store, key("anne", 0));
            ApiKey plain = key("anne", "bob", 0, Bounds.Bound.NONE);
            ApiKey full = insert(
                    catalogue,
                    store,
                    new ApiKey(
                            plain.id(),
                            plain.hash(),
                            "anne",
                            "bob",
                            "Nächtlicher; \"Import\"\\, =1+1 🦊",
                            NOW,
                            NOW.plus(Duration.ofDays(30)),
                            DATA,
                            new Bounds.Bound(
                                    120,
                                    AddressList.parse("ips", "10.0.0.0/8; 2001:db8::/32"),
                                    kind.domain(),
                                    Set.of("https://app.example.org", "http://localhost:3000")),
                            null,
                            null));
            for (ApiKey kept : List.of(bare, full)) {
                assertSame(store.find(kept.id()).orElseThrow(), kept);
                ApiKey seen = catalogue.change(
                        true, unit -> store.find(unit, kept.id()).orElseThrow());
                assertSame(seen, kept);
            }
            assertThat(store.find("nothing")).isEmpty();
        });
    }

    private static void assertSame(ApiKey found, ApiKey kept) {
        assertThat(found)
                .usingRecursiveComparison()
                .withEqualsForType((one, other) -> one.toString().equals(other.toString()), AddressList.class)
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @EnumSource
    void what_a_unit_has_changed_it_sees_and_others_do_not_until_it_commits(Kind which) {
        on(which, (catalogue, store) -> {
            ApiKey old = insert(catalogue, store, key("anne", 9));
            ApiKey fresh = key("anne", 0);
            catalogue.change(unit -> {
                store.insert(unit, fresh);
                store.delete(unit, old.id());
                assertThat(store.find(unit, fresh.id())).isPresent();
                assertThat(store.find(unit, old.id())).isEmpty();
                assertThat(store.find(fresh.id())).isEmpty();
                assertThat(store.find(old.id())).isPresent();
                return unit;
            });
            assertThat(store.find(fresh.id())).isPresent();
            assertThat(store.find(old.id())).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void each_change_makes_another_version_and_nothing_else_does(Kind which) {
        on(which, (catalogue, store) -> {
            long before = store.version();
            assertThat(store.version()).isEqualTo(before);
            String id = insert(catalogue, store, key("anne", 0)).id();
            long between = store.version();
            assertThat(between).isNotEqualTo(before);
            delete(catalogue, store, id);
            assertThat(store.version()).isNotIn(before, between);
        });
    }

    @ParameterizedTest
    @EnumSource
    void lists_are_newest_first_and_show_what_they_may(Kind which) {
        on(which, (catalogue, store) -> {
            String olga = insert(catalogue, store, key("olga", 50)).id();
            String anne = insert(catalogue, store, key("anne", 40)).id();
            String guy = insert(catalogue, store, key("guy", 30)).id();
            String bob = insert(catalogue, store, key("bob", 20)).id();
            String anne2 = insert(catalogue, store, key("anne", 10)).id();
            assertThat(ids(store, new KeyStore.Whose.Own("anne"), null, 10)).containsExactly(anne2, anne);
            assertThat(ids(store, new KeyStore.Whose.Inhouse("bob"), null, 10)).containsExactly(anne2, bob, anne);
            assertThat(ids(store, new KeyStore.Whose.Inhouse("olga"), null, 10))
                    .containsExactly(anne2, bob, anne, olga);
            assertThat(ids(store, new KeyStore.Whose.All(), null, 10)).containsExactly(anne2, bob, guy, anne, olga);
        });
    }

    @ParameterizedTest
    @EnumSource
    void pages_go_on_where_the_last_one_ended_even_if_that_key_is_gone(Kind which) {
        on(which, (catalogue, store) -> {
            List<String> all = IntStream.range(0, 7)
                    .mapToObj(i -> insert(catalogue, store, key("anne", i)).id())
                    .toList();
            var own = new KeyStore.Whose.Own("anne");
            assertThat(ids(store, own, null, 3)).isEqualTo(all.subList(0, 3));
            delete(catalogue, store, all.get(2));
            insert(catalogue, store, key("anne", -1));
            assertThat(ids(store, own, all.get(2), 3)).isEqualTo(all.subList(3, 6));
            assertThat(ids(store, own, all.get(5), 3)).isEqualTo(all.subList(6, 7));
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_deleted_key_is_gone_and_a_rehearsed_deletion_deletes_nothing(Kind which) {
        on(which, (catalogue, store) -> {
            String id = insert(catalogue, store, key("anne", 0)).id();
            boolean rehearsed = catalogue.change(true, unit -> store.delete(unit, id));
            assertThat(rehearsed).isTrue();
            assertThat(store.find(id)).isPresent();
            assertThat(delete(catalogue, store, id)).isTrue();
            assertThat(store.find(id)).isEmpty();
            assertThat(delete(catalogue, store, id)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_key_goes_with_its_account_and_is_not_that_of_another_of_the_same_name(Kind which) {
        on(which, (catalogue, store) -> {
            String id = insert(catalogue, store, key("anne", 0)).id();
            String acting = insert(
                            catalogue,
                            store,
                            key("bob", "anne", 0, new Bounds.Bound(null, AddressList.ANY, kind.domain(), Set.of())))
                    .id();
            long before = store.version();
            catalogue.change(unit -> {
                unit.run("DELETE FROM api_key WHERE created_by = 'anne'"); // as people do it
                unit.run("DELETE FROM account WHERE id = 'anne'");
                unit.touch(Topic.CREDENTIALS);
                return unit;
            });
            assertThat(store.version()).isNotEqualTo(before);
            assertThat(store.find(id)).isEmpty();
            assertThat(store.find(acting)).isEmpty();
            catalogue.change(unit -> {
                new People(catalogue)
                        .insert(
                                unit,
                                new Account(
                                        "anne",
                                        "Anne",
                                        Account.Kind.INHOUSE,
                                        true,
                                        Set.of(),
                                        null,
                                        NOW.plusSeconds(1)));
                return unit;
            });
            assertThat(store.find(id)).isEmpty();
            assertThat(ids(store, new KeyStore.Whose.Own("anne"), null, 9)).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void the_latest_use_is_kept_and_an_older_one_changes_nothing(Kind which) {
        on(which, (catalogue, store) -> {
            String id = insert(catalogue, store, key("anne", 0)).id();
            long now = NOW.toEpochMilli();
            store.used(Map.of(id, new KeyStore.Use(now, "192.0.2.7"), "gone", new KeyStore.Use(now, "192.0.2.7")));
            store.used(Map.of(id, new KeyStore.Use(now - 1, "198.51.100.1")));
            ApiKey used = store.find(id).orElseThrow();
            assertThat(used.lastUsed()).isEqualTo(NOW);
            assertThat(used.lastIp()).isEqualTo("192.0.2.7");
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_key_is_replaced_once_and_never_lives_longer_for_it(Kind which) {
        on(which, (catalogue, store) -> {
            String endless = insert(catalogue, store, key("anne", 0)).id();
            Instant end = NOW.plus(Duration.ofDays(1));
            boolean first = catalogue.change(unit -> store.replace(unit, endless, "next", end));
            assertThat(first).isTrue();
            assertThat(store.find(endless).orElseThrow().expires()).isEqualTo(end);
            boolean second = catalogue.change(unit -> store.replace(unit, endless, "other", end.plusSeconds(1)));
            assertThat(second).isFalse();
            assertThat(store.find(endless).orElseThrow().expires()).isEqualTo(end);
            assertThat(store.ending(NOW, end)).extracting(ApiKey::id).containsExactly(endless);
            assertThat(store.ending(end, end.plusSeconds(9))).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void origins_of_all_keys_are_known_together(Kind which) {
        on(which, (catalogue, store) -> {
            assertThat(store.origins()).isEmpty();
            var bound = new Bounds.Bound(null, AddressList.ANY, kind.domain(), Set.of("https://app.example.org"));
            String id = insert(catalogue, store, key("anne", "anne", 0, bound)).id();
            assertThat(store.origins()).containsExactly("https://app.example.org");
            delete(catalogue, store, id);
            assertThat(store.origins()).isEmpty();
        });
    }

    /** DigDash D11. */
    @ParameterizedTest
    @EnumSource(names = {"CSV", "CSV_OF_A_DOMAIN"})
    void without_its_file_there_are_no_keys(Kind which) {
        on(which, (catalogue, store) -> {
            String id = insert(catalogue, store, key("anne", 0)).id();
            assertThat(new KeyStores(catalogue, kind.settings(folder)).find(id)).isPresent();
            try {
                Files.delete(folder.resolve(which == Kind.CSV ? "config/apikeys.csv" : "compta.csv"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            assertThat(store.find(id)).isEmpty();
            assertThat(new KeyStores(catalogue, kind.settings(folder)).find(id)).isEmpty();
        });
    }

    private static List<String> ids(KeyStore store, KeyStore.Whose whose, String before, int limit) {
        return store.list(whose, before, limit).stream().map(ApiKey::id).toList();
    }
}
