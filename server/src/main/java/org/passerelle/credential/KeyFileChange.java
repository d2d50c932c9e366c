package org.passerelle.credential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.Csv;

/**
 * A change of the file of keys, together with a unit of work of the catalogue. From its beginning to its end nobody else changes the file,
 * in this process or another. The new file is written whole and made durable beside the old one before the catalogue commits, and takes its
 * place by one renaming after: whoever looks, and whatever is cut off in between, the file is the old one or the new one. Belongs to one
 * thread.
 */
final class KeyFileChange implements Unit.Companion {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PAUSE_MILLIS = 5;
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    private final Path path;
    private final FileChannel lock;
    private final Map<String, ApiKey> keys;
    private final List<List<String>> unread;
    private boolean changed;

    private KeyFileChange(Path path, FileChannel lock, KeyFile.Content before) {
        this.path = path;
        this.lock = lock;
        this.keys = new LinkedHashMap<>(before.keys());
        this.unread = new ArrayList<>(before.unread());
    }

    /** @throws Fault 503 when somebody else changes it all the time, or when it cannot be read or written */
    static KeyFileChange of(KeyFile file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.path().getParent()));
            FileChannel lock = open(beside(file.path(), ".lock"));
            try {
                acquire(lock);
                KeyFile.Content before = file.now();
                if (before.problem() != null) {
                    throw away("The file of API keys cannot be read: it must be mended first.", null);
                }
                return new KeyFileChange(file.path(), lock, before);
            } catch (Fault | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw away("The file of API keys cannot be changed now.", e);
        }
    }

    Optional<ApiKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    void put(ApiKey key) {
        keys.put(key.id(), key);
        changed = true;
    }

    /**
     * A line that had its id too goes with it: it would be a key from then on.
     *
     * @return whether there was such a key
     */
    boolean remove(String id) {
        boolean removed = keys.remove(id) != null;
        unread.removeIf(line -> line.contains(id));
        changed |= removed;
        return removed;
    }

    @Override
    public void prepare() {
        if (!changed) {
            return;
        }
        List<String> header = KeyLine.header(keys.values());
        List<List<String>> lines = new ArrayList<>(keys.size() + unread.size() + 1);
        lines.add(header);
        keys.values().forEach(key -> lines.add(KeyLine.write(key, header)));
        lines.addAll(unread);
        try (FileChannel part = open(beside(path, ".part"))) {
            Csv.write(Channels.newOutputStream(part), KeyFile.SEPARATOR, lines);
            part.force(true);
        } catch (IOException | UncheckedIOException e) {
            throw away("The file of API keys cannot be written now.", e);
        }
    }

    @Override
    public void commit() {
        if (!changed) {
            return;
        }
        try {
            Files.move(
                    beside(path, ".part"), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel folder = FileChannel.open(Objects.requireNonNull(path.getParent()))) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw away("The file of API keys cannot be replaced now.", e);
        }
    }

    @Override
    public void end() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    /** For its owner's eyes only. */
    private static FileChannel open(Path path) throws IOException {
        return FileChannel.open(
                path, FRESH, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void acquire(FileChannel channel) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!locks(channel)) {
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw away("The file of API keys cannot be changed now.", e);
            }
            if (System.nanoTime() > end) {
                throw away("The file of API keys is being changed by somebody else. Try again.", null);
            }
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // someone else of this process has it
        }
    }

    private static Fault away(String detail, @Nullable Throwable cause) {
        return Fault.unavailable(detail, PATIENCE, cause);
    }
}
