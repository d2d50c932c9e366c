package org.passerelle.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.format.Json;

/** {@code demo-credentials.json} of the data folder: read by its owner only, written whole. Members that it does not know stay. */
record DemoCredentials(Path dataFolder) {

    private static final Set<String> NO_SECRETS = Set.of("url", "realm");

    private Path file() {
        return dataFolder.resolve("demo-credentials.json");
    }

    boolean exists() {
        return Files.exists(file());
    }

    /**
     * Empty when there is no such file.
     *
     * @throws House.Trouble when it cannot be understood
     */
    ObjectNode read() {
        try {
            return exists()
                    ? (ObjectNode) Json.MAPPER.readTree(Files.readString(file()))
                    : Json.MAPPER.createObjectNode();
        } catch (IOException | ClassCastException e) {
            throw new House.Trouble(file() + " cannot be read: delete it to have new credentials.");
        }
    }

    /** The same for people: one line each. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("The demo's credentials, kept in " + file() + ":");
        read().properties().forEach(member -> {
            JsonNode value = member.getValue();
            String secret = Stream.of(value, value.path("password"), value.path("secret"))
                    .filter(JsonNode::isTextual)
                    .findFirst()
                    .map(JsonNode::textValue)
                    .orElse(null);
            if (value.isArray()) {
                value.forEach(token -> lines.add("  %-14s %s".formatted("public token", token.asText())));
            }
            if (secret != null && !NO_SECRETS.contains(member.getKey())) {
                lines.add("  %-14s %s".formatted(member.getKey(), secret));
            }
        });
        return lines;
    }

    void write(ObjectNode credentials) {
        try {
            if (exists() && credentials.equals(read())) {
                return;
            }
            Path fresh = dataFolder.resolve("demo-credentials.json.part");
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            String text = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(credentials);
            Files.write(fresh, (text + "\n").getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new House.Trouble(file() + " cannot be written: " + e.getMessage());
        }
    }
}
