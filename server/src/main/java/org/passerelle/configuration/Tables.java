package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;

/**
 * What was chosen for the tables of the connections. They are neither made nor removed here: one comes with its connection, and is set back to
 * what it was before anybody chose. Its id is where it lies, {@code connection/schema/table}, since its public name is one of the choices.
 */
final class Tables implements Section {

    private static final String PATH = "/api/v1/tables";
    private static final String CONNECTIONS = "/api/v1/connections";
    private static final List<String> CHOSEN = List.of("name", "open", "sensitive", "key", "public");

    private final Server server;

    /** Public names as they are now, by id. */
    private final Map<String, String> names = new HashMap<>();

    Tables(Server server) {
        this.server = server;
    }

    @Override
    public String name() {
        return "tables";
    }

    @Override
    public SortedMap<String, Held> held() {
        var held = new TreeMap<String, Held>();
        var answered = new HashSet<String>();
        for (JsonNode table : server.all(PATH)) {
            answered.add(table.path("connection").asText());
            String id = id(table);
            names.put(id, table.path("name").asText());
            ObjectNode shown = shown(table);
            boolean chosen =
                    shown.path("open").asBoolean() || shown.path("sensitive").asBoolean() || shown.has("public");
            held.put(id, new Held(shown, chosen ? shown : null));
        }
        noteUnknown(answered);
        return held;
    }

    /** What was chosen for the tables of a connection that has never answered cannot be seen. */
    private void noteUnknown(Set<String> answered) {
        for (JsonNode connection : server.all(CONNECTIONS)) {
            String id = connection.path("id").asText();
            if (!answered.contains(id) && !connection.path("status").asText().equals("up")) {
                server.note("Not seen: the tables of " + id + ", which has not answered since the server's start.");
            }
        }
    }

    private static String id(JsonNode table) {
        return Stream.of("connection", "schema", "table")
                .map(part -> table.path(part).asText())
                .filter(part -> !part.isEmpty())
                .map(part -> part.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining("/"));
    }

    /** To the API what is left out stays; to a document it is as nobody has chosen it. */
    @Override
    public ObjectNode wanted(String id, ObjectNode said, @Nullable Held held, boolean prune) {
        String own = id.substring(id.lastIndexOf('/') + 1).replace("~1", "/").replace("~0", "~");
        ObjectNode wanted = Json.MAPPER
                .createObjectNode()
                .put("name", own)
                .put("open", false)
                .put("sensitive", false)
                .put("key", "")
                .putNull("public");
        wanted.setAll(said);
        return wanted;
    }

    @Override
    public Answer make(String id, ObjectNode wanted, boolean exists, Server.Mode mode) {
        if (!names.containsKey(id)) {
            held();
        }
        String name = names.get(id);
        if (name == null) {
            return Answer.notFound("there is no such table: does the connection answer, and hold it?");
        }
        Answer answer = server.send("PUT", PATH + "/" + Server.encode(name), wanted, mode);
        if (mode == Server.Mode.REAL && !answer.isRefused()) {
            names.put(id, answer.body().path("name").asText());
        }
        return answer;
    }

    @Override
    public Answer remove(String id, Server.Mode mode) {
        return make(id, wanted(id, Json.MAPPER.createObjectNode(), null, true), true, mode);
    }

    @Override
    public ObjectNode shown(JsonNode answer) {
        ObjectNode table = answer.deepCopy();
        return Nulls.without(table.retain(CHOSEN), List.of());
    }
}
