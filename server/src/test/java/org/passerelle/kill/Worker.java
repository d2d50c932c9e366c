package org.passerelle.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A client that gives up nothing: what it has asked for it asks for again, under the same key, until it knows. Belongs to one thread. */
final class Worker implements Runnable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Integer> LATER = Set.of(409, 429, 503);
    private static final long PAUSE_MILLIS = 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final AtomicReference<@Nullable String> server;
    private final String credential;
    private final RandomGenerator random;
    private final List<Deed> acknowledged = new ArrayList<>();
    private final Map<Deed, String> actions = new HashMap<>();
    private final List<String> surprises = new ArrayList<>();
    private volatile boolean ending;

    /** @param server where it is now; null while it is dead */
    Worker(AtomicReference<@Nullable String> server, String credential, RandomGenerator random) {
        this.server = server;
        this.credential = credential;
        this.random = random;
    }

    List<Deed> acknowledged() {
        return acknowledged;
    }

    /** Where its long work is followed. */
    Map<Deed, String> actions() {
        return actions;
    }

    List<String> surprises() {
        return surprises;
    }

    /** After the deed in hand come only those of a kind that it has not done yet, however short its servers lived. */
    void end() {
        ending = true;
    }

    @Override
    public void run() {
        while (!ending) {
            until(Deed.any(random));
        }
        var left = EnumSet.allOf(Deed.Kind.class);
        acknowledged.forEach(deed -> left.remove(deed.kind()));
        left.forEach(kind -> until(Deed.of(kind, random)));
    }

    private void until(Deed deed) {
        for (int tries = 0; ; tries++) {
            try {
                HttpResponse<String> answer = ask(deed);
                if (answer == null || LATER.contains(answer.statusCode())) {
                    Thread.sleep(PAUSE_MILLIS);
                } else {
                    know(deed, answer, tries);
                    return;
                }
            } catch (IOException e) {
                // killed: whether it was done is not known
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private @Nullable HttpResponse<String> ask(Deed deed) throws IOException, InterruptedException {
        String url = server.get();
        if (url == null) {
            return null;
        }
        var request = HttpRequest.newBuilder(URI.create(url + deed.path()))
                .timeout(Duration.ofSeconds(20))
                .header("X-API-Key", credential)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", deed.name())
                .method(deed.method(), HttpRequest.BodyPublishers.ofString(deed.body()));
        deed.headers().forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void know(Deed deed, HttpResponse<String> answer, int tries) throws JsonProcessingException {
        if (answer.statusCode() >= 300) {
            surprises.add(deed.kind() + " after " + tries + " tries: " + answer.statusCode() + " " + answer.body());
            return;
        }
        acknowledged.add(deed);
        if (deed.kind() == Deed.Kind.ACTION) {
            JsonNode action = JSON.readTree(answer.body());
            actions.put(deed, "/api/actions/" + action.path("id").asText());
        }
    }
}
