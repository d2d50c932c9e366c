package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.format.Json;

/**
 * What a server says to one call.
 *
 * @param body a missing node where there is none
 */
record Answer(int status, JsonNode body) {

    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    /** One thing that is wrong: a JSON Pointer into what was sent, empty for the whole of it, and the reason. */
    record Mistake(String pointer, String reason) {}

    /** What is known to be not there, without asking. */
    static Answer notFound(String reason) {
        return new Answer(NOT_FOUND, Json.MAPPER.createObjectNode().put("detail", reason));
    }

    boolean isRefused() {
        return status < 200 || status > 299;
    }

    boolean isForbidden() {
        return status == FORBIDDEN;
    }

    /** Why it is refused: one or more. */
    List<Mistake> mistakes() {
        var mistakes = new ArrayList<Mistake>();
        body.path("errors")
                .forEach(error -> mistakes.add(new Mistake(
                        error.path("pointer").asText(), error.path("detail").asText())));
        return mistakes.isEmpty() ? List.of(new Mistake("", reason())) : mistakes;
    }

    String reason() {
        String said = body.path("detail").asText() + body.path("msg").asText();
        return said.isEmpty() ? "it answers " + status : said;
    }
}
