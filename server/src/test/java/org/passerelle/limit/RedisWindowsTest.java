package org.passerelle.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.access.Caller;
import org.passerelle.engine.Ports;
import org.passerelle.http.Soon;
import org.passerelle.limit.Windows.Bucket;
import redis.embedded.RedisServer;

/** One limit on two nodes that share a real Redis, and what becomes of it when that goes away. */
class RedisWindowsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Bucket KEY = new Bucket(Caller.Kind.API_KEY, "k1", "anne");

    private int port;
    private RedisServer server;
    private final List<SharedRedis> connections = new ArrayList<>();
    private final List<RedisWindows> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        port = Ports.free();
        serve();
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
        nodes.forEach(RedisWindows::close);
        connections.forEach(SharedRedis::close);
        server.stop();
    }

    /** It waits longer than most would: the machine of a test may be busy. */
    private RedisWindows node(Duration window) {
        var redis = new SharedRedis("redis://127.0.0.1:" + port + "?timeout=10s");
        connections.add(redis);
        var node = new RedisWindows(redis, new LocalWindows(System::nanoTime), window);
        nodes.add(node);
        return node;
    }

    private static int passed(Windows node, int limit, int times) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += node.take(KEY, limit, Duration.ZERO).passes() ? 1 : 0;
        }
        return passed;
    }

    /** S5, on two nodes. */
    @Test
    void of_200_threads_on_two_nodes_30_pass() throws Exception {
        List<RedisWindows> two = List.of(node(MINUTE), node(MINUTE));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Verdict>> crowd = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                RedisWindows node = two.get(i % 2);
                crowd.add(() -> node.take(KEY, 30, Duration.ZERO));
            }
            var verdicts =
                    threads.invokeAll(crowd).stream().map(Future::resultNow).toList();
            assertThat(verdicts).filteredOn(Verdict::passes).hasSize(30);
            assertThat(verdicts)
                    .filteredOn(Verdict::passes)
                    .extracting(Verdict::remaining)
                    .doesNotHaveDuplicates();
        }
    }

    private record Pass(long before, long after) {}

    @Test
    void no_window_holds_more_than_the_limit_whichever_node_is_asked() throws Exception {
        Duration window = Duration.ofMillis(300);
        int limit = 10;
        var enough = new CountDownLatch(10 * limit);
        var passes = new ArrayList<Pass>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<Future<List<Pass>>>();
            for (int i = 0; i < 6; i++) {
                RedisWindows node = i < 2 ? node(window) : nodes.get(i % 2);
                all.add(threads.submit(() -> hammer(node, limit, enough)));
            }
            for (Future<List<Pass>> some : all) {
                passes.addAll(some.get());
            }
        }
        passes.sort(Comparator.comparingLong(Pass::before));
        assertThat(passes).hasSizeGreaterThan(5 * limit);
        for (int i = 0; i + limit < passes.size(); i++) {
            List<Pass> oneTooMany = passes.subList(i, i + limit + 1);
            long last = oneTooMany.stream()
                    .mapToLong(Pass::after)
                    .max()
                    .orElseThrow(); // whoever asked first may be served last
            assertThat(last - oneTooMany.getFirst().before).isGreaterThanOrEqualTo(window.toNanos());
        }
    }

    /** Until enough have passed on all nodes, however long that takes on this machine. */
    private static List<Pass> hammer(Windows node, int limit, CountDownLatch enough) throws InterruptedException {
        var passes = new ArrayList<Pass>();
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (enough.getCount() > 0 && System.nanoTime() < end) {
            long before = System.nanoTime();
            if (node.take(KEY, limit, Duration.ZERO).passes()) {
                passes.add(new Pass(before, System.nanoTime()));
                enough.countDown();
            }
            Thread.sleep(ThreadLocalRandom.current().nextInt(8));
        }
        return passes;
    }

    @Test
    void each_bucket_has_a_window_of_its_own() {
        RedisWindows node = node(MINUTE);
        assertThat(passed(node, 2, 5)).isEqualTo(2);
        for (var other : List.of(
                new Bucket(Caller.Kind.JWT, "k1", "anne"),
                new Bucket(Caller.Kind.API_KEY, "k1", "bob"),
                new Bucket(null, "", "anne"))) {
            assertThat(node.take(other, 2, Duration.ZERO).remaining()).isEqualTo(1);
        }
    }

    @Test
    void a_refusal_tells_when_there_will_be_room_and_a_lowered_limit_counts_at_once() {
        RedisWindows node = node(MINUTE);
        long began = System.nanoTime();
        assertThat(passed(node, 5, 5)).isEqualTo(5);
        Verdict refused = node.take(KEY, 3, Duration.ZERO);
        assertThat(refused.passes()).isFalse();
        assertThat(refused.resetSeconds()).isBetween(60 - secondsSince(began), 60);
    }

    @Test
    void a_cool_down_holds_on_all_nodes() throws InterruptedException {
        Duration window = Duration.ofMillis(200);
        RedisWindows node = node(window);
        Duration coolDown = Duration.ofSeconds(30);
        assertThat(node.take(KEY, 1, coolDown).passes()).isTrue();
        long began = System.nanoTime();
        Soon.atLast(
                "two come within the window", () -> !node.take(KEY, 1, coolDown).passes());
        Thread.sleep(window);
        Verdict refused = node(window).take(KEY, 1, coolDown);
        assertThat(refused.passes()).isFalse();
        assertThat(refused.resetSeconds()).isBetween(30 - secondsSince(began), 30);
    }

    /** No fewer than have passed. */
    private static int secondsSince(long began) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began) + 1;
    }

    @Test
    void while_redis_is_away_each_node_counts_by_itself_and_then_together_again() throws IOException {
        RedisWindows one = node(MINUTE);
        RedisWindows other = node(MINUTE);
        assertThat(passed(one, 30, 10)).isEqualTo(10);
        server.stop();
        assertThat(passed(one, 30, 50)).as("what it let through before counts").isEqualTo(20);
        assertThat(passed(other, 30, 50)).isEqualTo(30);
        serve();
        for (RedisWindows node : nodes) {
            Soon.atLast(
                    "a node asks Redis again",
                    () -> node.take(KEY, 30, Duration.ZERO).passes());
        }
        assertThat(passed(one, 30, 50) + passed(other, 30, 50)).isEqualTo(30 - nodes.size());
    }

    @Test
    void a_node_starts_where_there_is_no_redis() throws IOException {
        server.stop();
        assertThat(passed(node(MINUTE), 30, 50)).isEqualTo(30);
    }
}
