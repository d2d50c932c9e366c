package org.passerelle.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.credential.Secrets;
import org.passerelle.format.Json;

/** Makes tokens, and writes the files that tell them, for who holds the data folder: only where there are none. */
public final class PublicFiles {

    private static final int TOKEN = 27;
    private static final int NAME = 16;

    private final Path dataFolder;

    public PublicFiles(Path dataFolder) {
        this.dataFolder = dataFolder;
    }

    /** More than 160 random bits, behind a word by which people know it. */
    public static String token() {
        return "public-" + Secrets.fresh(TOKEN);
    }

    /**
     * The entry of a token.
     *
     * @param modules the actions by module, or {@code all}
     * @param statuses empty for {@code P} alone
     */
    public static ObjectNode entry(
            String description, String contact, Map<String, List<String>> modules, List<String> statuses) {
        ObjectNode entry =
                Json.MAPPER.createObjectNode().put("description", description).put("contact", contact);
        ObjectNode permissions = entry.putObject("permissions");
        var words = new LinkedHashMap<>(modules);
        if (!statuses.isEmpty()) {
            words.put("status", statuses);
        }
        words.forEach((name, said) -> {
            if (said.equals(List.of("all"))) {
                permissions.put(name, "all");
            } else {
                ArrayNode list = permissions.putArray(name);
                said.forEach(list::add);
            }
        });
        return entry;
    }

    /** Writes {@code config.ini}, if there is none. */
    public void open(String text) throws IOException {
        Path file = dataFolder.resolve(PublicConfig.FILE);
        if (!Files.exists(file)) {
            Files.writeString(file, text);
        }
    }

    /** What {@code API_PROVIDE} says in {@code config.ini}, and what it is taken for. */
    public String provided() throws IOException {
        return Provide.of(config().getOrDefault("API_PROVIDE", "")).name();
    }

    /** The permission file that counts. */
    public Optional<Path> present() throws IOException {
        return new PermissionFolder(theme()).newest().map(WatchedFile::path);
    }

    /** The tokens of the permission file, in their order; none where there is no file, or it cannot be read. */
    public List<String> tokens() throws IOException {
        Optional<WatchedFile> newest = new PermissionFolder(theme()).newest();
        return newest.isEmpty() ? List.of() : PermissionFile.tokens(newest.get().text());
    }

    /**
     * Writes a permission file under a name that nobody guesses, to be read by its owner only.
     *
     * @return the file
     */
    public Path write(ObjectNode entries) throws IOException {
        Path folder = theme().resolve("override").resolve("api");
        Files.createDirectories(folder);
        Path file = folder.resolve("api-permissions-" + Secrets.fresh(NAME) + ".json");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.write(file, (pretty(entries) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    public static String pretty(ObjectNode entries) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(entries);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path theme() throws IOException {
        String named = config().getOrDefault("PUBLIC_THEME", "");
        return PermissionFolder.of(dataFolder, PublicConfig.isTheme(named) ? named : PublicConfig.DEFAULT_THEME);
    }

    private Map<String, String> config() throws IOException {
        WatchedFile file = WatchedFile.look(dataFolder.resolve(PublicConfig.FILE));
        return file == null ? Map.of() : IniFile.parse(file.text());
    }
}
