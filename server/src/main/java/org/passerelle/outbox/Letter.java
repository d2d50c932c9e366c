package org.passerelle.outbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.AuditLine;
import org.passerelle.format.Json;

/**
 * One row of an outbox: what came of a change. A call that changes very many records leaves several, and only the last one has its line and its
 * answer.
 *
 * @param id a UUID of version 7: later ones sort behind, and nobody guesses one
 * @param line null in all but the last of a call
 * @param kept null where nobody may ask again
 */
public record Letter(
        String id,
        Instant time,
        List<Happened> events,
        @Nullable AuditLine line,
        @Nullable Kept kept) {

    /**
     * What became of a record.
     *
     * @param name {@code record.created}, {@code record.updated} or {@code record.deleted}
     * @param data {@code before} and {@code after}
     */
    public record Happened(String name, String table, String record, JsonNode data) {}

    /**
     * The answer for whoever asks again.
     *
     * @param mark of the call
     * @param answer as its {@link org.passerelle.operation.Once} keeps it; null when nobody knows how the call came out
     */
    public record Kept(String mark, @Nullable String answer) {}

    /** Without what stands in columns of its own. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Payload(
            @Nullable List<Happened> events,
            @Nullable AuditLine line,
            @Nullable Kept kept) {}

    static Letter read(String id, long time, String payload) {
        try {
            Payload read = Json.OWN.readValue(payload, Payload.class);
            return new Letter(
                    id,
                    Instant.ofEpochMilli(time),
                    read.events() == null ? List.of() : read.events(),
                    read.line(),
                    read.kept());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an outbox holds what this server did not write", e);
        }
    }
}
