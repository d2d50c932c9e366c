package org.passerelle.credential;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.setting.Settings;

/**
 * Where API keys are kept (wire.md §2; DigDash D9).
 *
 * @param file a file; null for the catalogue
 * @param domains files of domains that have one of their own, by domain
 */
public record KeySettings(@Nullable Path file, Map<String, Path> domains) {

    private static final String FILE = "config/apikeys.csv";

    /** DigDash's own settings, of which the paths of its keys are read and nothing else. */
    private static final String DIGDASH = "digdash.properties";

    private static final String PATH = "api_keys_path";

    /** DigDash's name for its only domain. */
    private static final Map<String, String> ALIASES = Map.of("ddenterprise", "ddenterpriseapi");

    /** Where the keys are that no domain's own file holds. */
    private enum Place {
        CATALOGUE,
        CSV
    }

    /** All keys in the catalogue. */
    public static final KeySettings CATALOGUE = new KeySettings(null, Map.of());

    public KeySettings {
        domains = Map.copyOf(domains);
    }

    /** @param domains that there are */
    public static KeySettings from(Settings settings, Path dataFolder, Set<String> domains) {
        String path = settings.text(PATH);
        boolean csv = settings.word("apiKeys", path == null ? Place.CATALOGUE : Place.CSV) == Place.CSV;
        if (path != null && !csv) {
            settings.problem(PATH + " names a file, but apiKeys=catalogue keeps keys in the catalogue");
        }
        Path file = resolved(settings, PATH, dataFolder, path == null ? FILE : path);
        var made = new KeySettings(csv ? file : null, domainFiles(settings, dataFolder, domains));
        made.shared()
                .forEach((shared, names) -> settings.problem(shared + " is named by " + String.join(" and ", names)
                        + ": each needs a file of its own, or a key of one would open the other"));
        return made;
    }

    /** Files that more than one would hold its keys in, and who. */
    private Map<Path, List<String>> shared() {
        var users = new TreeMap<Path, List<String>>();
        if (file != null) {
            users.computeIfAbsent(same(file), f -> new ArrayList<>()).add("apiKeys or " + PATH);
        }
        new TreeMap<>(domains)
                .forEach((domain, own) ->
                        users.computeIfAbsent(same(own), f -> new ArrayList<>()).add(DIGDASH + " for " + domain));
        users.values().removeIf(names -> names.size() < 2);
        return users;
    }

    /** The file itself where it is there already, so that two links to one are known. */
    private static Path same(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file;
        }
    }

    private static Map<String, Path> domainFiles(Settings settings, Path dataFolder, Set<String> domains) {
        var files = new HashMap<String, Path>();
        properties(settings, dataFolder.resolve(DIGDASH)).forEach((name, path) -> {
            String key = name.toString();
            if (!key.endsWith("." + PATH) || path.toString().isBlank()) {
                return;
            }
            String written = key.substring(0, key.length() - PATH.length() - 1);
            String domain = ALIASES.getOrDefault(written, written);
            Path file = resolved(
                    settings, DIGDASH + ": " + key, dataFolder, path.toString().trim());
            if (!domains.contains(domain)) {
                settings.problem(DIGDASH + ": " + key + " is of a domain that there is not; there are "
                        + String.join(", ", new java.util.TreeSet<>(domains)));
            } else if (file != null) {
                files.put(domain, file);
            }
        });
        return files;
    }

    private static Properties properties(Settings settings, Path file) {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                settings.problem(file + " cannot be read: " + e.getMessage());
            }
        }
        return properties;
    }

    private static @Nullable Path resolved(Settings settings, String key, Path dataFolder, String path) {
        try {
            return dataFolder.resolve(path).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            settings.problem(key + " must be the path of a file, not \"" + path + "\"");
            return null;
        }
    }
}
