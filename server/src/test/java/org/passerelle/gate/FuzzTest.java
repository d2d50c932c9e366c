package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/**
 * Ten thousand spoilt requests of each kind: each is answered, by no 5xx; a refusal says what to do and nothing of what is inside. Only
 * what is no HTTP gets a bare 400, 414 or 431 and no more of the connection. All changes are rehearsals, so that nothing may have changed
 * in the end. The same seed makes the same requests: {@code -Dfuzz.seed=…} for others, {@code -Dfuzz.requests=…} for more.
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class FuzzTest {

    private static final long SEED = Long.getLong("fuzz.seed", 2016_07_05);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 10_000);
    private static final int AT_ONCE = 4;
    private static final int TOLD = 10;

    private static final Pattern INSIDE = Pattern.compile(
            "SQLITE_|org\\.sqlite|org\\.passerelle|java\\.(lang|util|sql|io)\\.|jooq|Exception:|\\bat [a-z]+\\.[a-z]+\\.|SELECT .* FROM|/home/|/tmp/");
    private static final Pattern REASON =
            Pattern.compile("\"(detail|msg)\":\"(\\\\.|[^\"\\\\]){12}|<(detail|msg)>[^<]{12}");
    private static final Set<Integer> NO_HTTP = Set.of(400, 414, 431);

    private final String key = "Authorization: Bearer " + Client.apiKey() + "\r\n";
    private List<String> before = List.of();

    @BeforeEach
    void look() {
        before = records();
    }

    @AfterEach
    void nothing_has_changed() {
        assertThat(records()).isEqualTo(before);
    }

    private static List<String> records() {
        return List.of(
                        "/api/tickets?sort=id",
                        "/api/clients",
                        "/api/commandes",
                        "/api/v1/tables/tickets",
                        "/api/v1/views",
                        "/api/v1/connections",
                        "/api/v1/roles",
                        "/api/v1/users")
                .stream()
                .map(path -> Client.as("owner").get(path).is(200).text())
                .map(text -> text.replaceAll("\"lastLogin\":[^,}]*", "")) // noted behind the requests
                .toList();
    }

    @Test
    void spoilt_searches() {
        fuzz("searches", spoiler -> {
            var searches = new FuzzedSearch(spoiler);
            return spoiler.once(2)
                    ? get(searches.address(), new byte[0])
                    : get(
                            "/api/list/" + spoiler.of("tickets", "clients", "projects") + "/?rowPerPage=2",
                            searches.headers());
        });
    }

    @Test
    void spoilt_headers() {
        fuzz("headers", spoiler -> {
            String path = spoiler.of(
                    "/api/list/tickets/?rowPerPage=1",
                    "/api/tickets/1",
                    "/api/tickets?limit=1",
                    "/api/nosuch",
                    "/api/v1/auth/me");
            var head = new ByteArrayOutputStream();
            for (int i = spoiler.below(4); i >= 0; i--) {
                FuzzedHeaders.one(spoiler, head);
            }
            return get(path, head.toByteArray());
        });
    }

    @Test
    void spoilt_bodies() {
        fuzz("bodies", spoiler -> {
            FuzzedBody.Sent sent = new FuzzedBody(spoiler).next();
            return joined(
                    latin(sent.method() + " " + sent.path() + " HTTP/1.1\r\nHost: x\r\nDry-Run: true\r\nContent-Type: "
                            + sent.type() + "\r\nContent-Length: " + sent.body().length + "\r\n" + key + "\r\n"),
                    sent.body());
        });
    }

    @Test
    void spoilt_addresses() {
        fuzz("addresses", spoiler -> {
            String method = spoiler.of(
                    "GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "DELETE", "POST", "PUT", "PATCH", "TRACE", "X");
            return latin(method + " " + new FuzzedSearch(spoiler).path() + " HTTP/1.1\r\nHost: x\r\nDry-Run: true\r\n"
                    + key + "\r\n");
        });
    }

    private byte[] get(String path, byte[] headers) {
        return joined(latin("GET " + path + " HTTP/1.1\r\nHost: x\r\n" + key), joined(headers, latin("\r\n")));
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream(one.length + other.length);
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static void fuzz(String kind, Function<Spoiler, byte[]> requests) {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        var statuses = new AtomicIntegerArray(600);
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < AT_ONCE; worker++) {
            var spoiler = new Spoiler(new Random(SEED + 31L * worker + kind.hashCode()));
            workers.add(Thread.ofPlatform().start(() -> work(spoiler, requests, wrong, statuses)));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(wrong).as("with -Dfuzz.seed=" + SEED).isEmpty();
        assertThat(statuses.get(200) + statuses.get(201) + statuses.get(204))
                .as("some are good all the same")
                .isGreaterThan(REQUESTS / 100);
        assertThat(statuses.get(400)).as("many are not").isGreaterThan(REQUESTS / 100);
    }

    private static void work(
            Spoiler spoiler, Function<Spoiler, byte[]> requests, Queue<String> wrong, AtomicIntegerArray statuses) {
        try (var connection = new KeepAlive()) {
            for (int i = 0; i < REQUESTS / AT_ONCE && wrong.size() < TOLD; i++) {
                byte[] request = requests.apply(spoiler);
                try {
                    KeepAlive.Heard heard = connection.send(request);
                    statuses.incrementAndGet(heard.status());
                    if (!isGood(heard, request)) {
                        wrong.add(heard.status() + " " + shortened(heard.body(), 300) + " to " + readable(request));
                    }
                } catch (IOException | RuntimeException e) {
                    wrong.add(e + " to " + readable(request));
                    connection.close();
                }
            }
        } catch (IOException e) {
            wrong.add(e.toString());
        }
    }

    private static boolean isGood(KeepAlive.Heard heard, byte[] request) {
        if (heard.status() < 400) {
            return true;
        }
        if (!heard.headers().containsKey("x-request-id")) {
            return NO_HTTP.contains(heard.status()) && heard.body().isEmpty();
        }
        String sent = new String(request, StandardCharsets.ISO_8859_1);
        boolean speechless = sent.startsWith("HEAD") || sent.contains("/itcare");
        boolean telling =
                INSIDE.matcher(heard.body()).find() && !INSIDE.matcher(sent).find();
        return heard.status() < 500
                && !telling
                && (speechless || REASON.matcher(heard.body()).find());
    }

    private static String shortened(String text, int length) {
        return text.length() > length ? text.substring(0, length) + "…" : text;
    }

    /** As Java would write it, so that it can be sent again. */
    private static String readable(byte[] request) {
        var text = new StringBuilder();
        for (byte b : request) {
            int c = b & 0xff;
            text.append(
                    switch (c) {
                        case '\r' -> "\\r";
                        case '\n' -> "\\n";
                        default -> c < ' ' || c >= 0x7f ? String.format("\\u%04x", c) : Character.toString(c);
                    });
        }
        return shortened(text.toString(), 3_000);
    }
}
