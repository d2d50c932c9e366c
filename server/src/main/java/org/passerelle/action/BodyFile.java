package org.passerelle.action;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A body that lies in a file: it can be read again from its first byte, also after it was closed. Belongs to one thread. */
final class BodyFile extends InputStream {

    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final long size;
    private InputStream in;
    private long read;

    BodyFile(Path file) {
        this.file = file;
        try {
            this.size = Files.size(file);
            this.in = open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    /** How much has been read. */
    int hundredths() {
        return size == 0 ? 0 : (int) Math.min(99, 100 * read / size);
    }

    @Override
    public int read() throws IOException {
        int next = in.read();
        read += next < 0 ? 0 : 1;
        return next;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = in.read(into, from, length);
        read += Math.max(0, got);
        return got;
    }

    @Override
    public void reset() throws IOException {
        in.close();
        in = open();
        read = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
