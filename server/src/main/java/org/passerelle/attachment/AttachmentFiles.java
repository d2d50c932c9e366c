package org.passerelle.attachment;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Unit;

/**
 * The files themselves, in a folder that nodes may share. Thread-safe.
 *
 * <pre>
 * ID.file   what an attachment says
 * ID.unit   there as long as a unit that gives or takes that file has not ended: what a killed server leaves tells which files to look at
 * others    what is still coming, in parts
 * </pre>
 */
record AttachmentFiles(Path folder) {

    private static final Logger LOG = Logger.getLogger(AttachmentFiles.class);
    private static final String FILE = ".file";
    private static final String MARK = ".unit";
    private static final Pattern PART = Pattern.compile("FUp_.*\\.tmp|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private Path file(String id) {
        return folder.resolve(id + FILE);
    }

    private Path mark(String id) {
        return folder.resolve(id + MARK);
    }

    /** Makes what has come the file of this id, safe on the disk, as long as the unit does not roll back. */
    void give(Unit unit, Path part, String id) {
        mark(id, true);
        unit.with(new Pending() {
            @Override
            public void end() {
                if (isRolledBack()) {
                    forget(file(id));
                }
                if (isRolledBack() || isCommitted()) {
                    forget(mark(id));
                }
            }
        });
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(part, file(id), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the file away, once the unit has committed. */
    void take(Unit unit, String id) {
        unit.with(new Pending() {
            @Override
            public void prepare() {
                super.prepare();
                mark(id, false);
            }

            @Override
            public void end() {
                if (isCommitted()) {
                    forget(file(id));
                    forget(mark(id));
                }
            }
        });
    }

    private void mark(String id, boolean isNew) {
        try {
            Files.createDirectories(folder);
            Files.write(
                    mark(id),
                    new byte[0],
                    isNew ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(String id, OutputStream out) throws IOException {
        Files.copy(file(id), out);
    }

    /** Ends what units began before then and nobody ended: only files that are told of stay. */
    void settle(Instant before, Predicate<String> isTold) {
        for (Path mark : old(before, name -> name.endsWith(MARK))) {
            String name = mark.getFileName().toString();
            String id = name.substring(0, name.length() - MARK.length());
            if (!isTold.test(id)) {
                forget(file(id));
            }
            forget(mark);
        }
    }

    /** What has not come to its end since then. */
    void forgetParts(Instant before) {
        old(before, PART.asMatchPredicate()).forEach(AttachmentFiles::forget);
    }

    private List<Path> old(Instant before, Predicate<String> named) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> named.test(file.getFileName().toString()) && isOlder(file, before))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOlder(Path file, Instant moment) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(moment);
        } catch (IOException e) {
            return false; // it has gone meanwhile
        }
    }

    static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warnf("the file %s cannot be removed", file.getFileName());
        }
    }

    /** How a unit has come out. Where the commit itself failed nobody knows, and the mark stays for who asks the catalogue later. */
    private abstract static class Pending implements Unit.Companion {
        private boolean prepared;
        private boolean committed;

        @Override
        public void prepare() {
            prepared = true;
        }

        @Override
        public void commit() {
            committed = true;
        }

        boolean isCommitted() {
            return committed;
        }

        boolean isRolledBack() {
            return !prepared;
        }
    }
}
