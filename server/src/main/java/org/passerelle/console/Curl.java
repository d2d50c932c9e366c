package org.passerelle.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.passerelle.format.Json;
import org.passerelle.gate.Inside;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;

/** A call as a line for a terminal, which takes the key from the variable {@code KEY}. */
final class Curl {

    private static final String NEXT = " \\\n  ";

    private Curl() {}

    static String of(URI publicUrl, Operation operation, Inside.Asked asked, boolean dryRun) {
        String path = operation.path();
        for (String name : asked.path().names()) {
            path = path.replace(
                    "{" + name + "}", encode(String.valueOf(asked.path().one(name))));
        }
        String query = asked.query().values().isEmpty()
                ? ""
                : "?" + Pages.query(asked.query().values());
        var line = new StringBuilder("curl -H \"X-API-Key: $KEY\"");
        if (operation.method() != Method.GET) {
            line.append(" -X ").append(operation.method());
        }
        if (dryRun) {
            line.append(NEXT).append("-H 'Dry-Run: true'");
        }
        for (Map.Entry<String, String> header : asked.headers().entrySet()) {
            line.append(NEXT).append("-H ").append(quoted(header.getKey() + ": " + header.getValue()));
        }
        line.append(NEXT).append(quoted(publicUrl + path + query));
        if (asked.body() != null) {
            line.append(NEXT).append("-H 'Content-Type: application/json'").append(NEXT);
            line.append("-d ").append(quoted(text(asked.body())));
        }
        return line.toString();
    }

    /** As POSIX shells take any text. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String text(JsonNode body) {
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
