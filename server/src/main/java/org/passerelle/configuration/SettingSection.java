package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;

/** The settings, which are changed by one call, all or none. A document tells those that the API keeps; secrets it may say, and never tells. */
record SettingSection(Server server) implements Section {

    private static final String PATH = "/api/v1/settings";

    /** In place of a secret, so that it shows that there is one. */
    private static final String SECRET = "(secret)";

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public boolean isSingle() {
        return true;
    }

    @Override
    public SortedMap<String, Held> held() {
        var settings = server.all(PATH);
        ObjectNode told = Json.MAPPER.createObjectNode();
        settings.forEach(setting -> {
            boolean kept = setting.path("origin").asText().equals("kept");
            if (kept && !setting.path("secret").asBoolean()) {
                told.set(setting.path("name").asText(), setting.path("value"));
            }
        });
        return new TreeMap<>(Map.of("", new Held(shown(settings), told)));
    }

    /** Those that differ: what a file says already, as the document does, cannot be changed and need not be. */
    @Override
    public ObjectNode wanted(String id, ObjectNode said, @Nullable Held held, boolean prune) {
        ObjectNode wanted = said.deepCopy();
        if (held != null && held.told() != null) {
            wanted.properties()
                    .removeIf(member -> isSame(member.getValue(), held.shown().get(member.getKey())));
            if (prune) {
                held.told().fieldNames().forEachRemaining(name -> {
                    if (!said.has(name)) {
                        wanted.putNull(name);
                    }
                });
            }
        }
        return wanted;
    }

    private static boolean isSame(JsonNode said, @Nullable JsonNode shown) {
        return shown != null && !said.isNull() && said.asText().equals(shown.asText());
    }

    @Override
    public Answer make(String id, ObjectNode wanted, boolean exists, Server.Mode mode) {
        return server.send("PUT", PATH, wanted, mode);
    }

    @Override
    public Answer remove(String id, Server.Mode mode) {
        throw new IllegalStateException("settings are set back, not removed");
    }

    @Override
    public ObjectNode shown(JsonNode answer) {
        ObjectNode shown = Json.MAPPER.createObjectNode();
        answer.forEach(setting -> {
            String name = setting.path("name").asText();
            if (!setting.path("secret").asBoolean()) {
                shown.set(name, setting.path("value"));
            } else if (!setting.path("origin").asText().equals("default")) {
                shown.put(name, SECRET);
            }
        });
        return shown;
    }
}
