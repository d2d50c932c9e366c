package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** What every store of keys must do, on each engine that the catalogue may live in. */
class KeyStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");
    private static final Permissions DATA = Permissions.parse(Map.of("data", "rw", "users", "r"));

    @TempDir
    Path folder;

    private interface Work {
        void with(Catalogue catalogue, KeyStore store);
    }

    private void on(Engine engine, Work work) {
        Database database = engine == Engine.POSTGRESQL ? engine.fresh("keys") : null;
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
            work.with(catalogue, new CatalogueKeyStore(catalogue));
        }
    }

    private static Account account(String id, Account.Kind kind) {
        return new Account(id, id, kind, true, Set.of(), null, NOW);
    }

    private static ApiKey key(String user, int age) {
        KeyText text = KeyText.fresh(NOW.minusSeconds(age));
        return new ApiKey(
                text.id(),
                text.hash(),
                user,
                user,
                "key of " + user,
                NOW.minusSeconds(age),
                null,
                DATA,
                AddressList.ANY,
                null,
                null,
                null);
    }

    private static ApiKey insert(Catalogue catalogue, KeyStore store, ApiKey key) {
        return catalogue.change(unit -> {
            store.insert(unit, key);
            return key;
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_key_comes_back_as_it_was_kept(Engine engine) {
        on(engine, (catalogue, store) -> {
            ApiKey bare = insert(catalogue, store, key("anne", 0));
            KeyText text = KeyText.fresh(NOW);
            ApiKey full = insert(
                    catalogue,
                    store,
                    new ApiKey(
                            text.id(),
                            text.hash(),
                            "bob",
                            "anne",
                            "été 🦊",
                            NOW,
                            NOW.plus(Duration.ofDays(30)),
                            Permissions.NONE,
                            AddressList.kept("203.0.113.7;10.0.0.0/8"),
                            7,
                            null,
                            null));
            assertThat(store.find(bare.id())).contains(bare);
            assertThat(store.find(full.id())).contains(full);
            assertThat(store.find("nope")).isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void lists_are_newest_first_and_show_what_they_may(Engine engine) {
        on(engine, (catalogue, store) -> {
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
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void pages_go_on_where_the_last_one_ended_even_if_that_key_is_gone(Engine engine) {
        on(engine, (catalogue, store) -> {
            List<String> all = IntStream.range(0, 7)
                    .mapToObj(i -> insert(catalogue, store, key("anne", i)).id())
                    .toList();
            var own = new KeyStore.Whose.Own("anne");
            assertThat(ids(store, own, null, 3)).isEqualTo(all.subList(0, 3));
            catalogue.change(unit -> store.delete(unit, all.get(2)));
            insert(catalogue, store, key("anne", -1));
            assertThat(ids(store, own, all.get(2), 3)).isEqualTo(all.subList(3, 6));
            assertThat(ids(store, own, all.get(5), 3)).isEqualTo(all.subList(6, 7));
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_deleted_key_is_gone_and_a_rehearsed_deletion_deletes_nothing(Engine engine) {
        on(engine, (catalogue, store) -> {
            String id = insert(catalogue, store, key("anne", 0)).id();
            boolean rehearsed = catalogue.change(true, unit -> store.delete(unit, id));
            assertThat(rehearsed).isTrue();
            assertThat(store.find(id)).isPresent();
            boolean deleted = catalogue.change(unit -> store.delete(unit, id));
            assertThat(deleted).isTrue();
            assertThat(store.find(id)).isEmpty();
            boolean again = catalogue.change(unit -> store.delete(unit, id));
            assertThat(again).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void the_latest_use_is_kept_and_an_older_one_changes_nothing(Engine engine) {
        on(engine, (catalogue, store) -> {
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
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_key_is_replaced_once_and_never_lives_longer_for_it(Engine engine) {
        on(engine, (catalogue, store) -> {
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

    private static List<String> ids(KeyStore store, KeyStore.Whose whose, String before, int limit) {
        return store.list(whose, before, limit).stream().map(ApiKey::id).toList();
    }
}
