package org.passerelle.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.format.Json;
import org.passerelle.operation.Reply;

/**
 * An answer as bytes, written in the format that was asked for. Not the headers that every answer has: these are those of the request that
 * brings it.
 *
 * @param contentType empty for an answer without a body
 */
record KeptAnswer(int status, Map<String, String> headers, String contentType, byte[] body) {

    private static final byte[] NOTHING = {};

    static KeptAnswer of(Reply reply, Format format) {
        return switch (reply) {
            case Reply.Empty empty -> new KeptAnswer(empty.status(), empty.headers(), "", NOTHING);
            case Reply.Value value ->
                new KeptAnswer(
                        value.status(),
                        value.headers(),
                        format.ofObject().contentType(),
                        Documents.write(value.value(), format.ofObject(), value.root()));
            case Reply.Bytes bytes ->
                new KeptAnswer(bytes.status(), bytes.headers(), bytes.contentType(), bytes.bytes());
            case Reply.Stream stream -> {
                var out = new ByteArrayOutputStream();
                var headers = new LinkedHashMap<>(stream.headers());
                stream.writer().write(out, format, headers);
                yield new KeptAnswer(stream.status(), headers, format.contentType(), out.toByteArray());
            }
        };
    }

    Reply reply() {
        return contentType.isEmpty()
                ? new Reply.Empty(status, headers)
                : new Reply.Bytes(status, body, contentType, headers);
    }

    String text() {
        try {
            return Json.OWN.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static KeptAnswer read(String text) {
        try {
            return Json.OWN.readValue(text, KeptAnswer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
