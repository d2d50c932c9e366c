package org.passerelle.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.schema.ModuleAction;
import org.passerelle.schema.Status;

/**
 * The permission file, read: {@code {token: {description, contact, permissions: {module: [actions] | "all", status: [codes] | "all"}}}}.
 * Commas behind the last, comments and a byte order mark are passed over. Holds no token, only their hashes. Immutable.
 *
 * @param permits by the SHA-256 of their tokens
 * @param warnings what was passed over, and which tokens can be guessed; none tells a token
 */
record PermissionFile(Map<String, Permit> permits, List<String> warnings) {

    static final PermissionFile EMPTY = new PermissionFile(Map.of(), List.of());

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_YAML_COMMENTS, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What {@code uniqid()} makes, with or without a prefix and more entropy: the time of its making, in hexadecimal. */
    private static final Pattern UNIQID = Pattern.compile("(.*\\D)?[0-9a-f]{13}(\\.\\d{8})?");

    private static final int SHORT = 20;
    private static final String STATUS = "status";
    private static final String ALL = "all";

    /** The file cannot be used; the message says why, without what it holds. */
    static final class Unreadable extends Exception {
        Unreadable(String message) {
            super(message);
        }
    }

    static PermissionFile parse(String text) throws Unreadable {
        var reader = new Reader();
        read(text).properties().forEach(member -> reader.entry(member.getKey(), member.getValue()));
        return new PermissionFile(Map.copyOf(reader.permits), List.copyOf(reader.warnings));
    }

    /** Its tokens, in their order; none of a text that is no permission file. */
    static List<String> tokens(String text) {
        try {
            return read(text).properties().stream().map(Map.Entry::getKey).toList();
        } catch (Unreadable e) {
            return List.of();
        }
    }

    private static ObjectNode read(String text) throws Unreadable {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new Unreadable("it is not JSON"
                    + (at == null ? "" : ": see line " + at.getLineNr() + ", column " + at.getColumnNr()));
        }
        if (!(tree instanceof ObjectNode object)) {
            throw new Unreadable("it is no JSON object with a member for each token");
        }
        return object;
    }

    Optional<Permit> find(String token) {
        return Optional.ofNullable(permits.get(hash(token)));
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads one entry after the other. */
    private static final class Reader {
        private final Map<String, Permit> permits = new LinkedHashMap<>();
        private final List<String> warnings = new ArrayList<>();

        void entry(String token, JsonNode entry) {
            String place = "entry " + (permits.size() + 1);
            if (token.isBlank() || !entry.isObject()) {
                warnings.add(place + " has no token, or nothing behind it: it is passed over");
                return;
            }
            String description = entry.path("description").asText("").strip();
            String whose = description.isEmpty() ? place : "«" + description + "»";
            JsonNode permissions = entry.path("permissions");
            var modules = new LinkedHashMap<String, Set<ModuleAction>>();
            permissions.properties().forEach(module -> {
                if (!module.getKey().equals(STATUS)) {
                    modules.put(module.getKey(), actions(module.getValue(), whose + ", " + module.getKey()));
                }
            });
            if (UNIQID.matcher(token).matches() || token.length() < SHORT) {
                warnings.add("the token of " + whose + " can be guessed, as those of uniqid() can: make one by"
                        + " ./passerelle token create");
            }
            permits.put(
                    hash(token),
                    new Permit(
                            "p" + (permits.size() + 1) + "-" + hash(whose).substring(0, 12),
                            description.isEmpty() ? place : description,
                            entry.path("contact").asText("").strip(),
                            Map.copyOf(modules),
                            Set.copyOf(statuses(permissions.path(STATUS), whose))));
        }

        private Set<ModuleAction> actions(JsonNode said, String place) {
            Set<ModuleAction> actions = EnumSet.noneOf(ModuleAction.class);
            for (String word : words(said)) {
                if (word.equals(ALL)) {
                    actions.addAll(EnumSet.allOf(ModuleAction.class));
                } else {
                    ModuleAction.of(word)
                            .ifPresentOrElse(actions::add, () -> warnings.add(place + ": there is no action " + word));
                }
            }
            return actions;
        }

        private Set<Status> statuses(JsonNode said, String place) {
            Set<Status> statuses = EnumSet.of(Status.P);
            for (String word : words(said)) {
                if (word.equals(ALL)) {
                    statuses.addAll(EnumSet.allOf(Status.class));
                } else {
                    Status.of(word)
                            .ifPresentOrElse(statuses::add, () -> warnings.add(place + ": there is no status " + word));
                }
            }
            return statuses;
        }

        private static List<String> words(JsonNode said) {
            if (said.isTextual()) {
                return List.of(said.textValue().strip());
            }
            var words = new ArrayList<String>();
            said.forEach(word -> words.add(word.asText().strip()));
            return words;
        }
    }
}
