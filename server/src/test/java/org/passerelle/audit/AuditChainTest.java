package org.passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.audit.Finding.Kind;
import org.passerelle.engine.Engine;

/** Lines come with their change, one after the other, and may be taken out again only by sealing them. */
class AuditChainTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void many_writers_make_one_chain(Engine engine) throws InterruptedException {
        try (AuditBook book = AuditBook.open(engine, folder)) {
            var writers = Executors.newFixedThreadPool(8);
            IntStream.range(0, 8).forEach(i -> writers.submit(() -> book.write(25)));
            writers.shutdown();
            assertThat(writers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(book.verdict()).isEqualTo(new Verdict(1, 200, List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void a_unit_that_fails_or_is_rehearsed_leaves_no_line(Engine engine) {
        try (AuditBook book = AuditBook.open(engine, folder).write(3)) {
            assertThatThrownBy(() -> book.catalogue().change(unit -> {
                        book.log().append(unit, AuditBook.line("lost"));
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            book.catalogue().change(true, unit -> {
                book.log().append(unit, AuditBook.line("rehearsed"));
                return unit;
            });
            assertThat(book.verdict()).isEqualTo(new Verdict(1, 3, List.of()));
        }
    }

    @Test
    void the_canonical_form_is_the_one_that_is_documented() {
        // printf '%064d\n1\n1795336200000\nanne\n\n192.0.2.7\nusers.update\nbob\n200\n0\nr-1' 0 | sha256sum
        assertThat(Chain.hash(Chain.BEGINNING, 1, AuditBook.line("bob")))
                .isEqualTo("4c096b04a7bc1c3bbac51c9d2a639d73106c334386dd79e5bf3975f4b3aea135");
    }

    @Test
    void a_line_holds_no_control_characters_and_no_halves_of_characters() {
        AuditLine line = AuditBook.line("a\nb\0c\uD800d");
        assertThat(line.target()).isEqualTo("a\uFFFDb\uFFFDc\uFFFDd");
        assertThat(AuditBook.line("x".repeat(5_000)).target()).hasSize(1_000).endsWith("…");
    }

    @ParameterizedTest
    @EnumSource(names = {"SQLITE", "POSTGRESQL"})
    void the_chain_goes_on_from_a_sealed_segment(Engine engine) {
        try (AuditBook book = AuditBook.open(engine, folder).write(20).sign()) {
            Segment sealed = segments(book)
                    .seal(AuditBook.NOW.plusSeconds(1), AuditBook.NOW.plusSeconds(2))
                    .orElseThrow();
            assertThat(sealed.first()).isEqualTo(1);
            assertThat(sealed.last()).isEqualTo(20);
            assertThat(segments(book).seal(AuditBook.NOW.plusSeconds(1), AuditBook.NOW))
                    .isEmpty();
            book.write(5);
            // the sealing left a line of its own
            assertThat(book.verdict()).isEqualTo(new Verdict(21, 26, List.of()));
            assertThat(AuditLog.verify(folder.resolve(sealed.file()), book.log().publicKey()))
                    .isEqualTo(new Verdict(1, 20, List.of()));
            book.tamper(unit -> unit.run("UPDATE audit_segment SET hash = ?", Chain.BEGINNING));
            assertThat(book.verdict().findings()).extracting(Finding::kind).contains(Kind.FORGED);
            book.tamper(unit -> unit.run("DELETE FROM audit_segment"));
            assertThat(book.verdict().findings())
                    .anySatisfy(
                            finding -> assertThat(finding).hasToString("MISSING lines 1 to 20: not there any more"));
        }
    }

    @Test
    void a_log_that_is_not_what_was_written_is_not_sealed() {
        try (AuditBook book = AuditBook.open(Engine.SQLITE, folder).write(20)) {
            book.tamper(unit -> unit.run("DELETE FROM audit_line WHERE number = 7"));
            Segments segments = segments(book);
            assertThatThrownBy(() -> segments.seal(AuditBook.NOW.plusSeconds(1), AuditBook.NOW))
                    .isInstanceOf(Segments.Broken.class)
                    .hasMessageContaining("MISSING line 7");
            assertThat(folder).isDirectoryNotContaining("glob:**.ndjson.gz");
        }
    }

    @Test
    void a_sealed_file_that_was_changed_is_known() throws IOException {
        try (AuditBook book = AuditBook.open(Engine.SQLITE, folder).write(20)) {
            Segment sealed = segments(book)
                    .seal(AuditBook.NOW.plusSeconds(1), AuditBook.NOW)
                    .orElseThrow();
            Path file = folder.resolve(sealed.file());
            String text;
            try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                text = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            }
            String key = book.log().publicKey();
            assertThat(verdict(text.replace("\"user7\"", "\"eve\""), key))
                    .anySatisfy(finding ->
                            assertThat(finding).hasToString("ALTERED lines 7 to 8: the second does not follow"));
            assertThat(verdict(text.replaceAll("\\{\"number\":9,[^\n]*\n", ""), key))
                    .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.MISSING));
            assertThat(verdict(text.replaceAll("(?s)\\{\"number\":15,.*(?=\\{\"last\")", ""), key))
                    .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.TRUNCATED));
            assertThat(verdict(text.replace("\"last\":20", "\"last\":14"), key))
                    .anySatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.FORGED));
        }
    }

    private List<Finding> verdict(String text, String key) throws IOException {
        Path file = folder.resolve("changed.ndjson.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return AuditLog.verify(file, key).findings();
    }

    private Segments segments(AuditBook book) {
        return new Segments(book.catalogue(), book.log(), folder);
    }
}
