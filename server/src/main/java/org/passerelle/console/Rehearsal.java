package org.passerelle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.passerelle.format.Json;
import org.passerelle.gate.Inside;

/**
 * What would come of a change.
 *
 * @param body what the API would answer; empty for nothing
 * @param curl how somebody outside would rehearse the same
 */
public record Rehearsal(int status, String body, String curl) {

    static Rehearsal of(Screen screen, Inside.Answer answer, Ask ask) {
        try {
            String body = answer.body().isMissingNode()
                    ? ""
                    : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer.body());
            return new Rehearsal(answer.status(), body, screen.api().curl(ask, true));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
