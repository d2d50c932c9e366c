package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A collection with the five operations that all have: list, create, replace, delete, and PUT takes back what GET shows. */
record Collection(Kind kind, Server server) implements Section {

    /**
     * What is peculiar to a collection.
     *
     * @param identity the member that the document knows a thing by; addresses take it too
     * @param made members that the server makes by itself
     * @param verbatim members whose inside belongs to the client, nulls included
     * @param then what is asked for after a change, below the thing's address; null for nothing
     */
    record Kind(
            String path,
            String identity,
            List<String> made,
            List<String> verbatim,
            @Nullable String then) {

        static Kind at(String path) {
            return new Kind(path, "id", List.of(), List.of(), null);
        }

        Kind by(String member) {
            return new Kind(path, member, made, verbatim, then);
        }

        Kind without(String... members) {
            return new Kind(path, identity, List.of(members), verbatim, then);
        }

        Kind verbatim(String... members) {
            return new Kind(path, identity, made, List.of(members), then);
        }

        Kind then(String verb) {
            return new Kind(path, identity, made, verbatim, verb);
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    @Override
    public String name() {
        return kind.name();
    }

    @Override
    public SortedMap<String, Held> held() {
        var held = new TreeMap<String, Held>();
        server.all(kind.path())
                .forEach(thing -> held.put(thing.path(kind.identity()).asText(), Held.whole(shown(thing))));
        return held;
    }

    @Override
    public ObjectNode wanted(String id, ObjectNode said, @Nullable Held held, boolean prune) {
        return said.deepCopy().put(kind.identity(), id);
    }

    @Override
    public Answer make(String id, ObjectNode wanted, boolean exists, Server.Mode mode) {
        Answer answer =
                exists ? server.send("PUT", address(id), wanted, mode) : server.send("POST", kind.path(), wanted, mode);
        if (kind.then() != null && mode == Server.Mode.REAL && !answer.isRefused()) {
            server.send("POST", address(id) + "/" + kind.then(), null, mode);
        }
        return answer;
    }

    @Override
    public Answer remove(String id, Server.Mode mode) {
        return server.send("DELETE", address(id), null, mode);
    }

    @Override
    public ObjectNode shown(JsonNode answer) {
        ObjectNode thing = answer.deepCopy();
        thing.remove(kind.made());
        thing.remove(kind.identity());
        return Nulls.without(thing, kind.verbatim());
    }

    private String address(String id) {
        return kind.path() + "/" + Server.encode(id);
    }
}
