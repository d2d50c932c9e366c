package org.passerelle.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;

/**
 * Texts that are wholly {@code ${CONFIG_…}} stand for a variable of the environment: what differs from server to server, and secrets, which
 * belong into no document. Only variables of this prefix, so that no document takes out what was not meant for it.
 *
 * @param mistakes hears of those that are not set: a JSON Pointer, and the reason
 */
record Variables(Function<String, @Nullable String> environment, BiConsumer<String, String> mistakes) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(CONFIG_[A-Za-z0-9_]+)}");

    /** A new object. */
    ObjectNode filled(String pointer, ObjectNode object) {
        ObjectNode filled = Json.MAPPER.createObjectNode();
        object.properties()
                .forEach(member -> filled.set(
                        member.getKey(), value(pointer + Fault.pointer(member.getKey()), member.getValue())));
        return filled;
    }

    private JsonNode value(String pointer, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return filled(pointer, object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode filled = Json.MAPPER.createArrayNode();
            array.forEach(item -> filled.add(value(pointer + "/" + filled.size(), item)));
            return filled;
        }
        return value instanceof TextNode text ? text(pointer, text) : value;
    }

    private TextNode text(String pointer, TextNode text) {
        var variable = VARIABLE.matcher(text.textValue());
        if (!variable.matches()) {
            return text;
        }
        String value = environment.apply(variable.group(1));
        if (value == null) {
            mistakes.accept(pointer, "the variable " + variable.group(1) + " is not set");
            return text;
        }
        return TextNode.valueOf(value);
    }
}
