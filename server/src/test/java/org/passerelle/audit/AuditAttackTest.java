package org.passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.audit.Finding.Kind;
import org.passerelle.catalogue.Unit;
import org.passerelle.engine.Engine;

/**
 * Somebody who may write to the catalogue, and has not its secret key, cannot change the log unseen (F8). Each log here has 30 lines, and
 * was signed at the lines 10 and 20.
 */
class AuditAttackTest {

    private static final int LINES = 30;

    @TempDir
    Path folder;

    private enum Attack {
        A_LINE_IS_ALTERED(Kind.ALTERED, 15, unit -> unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 15")),
        A_TIME_IS_ALTERED(
                Kind.ALTERED, 15, unit -> unit.run("UPDATE audit_line SET time = time + 1 WHERE number = 15")),
        AN_ACTOR_IS_ADDED(Kind.ALTERED, 15, unit -> unit.run("UPDATE audit_line SET actor = 'eve' WHERE number = 15")),
        A_REHEARSAL_IS_MADE_OF_IT(
                Kind.ALTERED, 15, unit -> unit.run("UPDATE audit_line SET dry_run = 1 WHERE number = 15")),
        WHAT_NO_LINE_HOLDS_IS_PUT_IN(
                Kind.ALTERED, 15, unit -> unit.run("UPDATE audit_line SET dry_run = 2 WHERE number = 15")),
        A_LINE_IS_ALTERED_WITH_ITS_HASH(Kind.ALTERED, 15, unit -> {
            unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 15");
            rehash(unit, 15, 15);
        }),
        THE_FIRST_LINE_IS_ALTERED(
                Kind.ALTERED, 1, unit -> unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 1")),
        EVERYTHING_SINCE_IS_REWRITTEN(Kind.REWRITTEN, 15, unit -> {
            unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 15");
            rehash(unit, 15, LINES);
        }),
        THE_END_IS_REWRITTEN_WITH_THE_HEAD(Kind.FORGED, 25, unit -> {
            unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 25");
            rehash(unit, 25, LINES);
            unit.run("UPDATE audit_head SET hash = (SELECT hash FROM audit_line WHERE number = 30)");
        }),
        A_LINE_IS_DELETED(Kind.MISSING, 15, unit -> unit.run("DELETE FROM audit_line WHERE number = 15")),
        THE_FIRST_LINES_ARE_DELETED(Kind.MISSING, 2, unit -> unit.run("DELETE FROM audit_line WHERE number < 4")),
        A_LINE_IS_DELETED_AND_THE_REST_NUMBERED_ANEW(Kind.MISSING, 15, unit -> {
            unit.run("DELETE FROM audit_line WHERE number = 15");
            renumber(unit, 16, -1);
        }),
        NEIGHBOURS_ARE_EXCHANGED(Kind.MOVED, 15, unit -> exchange(unit, 15, 16)),
        DISTANT_LINES_ARE_EXCHANGED(Kind.MOVED, 15, unit -> exchange(unit, 15, 22)),
        A_LINE_IS_INSERTED(Kind.INSERTED, 15, unit -> {
            renumber(unit, 15, 1);
            copy(unit, 14, 15);
            rehash(unit, 15, 15);
        }),
        A_LINE_IS_ADDED_AT_THE_END(Kind.INSERTED, 31, unit -> {
            copy(unit, 30, 31);
            rehash(unit, 31, 31);
        }),
        A_LINE_IS_ADDED_AT_THE_END_WITH_THE_HEAD(Kind.FORGED, 31, unit -> {
            copy(unit, 30, 31);
            rehash(unit, 31, 31);
            unit.run("UPDATE audit_head SET number = 31, hash = (SELECT hash FROM audit_line WHERE number = 31)");
        }),
        THE_END_IS_CUT_OFF(Kind.TRUNCATED, 26, unit -> unit.run("DELETE FROM audit_line WHERE number > 25")),
        THE_END_IS_CUT_OFF_WITH_THE_HEAD(Kind.FORGED, 25, unit -> {
            unit.run("DELETE FROM audit_line WHERE number > 25");
            unit.run("UPDATE audit_head SET number = 25, hash = (SELECT hash FROM audit_line WHERE number = 25)");
        }),
        EVERYTHING_IS_DELETED(Kind.TRUNCATED, 1, unit -> unit.run("DELETE FROM audit_line")),
        CHECKPOINTS_ARE_EXCHANGED(Kind.FORGED, 10, unit -> {
            unit.run("UPDATE audit_checkpoint SET number = -number");
            unit.run("UPDATE audit_checkpoint SET number = 10 WHERE number = -20");
            unit.run("UPDATE audit_checkpoint SET number = 20 WHERE number = -10");
        }),
        A_CHECKPOINT_FOLLOWS_WHAT_WAS_REWRITTEN(Kind.FORGED, 20, unit -> {
            unit.run("UPDATE audit_line SET target = 'eve' WHERE number = 15");
            rehash(unit, 15, LINES);
            unit.run(
                    "UPDATE audit_checkpoint SET hash = (SELECT hash FROM audit_line WHERE number = 20) WHERE number = 20");
        }),
        THE_LOG_IS_STOPPED_QUIETLY(Kind.FORGED, LINES, unit -> unit.run("UPDATE audit_head SET running = 0"));

        private final Kind kind;
        private final long line;
        private final Consumer<Unit> deed;

        Attack(Kind kind, long line, Consumer<Unit> deed) {
            this.kind = kind;
            this.line = line;
            this.deed = deed;
        }
    }

    private static void rehash(Unit unit, long from, long to) {
        for (long number = from; number <= to; number++) {
            String before = unit.one(
                            row -> row.text("hash"), "SELECT hash FROM audit_line WHERE number = ?", number - 1)
                    .orElseThrow();
            Numbered row = unit.one(
                            Numbered::of, "SELECT " + Numbered.COLUMNS + " FROM audit_line WHERE number = ?", number)
                    .orElseThrow();
            unit.run("UPDATE audit_line SET hash = ? WHERE number = ?", Chain.hash(before, number, row.line()), number);
        }
    }

    private static void renumber(Unit unit, long from, long by) {
        unit.run("UPDATE audit_line SET number = -(number + ?) WHERE number >= ?", by, from);
        unit.run("UPDATE audit_line SET number = -number WHERE number < 0");
    }

    private static void exchange(Unit unit, long one, long other) {
        unit.run("UPDATE audit_line SET number = -1 WHERE number = ?", one);
        unit.run("UPDATE audit_line SET number = ? WHERE number = ?", one, other);
        unit.run("UPDATE audit_line SET number = ? WHERE number = -1", other);
    }

    private static void copy(Unit unit, long from, long to) {
        unit.run(
                "INSERT INTO audit_line (number, time, account, actor, address, operation, target, result, dry_run, request, hash)"
                        + " SELECT number + ?, time, account, actor, address, operation, 'eve', result, dry_run, request, hash"
                        + " FROM audit_line WHERE number = ?",
                to - from,
                from);
    }

    private AuditBook book(Engine engine) {
        return AuditBook.open(engine, folder).write(10).sign().write(10).sign().write(10);
    }

    private static Stream<Arguments> attacks() {
        var all = new ArrayList<Arguments>();
        for (Attack attack : Attack.values()) {
            for (Engine engine : List.of(Engine.SQLITE, Engine.POSTGRESQL)) {
                all.add(Arguments.of(attack, engine));
            }
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void it_is_detected_and_located(Attack attack, Engine engine) {
        try (AuditBook book = book(engine)) {
            assertThat(book.verdict().findings()).isEmpty();
            book.tamper(attack.deed);
            assertThat(book.verdict().findings()).as(attack.name()).anySatisfy(finding -> {
                assertThat(finding.kind()).isEqualTo(attack.kind);
                assertThat(attack.line).isBetween(finding.from(), finding.to());
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void one_altered_line_casts_no_doubt_on_the_others(Engine engine) {
        try (AuditBook book = book(engine)) {
            book.tamper(Attack.A_LINE_IS_ALTERED.deed);
            assertThat(book.verdict().findings())
                    .singleElement()
                    .satisfies(
                            finding -> assertThat(finding.to() - finding.from()).isOne());
        }
    }

    /** The only copy of the end is outside the catalogue then. */
    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_catalogue_put_back_as_it_was_before_is_known_by_the_copies_of_the_checkpoints(Engine engine) {
        try (AuditBook book = AuditBook.open(engine, folder).write(10).sign()) {
            Head before = AuditStore.head(book.catalogue());
            book.write(10).sign();
            book.tamper(unit -> {
                unit.run("DELETE FROM audit_line WHERE number > 10");
                unit.run("DELETE FROM audit_checkpoint WHERE number > 10");
                unit.run("UPDATE audit_head SET number = 10, hash = ?, seal = ?", before.hash(), before.seal());
            });
            assertThat(book.verdict().findings())
                    .containsExactly(Finding.of(Kind.TRUNCATED, 11, 20, "cut off at the end"));
            assertThat(book.log().verify(folder.resolve("elsewhere")).findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_key_that_somebody_else_has_put_in_place_of_ours_signs_nothing(Engine engine) {
        try (AuditBook book = book(engine)) {
            book.tamper(unit -> unit.run("DELETE FROM audit_key"));
            var other = new AuditLog(book.catalogue(), book.vault(), java.time.Clock.systemUTC());
            assertThat(other.verify(folder).findings())
                    .extracting(Finding::kind)
                    .contains(Kind.FORGED);
        }
    }
}
