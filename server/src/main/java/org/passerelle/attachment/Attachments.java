package org.passerelle.attachment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.FilePart;

/**
 * Keeps files. A file is on the disk before the unit that tells of it commits, and goes after the unit has committed that forgets it: what is told
 * of is there. What a kill leaves that is not told of {@link AttachmentLeftovers} throws away. Thread-safe.
 */
@Singleton
public final class Attachments {

    private static final String AT = " WHERE connection = ? AND schema_name = ? AND table_name = ? AND record = ?";

    private final AttachmentSettings settings;
    private final AttachmentFiles files;
    private final Clock clock;

    @Inject
    public Attachments(AttachmentSettings settings, Clock clock) {
        this.settings = settings;
        this.files = new AttachmentFiles(settings.folder());
        this.clock = clock;
    }

    /**
     * Takes a file that comes; it is nobody's yet.
     *
     * @param contentType the whole header of the form
     * @throws Fault 400 for what is no form with one file, 413 for a long one, 415 for a type that is not taken
     */
    public FilePart receive(InputStream body, String contentType) {
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        FilePart part = FilePart.read(body, contentType, settings.folder(), settings.most());
        if (!settings.takes(part.type())) {
            drop(part);
            throw Fault.of(Fault.Kind.UNSUPPORTED_TYPE, "A file may be of {}.", String.join(", ", settings.types()));
        }
        return part;
    }

    /** A file that came for nothing. */
    public void drop(FilePart part) {
        AttachmentFiles.forget(part.file());
    }

    /** Gives the file to the record, if the unit commits. */
    public Attachment add(Unit unit, Home home, FilePart part, String by) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = "%011x-%s".formatted(now.toEpochMilli(), UUID.randomUUID());
        var made = new Attachment(id, part.name(), part.type(), part.size(), now, by);
        unit.run(
                "INSERT INTO attachment (id, connection, schema_name, table_name, record, name, type, size, created,"
                        + " created_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                home.connection(),
                home.schema(),
                home.table(),
                home.record(),
                made.name(),
                made.type(),
                made.size(),
                now.toEpochMilli(),
                by);
        files.give(unit, part.file(), id);
        return made;
    }

    /** Oldest first. */
    public List<Attachment> list(Source source, Home home) {
        return source.all(Attachments::attachment, "SELECT * FROM attachment" + AT + " ORDER BY id", values(home));
    }

    public Optional<Attachment> find(Source source, Home home, String id) {
        return list(source, home).stream()
                .filter(attachment -> attachment.id().equals(id))
                .findFirst();
    }

    /** Takes it from the record, if the unit commits. */
    public void remove(Unit unit, Home home, Attachment attachment) {
        unit.run("DELETE FROM attachment WHERE id = ?", attachment.id());
        files.take(unit, attachment.id());
    }

    /**
     * Takes all files from the records of a connection, if the unit commits.
     *
     * @return how many
     */
    public int removeAll(Unit unit, String connection) {
        List<String> ids =
                unit.all(row -> row.text("id"), "SELECT id FROM attachment WHERE connection = ?", connection);
        unit.run("DELETE FROM attachment WHERE connection = ?", connection);
        ids.forEach(id -> files.take(unit, id));
        return ids.size();
    }

    public void copy(Attachment attachment, OutputStream out) {
        try {
            files.copy(attachment.id(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether any record of that table has files. */
    public boolean isAny(Source source, Home home) {
        return source.one(
                        row -> row.text("id"),
                        "SELECT id FROM attachment WHERE connection = ? AND schema_name = ? AND table_name = ? LIMIT 1",
                        home.connection(),
                        home.schema(),
                        home.table())
                .isPresent();
    }

    static boolean isTold(Source source, String id) {
        return source.one(row -> row.text("id"), "SELECT id FROM attachment WHERE id = ?", id)
                .isPresent();
    }

    private static Object[] values(Home home) {
        return new Object[] {home.connection(), home.schema(), home.table(), home.record()};
    }

    private static Attachment attachment(Row row) {
        return new Attachment(
                row.text("id"),
                row.text("name"),
                row.text("type"),
                row.big("size"),
                row.moment("created"),
                row.text("created_by"));
    }
}
