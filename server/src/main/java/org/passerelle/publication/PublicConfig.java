package org.passerelle.publication;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code config.ini} of the data folder, read again when it changes, and the permission file that it leads to. Thread-safe. */
final class PublicConfig {

    private static final Logger LOG = Logger.getLogger(PublicConfig.class);
    static final String FILE = "config.ini";
    static final String DEFAULT_THEME = "default";
    private static final Pattern THEME = Pattern.compile("[A-Za-z0-9_](?!.*\\.\\.)[A-Za-z0-9._-]{0,99}");

    private final PublicSettings settings;
    private final Path file;
    private volatile @Nullable WatchedFile seen;
    private volatile State state;

    /** @param folder null when the theme's name is none */
    private record State(
            Provide provide, String theme, @Nullable PermissionFolder folder) {}

    PublicConfig(PublicSettings settings) {
        this.settings = settings;
        this.file = settings.dataFolder().resolve(FILE);
        this.state = state(Map.of(), null);
        refresh();
    }

    static boolean isTheme(String name) {
        return THEME.matcher(name).matches();
    }

    Provide provide() {
        refresh();
        return state.provide();
    }

    PermissionFile permissions() {
        PermissionFolder folder = state.folder();
        return folder == null ? PermissionFile.EMPTY : folder.file();
    }

    private void refresh() {
        WatchedFile now = WatchedFile.look(file);
        if (Objects.equals(now, seen)) {
            return;
        }
        synchronized (this) {
            try {
                state = state(now == null ? Map.of() : IniFile.parse(now.text()), state);
                seen = now;
            } catch (IOException e) {
                LOG.errorf("%s cannot be read, so what it said before goes on to count: %s", file, e.getMessage());
                seen = now;
            }
        }
    }

    private State state(Map<String, String> values, @Nullable State before) {
        String said = settings.provide() == null ? values.getOrDefault("API_PROVIDE", "") : settings.provide();
        Provide provide = Provide.of(said);
        String theme = values.getOrDefault("PUBLIC_THEME", "");
        String named = theme.isBlank() ? DEFAULT_THEME : theme.strip();
        if (!isTheme(named)) {
            LOG.errorf("PUBLIC_THEME is \"%s\", which is no name of a folder: no token holds", named);
            return new State(provide, named, null);
        }
        PermissionFolder folder = before != null && named.equals(before.theme()) ? before.folder() : null;
        return new State(
                provide,
                named,
                folder != null ? folder : new PermissionFolder(PermissionFolder.of(settings.dataFolder(), named)));
    }
}
