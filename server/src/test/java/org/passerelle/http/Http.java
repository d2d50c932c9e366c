package org.passerelle.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.command.EngineHouse;
import org.passerelle.document.Witness;
import org.passerelle.format.Json;
import org.passerelle.schema.Snapshot;

/** Speaks to the running server with one credential. Thread-safe. */
public final class Http {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final String address;
    private final String credential;

    private Http(String credential) {
        this.address = ConfigProvider.getConfig().getValue("test.url", String.class);
        this.credential = credential;
    }

    public static Http ofOwner() {
        return by(EngineHouse.key());
    }

    /** By an API key. */
    public static Http by(String key) {
        return new Http("Bearer " + key);
    }

    public static Http by(String user, String password) {
        String pair = user + ":" + password;
        return new Http("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** What came back: header names in lower case, values joined by comma and space. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
        }

        public JsonNode json() {
            return parse(body);
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    /** A body that does not say what it is, is JSON. @param headers names and values in turn */
    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", credential)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], inLatin1(headers[i + 1]));
            typed |= headers[i].equalsIgnoreCase("Content-Type");
        }
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        Snapshot tables = Witness.before();
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            Map<String, String> named = answer.headers().map().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> String.join(", ", e.getValue())));
            Witness.see(
                    tables,
                    new Witness.Asked(method, path, List.of(headers)),
                    new Witness.Said(answer.statusCode(), named.getOrDefault("content-type", ""), answer.body()));
            return new Answer(answer.statusCode(), named, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same, where nothing but that status will do. */
    public Answer expect(int status, String method, String path, Object body, String... headers) {
        String text = switch (body) {
            case null -> null;
            case String given -> given;
            default -> Json.MAPPER.valueToTree(body).toString();
        };
        Answer answer = send(method, path, text, headers);
        if (answer.status() != status) {
            throw new AssertionError(method + " " + path + " " + text + "\nanswered " + answer.status() + " "
                    + answer.body() + "\nin place of " + status);
        }
        return answer;
    }

    /** One segment of a path, or a value of a query. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public static JsonNode parse(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    /** The client writes header values as ISO-8859-1; what is sent so are the bytes of UTF-8. */
    private static String inLatin1(String value) {
        return value.chars().allMatch(c -> c < 0x80)
                ? value
                : new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }
}
