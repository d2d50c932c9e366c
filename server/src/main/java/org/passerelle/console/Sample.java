package org.passerelle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.format.Json;

/**
 * A call as programs make it, of several languages.
 *
 * @param address whole
 * @param secret the key that it is made by
 * @param body what is sent, as JSON, and only rehearsed; empty for a call that reads
 */
public record Sample(String address, String secret, String body) {

    static Sample reading(Screen screen, String secret, String path) {
        return new Sample(screen.call().terms().publicUrl() + path, secret, "");
    }

    static Sample rehearsing(Screen screen, String secret, String path, JsonNode body) {
        return new Sample(screen.call().terms().publicUrl() + path, secret, body.toString());
    }

    /** What is sent as Python, Java and JavaScript all write a text: their quotes and escapes are those of JSON. */
    public String literal() {
        try {
            return Json.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is sent as a shell writes a text. */
    public String shell() {
        return Curl.quoted(body);
    }
}
