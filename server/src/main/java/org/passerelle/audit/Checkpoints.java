package org.passerelle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;

/**
 * The checkpoints: in the catalogue, and once more in a file beside it, so that nobody can take the end of the log away by the catalogue
 * alone.
 */
record Checkpoints(Catalogue catalogue, AuditKey key, Path folder) {

    private static final String COLUMNS = "number, hash, time, signature";

    static List<Checkpoint> all(Source source) {
        return source.all(Checkpoint::of, "SELECT " + COLUMNS + " FROM audit_checkpoint ORDER BY number");
    }

    Optional<Checkpoint> last() {
        return catalogue.one(
                Checkpoint::of, "SELECT " + COLUMNS + " FROM audit_checkpoint ORDER BY number DESC LIMIT 1");
    }

    /** Signs the chain as far as it has come, if it has come any further. */
    void sign(Instant now) {
        Head head = AuditStore.head(catalogue);
        if (head.number() == 0
                || last().filter(last -> last.number() >= head.number()).isPresent()) {
            return;
        }
        Checkpoint made = Checkpoint.sign(head, now, key);
        int written = catalogue.change(unit -> unit.run(
                "INSERT INTO audit_checkpoint (" + COLUMNS + ") VALUES (?, ?, ?, ?) ON CONFLICT (number) DO NOTHING",
                made.number(),
                made.hash(),
                made.time().toEpochMilli(),
                made.signature()));
        if (written == 1) {
            copy(made);
        }
    }

    private void copy(Checkpoint made) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.writeString(
                    file(folder),
                    made.line() + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("A checkpoint of the audit log cannot be copied to " + folder + ".", e);
        }
    }

    /** Those of the file. */
    static List<Checkpoint> copied(Path folder) {
        try {
            return Files.exists(file(folder))
                    ? Files.readAllLines(file(folder)).stream()
                            .flatMap(line -> Checkpoint.parse(line).stream())
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder) {
        return folder.resolve("checkpoints");
    }
}
