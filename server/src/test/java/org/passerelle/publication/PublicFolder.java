package org.passerelle.publication;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.command.DemoHouse;

/** The files of public data in the data folder of the server that runs; what a test writes is taken back by {@link #restore}. */
final class PublicFolder {

    private static final String OURS = "api-permissions-tests";
    private final Path data = Path.of(ConfigProvider.getConfig().getValue("passerelle.data", String.class));
    private final Path config = data.resolve("config.ini");
    private final String before = read(config);
    private int written;

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return data;
    }

    /** The token of the demo, from 0. */
    static String token(int number) {
        JsonNode tokens = DemoHouse.credentials().path("permissionFileTokens");
        return tokens.get(number).textValue();
    }

    Path theme(String name) {
        return data.resolve("templates/public").resolve(name);
    }

    PublicFolder config(String text) {
        return write(config, text);
    }

    /** Becomes the newest permission file of the theme {@code default}. */
    PublicFolder permissions(String json) {
        return permissions("", json);
    }

    PublicFolder permissions(String name, String json) {
        Path file = theme("default").resolve("override/api").resolve(OURS + name + ".json");
        write(file, json);
        try {
            // later than all that were written before, whatever the clock's grain
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60 + ++written)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    PublicFolder write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void restore() {
        write(config, before);
        try (var files = Files.list(theme("default").resolve("override/api"))) {
            files.filter(file -> file.getFileName().toString().startsWith(OURS)).forEach(this::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
