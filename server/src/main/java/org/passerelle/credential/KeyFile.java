package org.passerelle.credential;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Csv;

/**
 * The file that API keys are kept in, as it is now: it is read again when it is another one than before, whoever changed it. Without a file
 * there are no keys, and none in one that cannot be read. Thread-safe.
 */
final class KeyFile {

    static final char SEPARATOR = ';';

    private static final Logger LOG = Logger.getLogger(KeyFile.class);

    private final Path path;
    private final @Nullable String domain;
    private volatile @Nullable Content content;

    /** @param domain under which alone its keys hold; null for everywhere */
    KeyFile(Path path, @Nullable String domain) {
        this.path = path.toAbsolutePath().normalize();
        this.domain = domain;
    }

    /**
     * What was read.
     *
     * @param keys by id, in the order of the file
     * @param unread lines that are no keys; they are kept as they are
     * @param problem why nothing in it counts; null when it does
     * @param number another one for each reading
     */
    record Content(
            FileStamp stamp,
            long number,
            Map<String, ApiKey> keys,
            List<List<String>> unread,
            @Nullable String problem) {}

    Path path() {
        return path;
    }

    Content now() {
        Content known = content;
        FileStamp stamp = stamp();
        return known != null && known.stamp.isStill(stamp) ? known : read();
    }

    private FileStamp stamp() {
        try {
            return FileStamp.of(path);
        } catch (IOException e) {
            return new FileStamp(null, -1, e.toString(), System.currentTimeMillis());
        }
    }

    private synchronized Content read() {
        Content before = content;
        FileStamp stamp = stamp();
        if (before != null && before.stamp.isStill(stamp)) {
            return before;
        }
        long number = before == null ? 0 : before.number + 1;
        Content read;
        try {
            read = stamp.isNoFile()
                    ? new Content(stamp, number, Map.of(), List.of(), null)
                    : parsed(stamp, number, Csv.read(Files.readString(path), SEPARATOR));
        } catch (IOException | IllegalArgumentException e) {
            String problem = e instanceof CharacterCodingException ? "it is not UTF-8" : e.getMessage();
            LOG.errorf("no API key of %s holds, because it cannot be read: %s", path, problem);
            read = new Content(stamp, number, Map.of(), List.of(), problem);
        }
        content = read;
        return read;
    }

    private Content parsed(FileStamp stamp, long number, List<List<String>> lines) {
        var keys = new LinkedHashMap<String, ApiKey>();
        var unread = new ArrayList<List<String>>();
        if (!lines.isEmpty()) {
            var header = new KeyLine.Header(lines.getFirst());
            for (List<String> line : lines.subList(1, lines.size())) {
                try {
                    ApiKey key = KeyLine.read(header, line, domain);
                    if (keys.putIfAbsent(key.id(), key) != null) {
                        throw new IllegalArgumentException("a line before has its id");
                    }
                } catch (IllegalArgumentException e) {
                    LOG.warnf("a line of %s is no API key: %s", path, e.getMessage());
                    unread.add(line);
                }
            }
        }
        return new Content(stamp, number, Collections.unmodifiableMap(keys), List.copyOf(unread), null);
    }
}
