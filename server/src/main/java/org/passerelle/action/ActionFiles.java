package org.passerelle.action;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** What came with the actions and what came of them, each in a file: {@code 7.body}, {@code 7.ledger}, {@code 7.result}, {@code 7.errors}. On the disk before it is told of. */
final class ActionFiles {

    private static final int BUFFER = 1 << 16;
    private static final String PART = ".part";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Path folder;

    ActionFiles(Path folder) {
        this.folder = folder;
    }

    /** Does something with an open file. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    Path body(long id) {
        return folder.resolve(id + ".body");
    }

    Path result(long id) {
        return folder.resolve(id + ".result");
    }

    /** What has come of the parts of it so far. */
    Path ledger(long id) {
        return folder.resolve(id + ".ledger");
    }

    /** The rows that were refused. */
    Path errors(long id) {
        return folder.resolve(id + ".errors");
    }

    InputStream read(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void copy(Path file, OutputStream out) {
        try {
            Files.copy(file, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that arrives: it has no number yet. */
    Path arrive(InputStream body) {
        try {
            Files.createDirectories(folder);
            Path file = Files.createTempFile(folder, "", PART);
            write(file, body::transferTo);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file is there whole, or not at all. */
    void whole(Path file, Writer writer) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "", PART);
            write(part, writer);
            settle(part, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void settle(Path part, Path file) {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything of an action that nobody asks for any more. */
    void forgetAll(long id) {
        forgetWork(id);
        forget(result(id));
        forget(errors(id));
    }

    /** What only its work needs. */
    void forgetWork(long id) {
        forget(body(id));
        forget(ledger(id));
    }

    /** What was begun long ago and will not be ended. */
    void forgetParts(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var parts = Files.newDirectoryStream(folder, "*" + PART)) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(now.minus(LONGEST))) {
                    Files.deleteIfExists(part);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path part, Writer writer) throws IOException {
        boolean done = false;
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                OutputStream out = new Kept(Channels.newOutputStream(channel))) {
            writer.write(out);
            out.flush();
            channel.force(true);
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(part);
            }
        }
    }

    /** Writers close what they have written; the file is closed here, once it is on the disk. */
    private static final class Kept extends BufferedOutputStream {

        Kept(OutputStream out) {
            super(out, BUFFER);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
