package org.passerelle.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.format.Json;

/** A server that runs somewhere, asked as any client asks. Follows no redirect, so that the key goes nowhere else. */
final class Server {

    /** Whether a call changes anything. */
    enum Mode {
        REHEARSED,
        REAL
    }

    private static final String REHEARSAL = "Dry-Run";
    private static final Pattern NEXT = Pattern.compile("<[^>?]*(\\?[^>]*)>; rel=\"next\"");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int UNAUTHENTICATED = 401;
    private static final int TOO_MANY = 429;
    private static final int LONGEST_WAIT = 120;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final String url;
    private final String key;
    private final Consumer<String> notes;

    /** @param notes hears what takes long */
    Server(String url, String key, Consumer<String> notes) {
        if (!url.matches("https?://[^/?#\\s]+[^?#\\s]*")) {
            throw new Trouble("--server is an address such as https://api.example.org, not " + url + ".");
        }
        if (!key.matches("[\\x21-\\x7E]+")) {
            throw new Trouble("What was given as key is none: it has no spaces, and is ASCII.");
        }
        this.url = url.replaceAll("/+$", "");
        this.key = key;
        this.notes = notes;
    }

    /** The whole list, page by page. */
    ArrayNode all(String path) {
        ArrayNode all = Json.MAPPER.createArrayNode();
        String query = "";
        while (query != null) {
            HttpResponse<String> response = exchange(request(path + query).GET());
            Answer answer = answer(response);
            if (answer.isRefused() || !answer.body().isArray()) {
                throw new Trouble("GET " + url + path + ": " + answer.reason(), answer.isForbidden());
            }
            answer.body().forEach(all::add);
            var next = NEXT.matcher(response.headers().firstValue("Link").orElse(""));
            query = next.find() ? next.group(1) : null;
        }
        return all;
    }

    Answer send(String method, String path, @Nullable JsonNode body, Mode mode) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (mode == Mode.REHEARSED) {
            request.header(REHEARSAL, "true");
        }
        HttpResponse<String> response = exchange(request);
        Answer answer = answer(response);
        boolean echoed = response.headers().firstValue(REHEARSAL).isPresent();
        if (mode == Mode.REHEARSED && !answer.isRefused() && !echoed) {
            throw new Trouble(method + " " + path + " was meant as a rehearsal, and " + url
                    + " does not say that it took it so: something on the way drops the header " + REHEARSAL + ".");
        }
        return answer;
    }

    void note(String sentence) {
        notes.accept(sentence);
    }

    /** As a part of a path. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    /** Waits when the server says that these were too many requests, as long as it says. */
    private HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            while (true) {
                HttpResponse<String> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (response.statusCode() == UNAUTHENTICATED) {
                    throw new Trouble("The key is not one that " + url + " lets in.");
                }
                if (response.statusCode() != TOO_MANY) {
                    return response;
                }
                long seconds = Math.min(
                        response.headers().firstValueAsLong("Retry-After").orElse(1), LONGEST_WAIT);
                notes.accept("The key may make no more requests for now: going on in " + seconds + " s.");
                Thread.sleep(Duration.ofSeconds(seconds));
            }
        } catch (IOException e) {
            String reason = e.getMessage() == null ? "is the address right, and does the server run?" : e.getMessage();
            throw new Trouble(url + " does not answer: " + reason);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("It was interrupted.");
        }
    }

    private Answer answer(HttpResponse<String> response) {
        try {
            JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : Json.OWN.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (JsonProcessingException e) {
            throw new Trouble(response.uri() + " answers " + response.statusCode()
                    + " with what is no JSON: is this the address of a Passerelle?");
        }
    }
}
