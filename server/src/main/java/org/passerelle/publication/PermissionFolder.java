package org.passerelle.publication;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The permission file of one theme: {@code api-permissions[-<random>].json} in {@code templates/public/<theme>/override/api/}. Of several the
 * newest counts. It is read again when it changes; one that cannot be read leaves the last that could; where there is none, no token holds.
 * Thread-safe.
 */
final class PermissionFolder {

    private static final Logger LOG = Logger.getLogger(PermissionFolder.class);
    private static final Pattern NAME = Pattern.compile("api-permissions(-[A-Za-z0-9_-]{1,200})?\\.json");

    private final Path theme;
    private final Path folder;
    private List<WatchedFile> seen = List.of();
    private PermissionFile last = PermissionFile.EMPTY;

    /** @param theme the folder that the file must not lead out of */
    PermissionFolder(Path theme) {
        this.theme = theme;
        this.folder = theme.resolve("override").resolve("api");
    }

    static Path of(Path dataFolder, String theme) {
        return dataFolder.resolve("templates").resolve("public").resolve(theme);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** As it is at this moment. */
    synchronized PermissionFile file() {
        List<WatchedFile> files = look();
        if (!files.equals(seen)) {
            seen = files;
            read(files);
        }
        return last;
    }

    /** The one that counts now. */
    Optional<WatchedFile> newest() {
        return look().stream().findFirst();
    }

    private void read(List<WatchedFile> files) {
        if (files.isEmpty()) {
            LOG.warnf("there is no permission file in %s: no token holds", folder);
            last = PermissionFile.EMPTY;
            return;
        }
        WatchedFile newest = files.getFirst();
        if (files.size() > 1) {
            LOG.warnf(
                    "%d permission files in %s: the newest counts, %s",
                    files.size(), folder, newest.path().getFileName());
        }
        try {
            last = PermissionFile.parse(newest.text());
            LOG.infof(
                    "%s holds %d tokens",
                    newest.path().getFileName(), last.permits().size());
            last.warnings().forEach(warning -> LOG.warnf("%s: %s", newest.path().getFileName(), warning));
        } catch (IOException | PermissionFile.Unreadable e) {
            LOG.errorf(
                    "%s cannot be read, so what it said before goes on to count: %s",
                    newest.path().getFileName(), e.getMessage());
        }
    }

    /** Newest first; of the same time, the last by name. */
    private List<WatchedFile> look() {
        var found = new ArrayList<WatchedFile>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "api-permissions*.json")) {
            for (Path path : files) {
                WatchedFile file = isName(path.getFileName().toString()) ? inside(path) : null;
                if (file != null) {
                    found.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            LOG.debugf(e, "%s cannot be looked into", folder);
            return seen;
        }
        found.sort(Comparator.comparingLong(WatchedFile::modified)
                .thenComparing(file -> Objects.toString(file.path().getFileName()))
                .reversed());
        return List.copyOf(found);
    }

    /** Null for one that leads out of the theme's folder by a link. */
    private @Nullable WatchedFile inside(Path path) throws IOException {
        try {
            if (path.toRealPath().startsWith(theme.toRealPath())) {
                return WatchedFile.look(path);
            }
        } catch (NoSuchFileException e) {
            return null;
        }
        LOG.debugf("%s leads out of its theme's folder: it is passed over", path);
        return null;
    }
}
