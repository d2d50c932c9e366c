package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One kind of what is configured on a server: how it is read there, and made so. */
sealed interface Section permits Collection, Tables, SettingSection {

    /** As the document calls it. */
    String name();

    /** Whether there is one of it, which has no id. */
    default boolean isSingle() {
        return false;
    }

    /** All that there is, by id. */
    SortedMap<String, Held> held();

    /**
     * What is sent so that a thing becomes what the document says.
     *
     * @param prune whether what the document does not say shall go
     */
    ObjectNode wanted(String id, ObjectNode said, @Nullable Held held, boolean prune);

    /** @param exists whether a thing of this id is there already */
    Answer make(String id, ObjectNode wanted, boolean exists, Server.Mode mode);

    Answer remove(String id, Server.Mode mode);

    /** The thing, out of the answer to {@link #make}. */
    ObjectNode shown(JsonNode answer);
}
