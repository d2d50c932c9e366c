package org.passerelle.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;

/**
 * Something that happened.
 *
 * @param id the same however often it is told
 * @param name of a built-in {@link Family}, as {@code record.created}, or one that may be fired
 * @param table the public name of the table that it is about; null when it is about no record
 * @param record the record's id, null when it is about none
 * @param data an object; of a record {@code before} and {@code after}, by public names, null where there is none
 */
public record Event(
        String id,
        String name,
        Instant at,
        @Nullable String table,
        @Nullable String record,
        JsonNode data) {

    /** A new one, about no record. */
    public static Event of(String name, Instant at, JsonNode data) {
        return new Event("evt_" + UUID.randomUUID(), name, at, null, null, data);
    }

    /** The same, showing less. */
    public Event with(JsonNode newData) {
        return new Event(id, name, at, table, record, newData);
    }

    /** As it is told: {@code {"event_name","id","timestamp","data"}}; table and record stand in the data. */
    public ObjectNode told() {
        ObjectNode told = Json.MAPPER.createObjectNode().put("event_name", name).put("id", id);
        told.set("timestamp", Json.MAPPER.valueToTree(at));
        told.set("data", content());
        return told;
    }

    /** What there is to say of it. */
    public JsonNode content() {
        if (table == null) {
            return data;
        }
        ObjectNode content = Json.MAPPER.createObjectNode().put("table", table).put("record", record);
        data.properties().forEach(member -> content.set(member.getKey(), member.getValue()));
        return content;
    }
}
