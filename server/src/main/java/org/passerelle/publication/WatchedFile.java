package org.passerelle.publication;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A file as it was when it was looked at: by its name, time, size and identity one sees whether it changed since. */
record WatchedFile(
        Path path, long modified, long size, @Nullable String key) {

    private static final int LONGEST = 4 * 1024 * 1024;

    /** Null when there is no such file. */
    static @Nullable WatchedFile look(Path path) {
        try {
            var about = Files.readAttributes(path, BasicFileAttributes.class);
            if (!about.isRegularFile()) {
                return null;
            }
            long nanos = about.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS);
            return new WatchedFile(path, nanos, about.size(), Objects.toString(about.fileKey(), null));
        } catch (IOException e) {
            return null;
        }
    }

    /** Its text: UTF-8, else ISO-8859-1, in which every file can be read. */
    String text() throws IOException {
        if (size > LONGEST) {
            throw new IOException("it is longer than " + LONGEST + " bytes");
        }
        byte[] bytes = Files.readAllBytes(path);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(java.nio.ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
