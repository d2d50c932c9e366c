package org.passerelle.console;

import java.util.HashMap;
import java.util.Map;
import org.passerelle.fault.Fault;

/**
 * A refusal as people read it.
 *
 * @param errors what is wrong with each field, by its name
 * @param request to quote
 */
public record Trouble(String title, String detail, Map<String, String> errors, String request) {

    static Trouble of(Screen screen, Fault fault) {
        var errors = new HashMap<String, String>();
        fault.errors().forEach(error -> errors.merge(field(error.pointer()), error.detail(), (a, b) -> a + "; " + b));
        return new Trouble(
                screen.text("problem_" + fault.kind().code().replace('-', '_') + "_name"),
                fault.detail(),
                errors,
                screen.call().terms().requestId());
    }

    /** The first part of a JSON Pointer. */
    private static String field(String pointer) {
        String[] parts = pointer.split("/");
        return parts.length < 2 ? "" : parts[1].replace("~1", "/").replace("~0", "~");
    }
}
