package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.command.DemoHouse.basic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.format.Json;
import org.passerelle.http.Soon;

/** F7: two servers are stopped and started again in turn, under load, and no client notices: the one that leaves says so first. */
@Tag("packaged")
class RollingRestartTest {

    private static final int ROUNDS = 2;
    private static final int CLIENTS = 6;
    private static final int MANY = 50;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    static Path folder;

    private final List<ServerProcess> ready = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answers = new AtomicInteger();
    private Map<String, String> environment = Map.of();
    private String key = "";
    private volatile boolean isOver;

    private static boolean isReady(ServerProcess node) {
        try {
            return node.status("/health/ready") == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** As a load balancer does: who is not ready any more gets nothing new. */
    private void probe(ServerProcess node) {
        while (isReady(node)) {
            Soon.pause();
        }
        ready.remove(node);
    }

    /** One of those that are ready at this moment: they come and go meanwhile. */
    private ServerProcess anyReady() {
        var now = ready.toArray(ServerProcess[]::new);
        return now[ThreadLocalRandom.current().nextInt(now.length)];
    }

    /** Reads and writes by turns, whichever server it comes to. */
    private void call() {
        for (int i = 0; !isOver; i++) {
            ServerProcess node = anyReady();
            String body = i % 2 == 0 ? null : "{\"subject\":\"rolling " + i + "\"}";
            try {
                HttpResponse<String> answer = body == null
                        ? node.send("GET", "/api/tickets?limit=5", null, "X-API-Key", key)
                        : node.send("POST", "/api/tickets", body, "X-API-Key", key);
                if (answer.statusCode() / 100 != 2) {
                    failures.add(answer.statusCode() + " " + answer.body());
                }
            } catch (UncheckedIOException e) {
                failures.add(e.toString());
            }
            answers.incrementAndGet();
        }
    }

    private ServerProcess start(String command, String name) {
        var node = new ServerProcess(command, folder.resolve(name), environment);
        ready.add(node);
        Thread.ofVirtual().start(() -> probe(node));
        return node;
    }

    private void answered(int more) {
        int goal = answers.get() + more;
        Soon.atLast(more + " more answers", () -> answers.get() >= goal);
    }

    private static String unlimitedKey(ServerProcess node) throws IOException {
        String owner =
                basic("owner", node.credentials().path("owner").path("password").asText());
        JsonNode made = Json.MAPPER.readTree(node.send(
                        "POST",
                        "/api/v1/auth/apikeys",
                        "{\"name\":\"rolling\",\"rateLimit\":1000000,\"permissions\":{\"data\":\"rw\"}}",
                        "Authorization",
                        owner)
                .body());
        return made.path("key").asText();
    }

    @Test
    void no_request_fails_while_servers_are_replaced_in_turn()
            throws IOException, InterruptedException, ExecutionException {
        Database database = Engine.POSTGRESQL.fresh("rolling");
        environment = Map.of(
                "PASSERELLE_CATALOGUE_URL", database.jdbcUrl(),
                "PASSERELLE_CATALOGUE_USER", database.user(),
                "PASSERELLE_CATALOGUE_PASSWORD", database.password(),
                "PASSERELLE_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                "PASSERELLE_SHUTDOWN_DELAY", "PT6S");
        ServerProcess one = start("demo", "one");
        ServerProcess other = start("serve", "other");
        key = unlimitedKey(one);
        Soon.atLast("the key is known on both", () -> other.status("/api/tickets?limit=1", "X-API-Key", key) == 200);
        List<Future<?>> work = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                work.add(threads.submit(this::call));
            }
            try {
                replaceInTurn(one, other);
            } finally {
                isOver = true;
            }
        } finally {
            ready.forEach(ServerProcess::close);
        }
        for (Future<?> done : work) {
            done.get();
        }
        assertThat(failures).isEmpty();
    }

    private void replaceInTurn(ServerProcess one, ServerProcess other) {
        for (int round = 0; round < ROUNDS; round++) {
            answered(MANY);
            one.close();
            one = start("serve", "one");
            answered(MANY);
            other.close();
            other = start("serve", "other");
        }
        answered(MANY);
    }
}
