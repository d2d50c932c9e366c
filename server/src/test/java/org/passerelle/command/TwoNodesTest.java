package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.command.DemoHouse.basic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.engine.Ports;
import org.passerelle.format.Json;
import org.passerelle.http.Soon;
import redis.embedded.RedisServer;

/** What is promised of two nodes (S2, S5, F6), on two processes of the program as it is shipped, with one PostgreSQL and one Redis. */
@Tag("packaged")
class TwoNodesTest {

    private static final String ME = "/api/v1/auth/me";
    private static final String PASSWORD = "Correct-horse-7!";

    @TempDir
    static Path folder;

    private static RedisServer redis;
    private static ServerProcess one;
    private static ServerProcess other;

    @BeforeAll
    static void start() throws IOException {
        int port = Ports.free();
        redis = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .build();
        redis.start();
        Database database = Engine.POSTGRESQL.fresh("nodes");
        Map<String, String> environment = Map.of(
                "PASSERELLE_CATALOGUE_URL", database.jdbcUrl(),
                "PASSERELLE_CATALOGUE_USER", database.user(),
                "PASSERELLE_CATALOGUE_PASSWORD", database.password(),
                "PASSERELLE_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]),
                "PASSERELLE_JWT_SECRETKEY", "the secret of the tests' two nodes",
                "PASSERELLE_PUBLIC_URL", "https://api.example.org",
                "PASSERELLE_REDIS_URL", "redis://127.0.0.1:" + port + "?timeout=10s");
        one = new ServerProcess("demo", folder.resolve("one"), environment);
        other = new ServerProcess("serve", folder.resolve("other"), environment);
    }

    @AfterAll
    static void stop() throws IOException {
        for (ServerProcess node : new ServerProcess[] {other, one}) {
            if (node != null) {
                node.close();
            }
        }
        redis.stop();
    }

    private static String admin() {
        return basic("owner", one.credentials().path("owner").path("password").asText());
    }

    private static JsonNode done(ServerProcess node, String method, String path, String body, String by) {
        HttpResponse<String> answer = node.send(method, path, body, "Authorization", by);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        try {
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(answer.body(), e);
        }
    }

    private static String user(String id) {
        done(
                one,
                "POST",
                "/api/v1/users",
                "{\"id\":\"" + id + "\",\"password\":\"" + PASSWORD + "\",\"acls\":[\"api.access\",\"connections:r\"]}",
                admin());
        return basic(id, PASSWORD);
    }

    private static String key(String by) {
        return done(
                        one,
                        "POST",
                        "/api/v1/auth/apikeys",
                        "{\"name\":\"test\",\"rateLimit\":30,\"permissions\":{\"connections\":\"r\"}}",
                        by)
                .path("key")
                .asText();
    }

    private static void refusedSoon(ServerProcess node, int status, String what, String path, String by) {
        Soon.within(what + " is refused on the other node", () -> node.status(path, "Authorization", by) == status);
    }

    @Test
    void what_is_taken_on_one_node_is_refused_on_the_other() {
        String password = user("anne");
        String key = "Bearer " + key(password);
        Soon.atLast(
                "the other node knows him",
                () -> other.status("/api/v1/connections", "Authorization", password) == 200);
        String id = key.substring("Bearer psl_".length(), "Bearer psl_".length() + 18);
        String token = "Bearer "
                + done(other, "POST", "/api/v1/auth/jwt", "{\"permissions\":{\"connections\":\"r\"}}", password)
                        .path("token")
                        .asText();
        for (String by : List.of(password, key, token)) {
            assertThat(one.status("/api/v1/connections", "Authorization", by)).isEqualTo(200);
            assertThat(other.status("/api/v1/connections", "Authorization", by)).isEqualTo(200);
        }
        done(one, "DELETE", "/api/v1/auth/apikeys/" + id, null, password);
        refusedSoon(other, 401, "a revoked key", ME, key);
        done(other, "DELETE", "/api/v1/auth/tokens?user=anne", null, admin());
        refusedSoon(one, 401, "a revoked token", ME, token);
        done(one, "DELETE", "/api/v1/users/anne/acls", "[\"connections:r\"]", admin());
        refusedSoon(other, 403, "a right that was taken", "/api/v1/connections", password);
        done(other, "PATCH", "/api/v1/users/anne", "{\"active\":false}", admin());
        refusedSoon(one, 401, "a disabled user", ME, password);
    }

