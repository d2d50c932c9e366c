package org.passerelle.credential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from the same one later on.
 *
 * @param changed null where there is no file
 * @param key tells a file from one that has replaced it
 * @param looked when this was seen, in milliseconds since 1970
 */
record FileStamp(
        @Nullable FileTime changed, long size, @Nullable Object key, long looked) {

    /** Two changes within this time may leave the same time of change behind. */
    private static final long DOUBT_MILLIS = 1_000;

    static FileStamp of(Path path) throws IOException {
        long now = System.currentTimeMillis();
        try {
            var found = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey(), now);
        } catch (NoSuchFileException e) {
            return new FileStamp(null, -1, null, now);
        }
    }

    boolean isNoFile() {
        return changed == null;
    }

    /** Whether what was read then is what would be read now. What was fresh when it was read is doubted once. */
    boolean isStill(FileStamp now) {
        boolean same = size == now.size && Objects.equals(changed, now.changed) && Objects.equals(key, now.key);
        boolean settled = changed == null || looked - changed.toMillis() > DOUBT_MILLIS;
        return same && (settled || now.looked - looked <= DOUBT_MILLIS);
    }
}
