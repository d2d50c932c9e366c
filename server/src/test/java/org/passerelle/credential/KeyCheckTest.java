package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.SettableClock;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Community;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/** What is remembered of a key must never outlive a change, and never be a right. */
class KeyCheckTest {

    private static final Permissions DATA = Permissions.parse(Map.of("data", "rw"));

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock();
    private Catalogue catalogue;
    private People people;
    private Watched store;
    private ApiKeys keys;
    private KeyUses uses;
    private KeyCheck check;

    @BeforeEach
    void open() {
        catalogue = Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        people = new People(catalogue);
        store = new Watched(new CatalogueKeyStore(catalogue));
        keys = new ApiKeys(store, clock);
        uses = new KeyUses(store);
        check = new KeyCheck(store, new Callers(people, Community.of(catalogue)), uses, clock);
        save(anne(true, Acls.API_ACCESS, "data:rw"), true);
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private Account anne(boolean active, String... acls) {
        return new Account("anne", "Anne", Account.Kind.INHOUSE, active, Set.of(acls), null, clock.instant());
    }

    private void save(Account account, boolean isNew) {
        catalogue.change(unit -> {
            if (isNew) {
                people.insert(unit, account);
            } else {
                people.update(unit, account);
            }
            return account;
        });
    }

    private ApiKeys.Issued issue(@Nullable Duration lifetime) {
        return catalogue.change(unit -> keys.issue(unit, new ApiKeys.Wanted("anne", "anne", "test", DATA, lifetime)));
    }

    private void refused(String text) {
        assertThatThrownBy(() -> check.verify(text, "192.0.2.7"))
                .asInstanceOf(type(Fault.class))
                .satisfies(fault -> assertThat(fault.getMessage())
                        .isEqualTo(Fault.unauthenticated().getMessage()));
    }

    @Test
    void a_key_stands_for_its_user_with_what_it_allows() {
        ApiKeys.Issued issued = issue(null);
        Caller caller = check.verify(issued.text(), "192.0.2.7");
        assertThat(caller.user()).isEqualTo("anne");
        assertThat(caller.credential())
                .isEqualTo(
                        new Caller.Credential(Caller.Kind.API_KEY, issued.key().id(), null));
        assertThat(caller.permissions()).isEqualTo(DATA);
        assertThat(caller.level(ApiType.DATA)).isEqualTo(Level.RW);
    }

    @Test
    void the_store_is_asked_once_for_a_key_and_never_for_what_cannot_be_one() {
        String text = issue(null).text();
        check.verify(text, "");
        check.verify(text, "");
        refused("psl_nope_nope");
        refused(text.substring(0, text.length() - 1) + (text.endsWith("x") ? "y" : "x"));
        assertThat(store.found).hasValue(1);
    }

    @Test
    void the_right_id_with_another_secret_is_refused() {
        var other = new KeyText(
                issue(null).key().id(), KeyText.fresh(clock.instant()).secret());
        refused(other.text());
    }

    @Test
    void a_key_that_is_ended_is_refused_at_once() {
        ApiKeys.Issued issued = issue(null);
        check.verify(issued.text(), "");
        catalogue.change(unit -> keys.delete(unit, issued.key().id()));
        refused(issued.text());
    }

    @Test
    void a_key_that_ends_while_it_is_read_is_not_remembered() {
        ApiKeys.Issued issued = issue(null);
        store.meanwhile =
                () -> catalogue.change(unit -> keys.delete(unit, issued.key().id()));
        check.verify(issued.text(), "");
        refused(issued.text());
    }

    @Test
    void a_key_is_refused_from_the_moment_of_its_end() {
        String text = issue(Duration.ofMinutes(5)).text();
        clock.goOn(Duration.ofMinutes(5).minusMillis(1));
        check.verify(text, "");
        clock.goOn(Duration.ofMillis(1));
        refused(text);
    }

    @Test
    void what_the_user_may_do_is_read_at_each_call() {
        String text = issue(null).text();
        assertThat(check.verify(text, "").holds("data:rw")).isTrue();
        save(anne(true, Acls.API_ACCESS), false);
        assertThat(check.verify(text, "").holds("data:rw")).isFalse();
        save(anne(true), false);
        assertThat(check.verify(text, "").holdings().apiAccess()).isFalse();
        save(anne(false, Acls.API_ACCESS, "data:rw"), false);
        refused(text);
        save(anne(true, Acls.API_ACCESS, "data:rw"), false);
        assertThat(check.verify(text, "").level(ApiType.DATA)).isEqualTo(Level.RW);
    }

    @Test
    void a_use_is_written_at_most_once_a_minute() {
        ApiKeys.Issued issued = issue(null);
        for (int seconds = 0; seconds < 150; seconds += 10) {
            check.verify(issued.text(), "192.0.2." + seconds);
            uses.write();
            clock.goOn(Duration.ofSeconds(10));
        }
        assertThat(store.written).hasValue(3);
        ApiKey used = store.find(issued.key().id()).orElseThrow();
        assertThat(used.lastIp()).isEqualTo("192.0.2.120");
        assertThat(used.lastUsed()).isEqualTo(clock.instant().minusSeconds(30));
    }

    /** The real store, which counts what is asked of it. */
    private static final class Watched implements KeyStore {

        private final KeyStore store;
        private final AtomicInteger found = new AtomicInteger();
        private final AtomicInteger written = new AtomicInteger();
        private Runnable meanwhile = () -> {};

        Watched(KeyStore store) {
            this.store = store;
        }

        @Override
        public long version() {
            return store.version();
        }

        @Override
        public Set<String> origins() {
            return store.origins();
        }

        @Override
        public Optional<ApiKey> find(String id) {
            found.incrementAndGet();
            Optional<ApiKey> key = store.find(id);
            meanwhile.run();
            meanwhile = () -> {};
            return key;
        }

        @Override
        public Optional<ApiKey> find(Unit unit, String id) {
            return store.find(unit, id);
        }

        @Override
        public List<ApiKey> list(Whose whose, @Nullable String before, int limit) {
            return store.list(whose, before, limit);
        }

        @Override
        public List<ApiKey> ending(Instant after, Instant until) {
            return store.ending(after, until);
        }

        @Override
        public void insert(Unit unit, ApiKey key) {
            store.insert(unit, key);
        }

        @Override
        public boolean replace(Unit unit, String id, String by, Instant end) {
            return store.replace(unit, id, by, end);
        }

        @Override
        public boolean delete(Unit unit, String id) {
            return store.delete(unit, id);
        }

        @Override
        public void used(Map<String, Use> all) {
            written.addAndGet(all.size());
            store.used(all);
        }
    }
}
