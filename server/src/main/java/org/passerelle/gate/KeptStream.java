package org.passerelle.gate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Reply;

/** A body that can be read again from its first byte: what has been read is kept, in memory while it is little. Belongs to one thread. */
final class KeptStream extends FilterInputStream {

    private static final int LITTLE = 1 << 20;

    private final ByteArrayOutputStream little = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream much;

    private long left;

    KeptStream(InputStream in) {
        this(in, Long.MAX_VALUE);
    }

    /** @param most bytes that are read at once: beyond, reading throws {@link Reply.TooLong} */
    KeptStream(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        if (got > 0) {
            keep(into, from, got);
            left -= got;
        }
        if (left < 0) {
            throw new Reply.TooLong();
        }
        return got;
    }

    private void keep(byte[] bytes, int from, int length) throws IOException {
        if (much == null && little.size() + length <= LITTLE) {
            little.write(bytes, from, length);
            return;
        }
        if (much == null) {
            file = Files.createTempFile("passerelle-", ".body");
            much = Files.newOutputStream(file);
        }
        much.write(bytes, from, length);
    }

    /**
     * Reads it to its end.
     *
     * @param before what the digest begins with
     * @return the SHA-256, in hexadecimal
     */
    String digest(String before) throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(before.getBytes(StandardCharsets.UTF_8));
            var bytes = new byte[LITTLE / Byte.SIZE];
            for (int got = read(bytes); got >= 0; got = read(bytes)) {
                digest.update(bytes, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What has been read, and then the rest. */
    InputStream fromTheStart() throws IOException {
        InputStream first = new ByteArrayInputStream(little.toByteArray());
        if (much == null || file == null) {
            return new SequenceInputStream(first, in);
        }
        much.close();
        return new SequenceInputStream(new SequenceInputStream(first, Files.newInputStream(file)), in);
    }

    @Override
    public void close() throws IOException {
        if (much != null && file != null) {
            much.close();
            Files.deleteIfExists(file);
        }
    }
}