    @Test
    void of_200_requests_to_both_30_pass() throws Exception {
        String key = key(user("bob"));
        Soon.atLast("the key is known on both", () -> other.status(ME, "X-API-Key", key) == 200);
        List<Callable<Integer>> crowd = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ServerProcess node = i % 2 == 0 ? one : other;
            crowd.add(() -> node.status(ME, "X-API-Key", key));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses =
                    threads.invokeAll(crowd).stream().map(Future::resultNow).toList();
            assertThat(statuses).containsOnly(200, 429);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(29);
        }
    }

    private static String task(String body) {
        return done(one, "POST", "/api/v1/system/tasks", body, admin())
                .path("id")
                .asText();
    }

    private static String event(String name) {
        done(one, "POST", "/api/v1/events", "{\"name\":\"" + name + "\"}", admin());
        return name;
    }

    private static String firing(String when, String event) {
        return task("{\"name\":\"t\"," + when + "\"kind\":\"fireEvent\",\"parameters\":{\"event\":\"" + event + "\"}}");
    }

    /** A task that has a run for each time that this event was fired. */
    private static String counting(String event) {
        return task("{\"name\":\"c\",\"event\":\"" + event
                + "\",\"kind\":\"purge\",\"parameters\":{\"of\":\"runs\",\"days\":30}}");
    }

    /** Those that ended well, by what they ran for; each is asked of another node. */
    private static List<String> causes(ServerProcess node, String task) {
        List<String> causes = new ArrayList<>();
        done(node, "GET", "/api/v1/system/tasks/" + task + "/runs", null, admin())
                .forEach(run -> {
                    if (run.path("status").asText().equals("SUCCESS")) {
                        causes.add(run.path("cause").asText());
                    }
                });
        return causes;
    }

    private static boolean isQuiet(String task) {
        return done(one, "GET", "/api/v1/system/tasks/" + task + "/runs", null, admin())
                .valueStream()
                .noneMatch(run -> run.path("ended").isNull());
    }

    @Test
    void a_task_runs_once_by_cron_by_an_event_and_when_it_is_asked_for() {
        String everySecond = firing("\"cron\":\"* * * * * ?\",", event("TICK"));
        String ticks = counting("TICK");
        Soon.atLast("it has come twice", () -> causes(other, everySecond).size() >= 2);
        done(other, "PATCH", "/api/v1/system/tasks/" + everySecond, "{\"active\":false}", admin());
        Soon.atLast("what was planned has run", () -> isQuiet(everySecond));
        Soon.atLast(
                "each time is counted",
                () -> causes(one, ticks).size() == causes(other, everySecond).size());
        assertThat(causes(one, everySecond)).doesNotHaveDuplicates().allMatch(cause -> cause.startsWith("cron:"));

        String atEvent = firing("\"event\":\"" + event("BELL") + "\",", event("HEARD"));
        String heard = counting("HEARD");
        for (ServerProcess node : List.of(one, other)) {
            done(node, "POST", "/api/v1/events/BELL/fire", "{}", admin());
        }
        Soon.atLast("both are heard", () -> causes(one, heard).size() == 2);

        done(other, "POST", "/api/v1/system/tasks/" + atEvent + "/run", null, admin());
        Soon.atLast("it is run when asked for", () -> causes(one, heard).size() == 3);
        assertThat(causes(other, atEvent)).hasSize(3).doesNotHaveDuplicates();
        assertThat(causes(one, ticks)).hasSameSizeAs(causes(one, everySecond));
    }
}
