package org.passerelle.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Unit;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** A letter is taken in once, however often it is brought; its receivers and the note of it commit together. */
class ReceiptsTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path folder;

    private final List<String> taken = new ArrayList<>();

    private Catalogue open(Engine engine) {
        if (engine == Engine.SQLITE) {
            return Catalogue.open(new CatalogueSettings(folder, null, null, null, null));
        }
        Database database = engine.fresh("receipts");
        return Catalogue.open(
                new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null));
    }

    private void open(Unit unit, List<Letter> letters) {
        letters.forEach(letter -> taken.add(letter.id()));
    }

    private static List<Letter> letters(int count) {
        var ids = new LetterIds(CLOCK);
        return java.util.stream.Stream.generate(ids::next)
                .limit(count)
                .map(id -> new Letter(id, Instant.EPOCH, List.of(), null, null))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void what_is_brought_again_is_not_taken_again(Engine engine) {
        try (Catalogue catalogue = open(engine)) {
            var receipts = new Receipts(catalogue, this::open, CLOCK);
            List<Letter> letters = letters(5);
            receipts.take("one", letters.subList(0, 3));
            receipts.take("one", letters);
            assertThat(taken).isEqualTo(letters.stream().map(Letter::id).toList());
            receipts.forget("one", CLOCK.instant());
            receipts.take("one", letters);
            assertThat(taken).as("noted a moment ago").hasSize(5);
            receipts.forget("two", CLOCK.instant().plus(Duration.ofDays(1)));
            receipts.take("one", letters);
            assertThat(taken).as("another outbox was empty").hasSize(5);
            receipts.forget("one", CLOCK.instant().plus(Duration.ofDays(1)));
            receipts.take("one", letters);
            assertThat(taken).as("forgotten").hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void where_a_receiver_fails_nothing_is_taken_and_all_of_it_comes_again(Engine engine) {
        try (Catalogue catalogue = open(engine)) {
            List<Letter> letters = letters(2);
            var failing = new Receipts(
                    catalogue,
                    (unit, come) -> come.forEach(
                            letter -> unit.run(
                                    "INSERT INTO account (id, name, kind, active, acls, created) VALUES ('a', 'a', 'guest', 1, '', 0)")),
                    CLOCK);
            assertThatThrownBy(() -> failing.take("one", letters)).isNotNull();
            var receipts = new Receipts(catalogue, this::open, CLOCK);
            receipts.take("one", letters);
            assertThat(taken).hasSize(2);
            assertThat(catalogue.all(row -> row.text("id"), "SELECT id FROM account"))
                    .isEmpty();
        }
    }

    @Test
    void ids_sort_in_the_order_in_which_they_were_made_and_are_uuids_of_version_7() {
        List<String> ids = letters(20_000).stream().map(Letter::id).toList();
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(UUID.fromString(ids.getFirst()).version()).isEqualTo(7);
        assertThat(UUID.fromString(ids.getFirst()).variant()).isEqualTo(2);
    }
}
