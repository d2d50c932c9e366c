package org.passerelle.attachment;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Row;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.FilePart;

/**
 * Keeps files. A file is on the disk before the unit that tells of it commits, and goes after the unit has committed that forgets it: what is told
 * of is there. Thread-safe.
 */
@Singleton
public final class Attachments {

    private static final Logger LOG = Logger.getLogger(Attachments.class);
    private static final String AT = " WHERE connection = ? AND schema_name = ? AND table_name = ? AND record = ?";

    private final AttachmentSettings settings;
    private final Clock clock;

    @Inject
    Attachments(AttachmentSettings settings, Clock clock) {
        this.settings = settings;
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
        forget(part.file());
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
        settle(part.file(), file(id));
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
        unit.afterCommit(() -> forget(file(attachment.id())));
    }

    public void copy(Attachment attachment, OutputStream out) {
        try {
            Files.copy(file(attachment.id()), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String id) {
        return settings.folder().resolve(id + ".file");
    }

    private static Object[] values(Home home) {
        return new Object[] {home.connection(), home.schema(), home.table(), home.record()};
    }

    private static void settle(Path from, Path to) {
        try {
            try (FileChannel channel = FileChannel.open(from, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("the file %s cannot be removed", file.getFileName());
        }
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
