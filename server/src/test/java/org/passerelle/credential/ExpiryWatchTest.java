package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.SettableClock;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.event.Events;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** Keys that end soon are told 14, 3 and 1 days before, once. */
class ExpiryWatchTest {

    private final SettableClock clock = new SettableClock();
    private final List<KeyExpiring> heard = new ArrayList<>();

    @TempDir
    Path folder;

    private void on(Engine engine, Consumer<Catalogue> work) {
        Database database = engine == Engine.POSTGRESQL ? engine.fresh("expiry") : null;
        var settings = database == null
                ? new CatalogueSettings(folder, null, null, null, null)
                : new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
        try (Catalogue catalogue = Catalogue.open(settings)) {
            var anne = new Account("anne", "Anne", Account.Kind.INHOUSE, true, Set.of(), null, clock.instant());
            catalogue.change(unit -> {
                new People(catalogue).insert(unit, anne);
                return anne;
            });
            work.accept(catalogue);
        }
    }

    private ExpiryWatch watch(Catalogue catalogue) {
        return new ExpiryWatch(
                catalogue, new CatalogueKeyStore(catalogue), List.of((unit, event) -> heard.add(event)), clock);
    }

    private ApiKey key(Catalogue catalogue, @Nullable Duration lifetime) {
        var wanted = new ApiKeys.Wanted("anne", "anne", "import", Permissions.NONE, lifetime);
        return catalogue
                .change(unit -> new ApiKeys(new CatalogueKeyStore(catalogue), clock).issue(unit, wanted))
                .key();
    }

    private List<Integer> days() {
        return heard.stream().map(KeyExpiring::days).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void each_threshold_is_told_once_whoever_looks_and_however_often(Engine engine) {
        on(engine, catalogue -> {
            ApiKey key = key(catalogue, Duration.ofDays(30));
            key(catalogue, null);
            for (int day = 0; day < 32; day++) {
                watch(catalogue).look();
                watch(catalogue).look();
                clock.goOn(Duration.ofDays(1));
            }
            assertThat(days()).containsExactly(14, 3, 1);
            assertThat(heard.getFirst())
                    .isEqualTo(new KeyExpiring(key.id(), "import", "anne", "anne", key.expires(), 14));
            assertThat(catalogue.all(row -> row.text("id"), "SELECT id FROM api_key_warning"))
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void after_a_long_silence_only_the_nearest_is_told(Engine engine) {
        on(engine, catalogue -> {
            key(catalogue, Duration.ofDays(30));
            clock.goOn(Duration.ofDays(28));
            watch(catalogue).look();
            assertThat(days()).containsExactly(3);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_key_made_for_less_time_than_a_threshold_does_not_meet_it(Engine engine) {
        on(engine, catalogue -> {
            key(catalogue, Duration.ofHours(1));
            key(catalogue, Duration.ofDays(5));
            watch(catalogue).look();
            assertThat(heard).isEmpty();
            clock.goOn(Duration.ofDays(2));
            watch(catalogue).look();
            assertThat(days()).containsExactly(3);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_a_listener_could_not_take_is_told_again(Engine engine) {
        on(engine, catalogue -> {
            key(catalogue, Duration.ofDays(2));
            clock.goOn(Duration.ofDays(1));
            KeyExpiring.Listener broken = (unit, event) -> {
                throw new IllegalStateException("full");
            };
            var watch = new ExpiryWatch(catalogue, new CatalogueKeyStore(catalogue), List.of(broken), clock);
            assertThatThrownBy(watch::look).hasMessage("full");
            watch(catalogue).look();
            assertThat(days()).containsExactly(1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void each_warning_is_an_event(Engine engine) {
        on(engine, catalogue -> {
            ApiKey key = key(catalogue, Duration.ofDays(5));
            clock.goOn(Duration.ofDays(2));
            var events = new Events(catalogue);
            var watch = new ExpiryWatch(
                    catalogue, new CatalogueKeyStore(catalogue), List.of(new KeyExpiryEvents(events, clock)), clock);
            watch.look();
            watch.look();
            assertThat(events.between(0, Long.MAX_VALUE)).singleElement().satisfies(kept -> {
                assertThat(kept.event().name()).isEqualTo("apikey.expiring");
                assertThat(kept.event().data().path("id").asText()).isEqualTo(key.id());
                assertThat(kept.event().data().path("user").asText()).isEqualTo("anne");
                assertThat(kept.event().data().path("days").asInt()).isEqualTo(3);
            });
        });
    }
}
