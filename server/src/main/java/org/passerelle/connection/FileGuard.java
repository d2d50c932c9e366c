package org.passerelle.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.passerelle.fault.Fault;

/**
 * Which files may be opened as a business database: those within some folders, wherever links lead, and never the catalogue, which would
 * hand all that it holds to whoever may add a connection.
 *
 * @param folders within which they lie
 * @param kept that is no business database, though it lies there
 */
record FileGuard(List<Path> folders, Path kept) {

    /** As drivers read a name otherwise: escapes, fragments, the home folder, and words such as {@code :resource:} and {@code zip:}. */
    private static final Pattern PLAIN = Pattern.compile("(?:[A-Za-z]:)?[^%#~:?;]+");

    /** @throws Fault 422 that says which file the URL may name, where it names another */
    void check(String name) {
        if (!PLAIN.matcher(name).matches() || List.of(name.split("[/\\\\]")).contains("..")) {
            throw Fault.inconsistentMember(
                    "url", "a URL that is allowed here names a file without .. and the characters % # ~ : ? ;.");
        }
        try {
            Path real = real(Path.of(name).toAbsolutePath());
            if (real.equals(real(kept))) {
                throw Fault.inconsistentMember(
                        "url", "a URL that is allowed here names a file that is not Passerelle's own catalogue.");
            }
            for (Path folder : folders) {
                if (real.startsWith(real(folder))) {
                    return;
                }
            }
            throw Fault.inconsistentMember(
                    "url",
                    "a URL that is allowed here names a file in the data folder or in one of the setting connectionFolders.");
        } catch (InvalidPathException | IOException e) {
            throw Fault.inconsistentMember("url", "a URL that is allowed here names a file that can be reached.");
        }
    }

    /** Where it is, or would be if it were made, when all links are followed. */
    private static Path real(Path path) throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        Path parent = path.getParent();
        if (parent == null || Files.isSymbolicLink(path)) {
            throw new IOException("a link to nothing");
        }
        return real(parent).resolve(path.getFileName());
    }
}
