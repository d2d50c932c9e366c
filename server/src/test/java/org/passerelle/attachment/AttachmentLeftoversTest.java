package org.passerelle.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.SettableClock;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.FilePart;

/**
 * What a kill leaves in the folder of attachments. A kill is told by a copy of the folder at that moment: nothing that the unit does afterwards, by
 * its end or by its failure, comes to it.
 */
class AttachmentLeftoversTest {

    private static final Home HOME = new Home("demo", "", "clients", "1");

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(Instant.now().toString());
    private Catalogue catalogue;

    @BeforeEach
    void open() {
        catalogue = Catalogue.open(new CatalogueSettings(data, null, null, null, null));
        catalogue.change(unit ->
                unit.run("INSERT INTO connection (id, name, type, url, roles, read_only, statement_timeout, row_cap,"
                        + " position) VALUES ('demo', '', '', '', '', 0, 1, 0, 1)"));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    private Path folder() {
        return data.resolve("attachments");
    }

    private Path killed() {
        return data.resolve("killed");
    }

    private AttachmentSettings settings(Path folder) {
        return new AttachmentSettings(folder, 1_000, List.of("text/plain"));
    }

    private Attachments attachments() {
        return new Attachments(settings(folder()), clock);
    }

    private Attachment add(Unit unit) {
        try {
            Files.createDirectories(folder());
            Path part = Files.writeString(folder().resolve(UUID.randomUUID().toString()), "hello");
            return attachments().add(unit, HOME, new FilePart("a.txt", "text/plain", 5, part), "anne");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the disk is now. */
    private void kill() {
        try (var files = Files.list(folder())) {
            Files.createDirectories(killed());
            for (Path file : files.toList()) {
                Files.copy(file, killed().resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killAtTheEnd(Unit unit) {
        unit.with(new Unit.Companion() {
            @Override
            public void commit() {
                kill();
            }
        });
    }

    private List<String> left(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> swept(Duration later) throws IOException {
        clock.goOn(later);
        new AttachmentLeftovers(catalogue, settings(killed()), clock).sweep();
        return left(killed());
    }

    @Test
    void a_file_whose_unit_did_not_commit_goes() throws IOException {
        assertThatThrownBy(() -> catalogue.change(unit -> {
                    add(unit);
                    kill();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(left(folder())).as("without a kill").isEmpty();
        assertThat(left(killed())).hasSize(2);
        assertThat(swept(Duration.ofMinutes(50)))
                .as("another node may be at it")
                .hasSize(2);
        assertThat(swept(Duration.ofMinutes(20))).isEmpty();
    }

    @Test
    void a_file_whose_unit_has_committed_stays() throws IOException {
        Attachment made = catalogue.change(unit -> {
            Attachment added = add(unit);
            killAtTheEnd(unit);
            return added;
        });
        assertThat(left(folder())).as("without a kill").containsExactly(made.id() + ".file");
        assertThat(left(killed())).hasSize(2);
        assertThat(swept(Duration.ofHours(2))).containsExactly(made.id() + ".file");
    }

    @Test
    void a_file_that_was_taken_away_goes() throws IOException {
        Attachment made = catalogue.change(this::add);
        catalogue.change(unit -> {
            attachments().remove(unit, HOME, made);
            killAtTheEnd(unit);
            return made;
        });
        assertThat(left(folder())).as("without a kill").isEmpty();
        assertThat(left(killed())).hasSize(2);
        assertThat(swept(Duration.ofHours(2))).isEmpty();
    }

    @Test
    void what_was_still_coming_goes_after_a_day_and_a_stranger_never() throws IOException {
        Files.createDirectories(killed());
        for (String name : List.of("FUp_123_456.tmp", UUID.randomUUID().toString(), "lost.file", "notes.txt")) {
            Files.writeString(killed().resolve(name), "half");
        }
        assertThat(swept(Duration.ofHours(20))).hasSize(4);
        assertThat(swept(Duration.ofHours(5))).containsExactly("lost.file", "notes.txt");
    }
}
