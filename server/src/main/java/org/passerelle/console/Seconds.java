package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

/** A duration, which the API says as ISO 8601 ({@code PT5M}) and people as seconds. */
final class Seconds {

    private static final Pattern WHOLE = Pattern.compile("\\d{1,10}");

    private Seconds() {}

    /** The number of seconds; what is no duration stays as it is. */
    static String shown(JsonNode value) {
        String text = Cells.text(value);
        try {
            return Long.toString(Duration.parse(text).toSeconds());
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** As the API takes it; what is no number goes out as it is, for the API to take or to refuse. */
    static JsonNode sent(String text) {
        return text.isEmpty()
                ? JsonNodeFactory.instance.nullNode()
                : JsonNodeFactory.instance.textNode(WHOLE.matcher(text).matches() ? "PT" + text + "S" : text);
    }
}
