package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.fault.Fault;

/** Reads a task's parameters. */
final class Given {

    private static final int LONGEST = 100_000;

    private Given() {}

    /** @throws Fault 400 where it is missing or no text */
    static String text(JsonNode parameters, String name) {
        String text = parameters.path(name).textValue();
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw Fault.badMember("parameters", "{} must be given, as a text", name);
        }
        return text;
    }

    static int number(JsonNode parameters, String name, int from, int to) {
        JsonNode number = parameters.path(name);
        if (!number.canConvertToInt() || number.intValue() < from || number.intValue() > to) {
            throw Fault.badMember("parameters", "{} must be a whole number from {} to {}", name, from, to);
        }
        return number.intValue();
    }
}
