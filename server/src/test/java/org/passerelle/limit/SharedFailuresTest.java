package org.passerelle.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.engine.Ports;
import org.passerelle.fault.Fault;
import org.passerelle.http.Soon;
import redis.embedded.RedisServer;

/** Guessing at two nodes that share a real Redis gets nobody further than guessing at one. */
class SharedFailuresTest {

    private static final String ADDRESS = "192.0.2.1";

    private int port;
    private RedisServer server;
    private SharedRedis oneRedis;
    private SharedRedis otherRedis;
    private FailedLogins one;
    private FailedLogins other;

    @BeforeEach
    void start() throws IOException {
        port = Ports.free();
        serve();
        oneRedis = new SharedRedis(url());
        otherRedis = new SharedRedis(url());
        one = new FailedLogins(System::nanoTime, oneRedis);
        other = new FailedLogins(System::nanoTime, otherRedis);
    }

    private void serve() throws IOException {
        server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("save \"\"")
                .build();
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        oneRedis.close();
        otherRedis.close();
        server.stop();
    }

    private String url() {
        return "redis://127.0.0.1:" + port + "?timeout=10s";
    }

    private void wrong(FailedLogins node, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(node.check(ADDRESS, "anne", () -> false)).isFalse();
        }
    }

    private static boolean waits(FailedLogins node, String address, String name) {
        return catchThrowable(() -> node.check(address, name, () -> true)) instanceof Fault fault
                && fault.kind() == Fault.Kind.TOO_MANY;
    }

    @Test
    void wrong_ones_on_both_nodes_are_counted_together_and_nobody_else_waits() {
        wrong(one, 2);
        wrong(other, 2);
        wrong(one, 1);
        assertThat(catchThrowable(() -> other.check(ADDRESS, "anne", () -> {
                    throw new AssertionError("checked");
                })))
                .isInstanceOf(Fault.class);
        assertThat(waits(other, "192.0.2.2", "anne")).isFalse();
        assertThat(waits(other, ADDRESS, "bert")).isFalse();
    }

    @Test
    void a_right_one_at_one_node_ends_it_at_the_other() {
        wrong(one, FailedLogins.FREE - 1);
        assertThat(other.check(ADDRESS, "anne", () -> true)).isTrue();
        wrong(one, FailedLogins.FREE - 1);
        assertThat(waits(other, ADDRESS, "anne")).isFalse();
    }

    @Test
    void a_crowd_at_both_nodes_gets_few_checks() throws Exception {
        var checked = new AtomicInteger();
        long began = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var crowd = new ArrayList<Callable<Object>>();
            for (int i = 0; i < 100; i++) {
                FailedLogins node = i % 2 == 0 ? one : other;
                crowd.add(() -> catchThrowable(() -> node.check(ADDRESS, "anne", () -> {
                    checked.incrementAndGet();
                    return false;
                })));
            }
            threads.invokeAll(crowd);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds(); // after one second one more is checked
        // each node checks one at a time, so one may be under way at the other while the last free one fails
        assertThat(checked).hasValueBetween(FailedLogins.FREE, FailedLogins.FREE + 1 + 2 * (int) seconds);
    }

    @Test
    void redis_learns_of_nobody() {
        wrong(one, FailedLogins.FREE);
        assertThat(keys()).hasSize(2).noneMatch(key -> key.contains("anne") || key.contains(ADDRESS));
        for (String key : keys()) {
            long millis = asked(commands -> commands.pttl(key));
            assertThat(millis).as("%s is forgotten some day", key).isPositive();
        }
    }

    private List<String> keys() {
        return asked(commands -> commands.keys("*"));
    }

    private <T> T asked(Function<RedisCommands<String, String>, T> question) {
        try (RedisClient client = RedisClient.create(url())) {
            return question.apply(client.connect().sync());
        }
    }

    @Test
    void without_redis_each_node_goes_on_with_what_it_knew() throws IOException {
        var still = new FailedLogins(() -> 0, oneRedis); // no wait ends by its own clock
        wrong(still, FailedLogins.FREE);
        server.stop();
        assertThat(waits(still, ADDRESS, "anne")).isTrue();
        assertThat(waits(other, ADDRESS, "anne")).isFalse();
        serve();
        Soon.atLast("wrong ones are counted together again", () -> {
            Throwable held = catchThrowable(() -> other.check(ADDRESS, "anne", () -> false));
            return held == null && !keys().isEmpty();
        });
    }
}
