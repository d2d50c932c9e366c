package org.passerelle.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** wire.md §3 and quality.md S5: no 60-second window ever lets more through. */
class SlidingLogTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int TRACES = 100_000;

    @Test
    void no_window_holds_more_than_the_limit_and_nothing_is_refused_without_need() {
        var random = new Random(20_261_122);
        for (int trace = 0; trace < TRACES; trace++) {
            int limit = 1 + random.nextInt(12);
            long pace = 1 + random.nextLong(40 * SECOND / limit);
            trace(random, limit, pace);
        }
    }

    private static void trace(Random random, int limit, long pace) {
        var log = new SlidingLog();
        var passed = new ArrayDeque<Long>();
        long now = random.nextLong(); // monotonic time may begin anywhere, and may overflow
        for (int i = 0; i < 60; i++) {
            now += step(random, pace);
            Verdict verdict = log.take(now, limit, 0);
            while (!passed.isEmpty() && now - passed.peekFirst() > 60 * SECOND) {
                passed.removeFirst();
            }
            assertThat(verdict.passes()).isEqualTo(passed.size() < limit);
            if (verdict.passes()) {
                passed.addLast(now);
                assertThat(verdict.remaining()).isEqualTo(limit - passed.size());
            } else {
                assertThat(verdict.resetNanos()).isEqualTo(passed.peekFirst() + 60 * SECOND - now);
            }
        }
    }

    /** Bursts, an even flow, and gaps that end right at the edge of a window. */
    private static long step(Random random, long pace) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> 0;
            case 3 -> 60 * SECOND;
            case 4 -> 60 * SECOND + 1;
            default -> random.nextLong(pace);
        };
    }

    @Test
    void two_hundred_threads_on_a_fresh_log_of_thirty() throws InterruptedException {
        var log = new SlidingLog();
        var passed = new AtomicInteger();
        var start = new CountDownLatch(1);
        var threads = new Thread[200];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                if (log.take(System.nanoTime(), 30, 0).passes()) {
                    passed.incrementAndGet();
                }
            });
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(passed).hasValue(30);
    }

    @Test
    void a_lowered_limit_holds_at_once_and_tells_how_long_to_wait() {
        var log = new SlidingLog();
        for (int i = 0; i < 10; i++) {
            assertThat(log.take(i * SECOND, 10, 0).passes()).isTrue();
        }
        Verdict refused = log.take(10 * SECOND, 4, 0);
        assertThat(refused.passes()).isFalse();
        // the seventh of ten must leave before three are left
        assertThat(refused.resetNanos()).isEqualTo((6 + 60 - 10) * SECOND);
        assertThat(log.take(66 * SECOND, 4, 0).passes()).isFalse();
        assertThat(log.take(66 * SECOND + 1, 4, 0).passes()).isTrue();
    }

    @Test
    void a_cool_down_holds_from_a_refusal_on_and_refusals_do_not_prolong_it() {
        var log = new SlidingLog();
        assertThat(log.take(0, 1, 300 * SECOND).passes()).isTrue();
        assertThat(log.take(SECOND, 1, 300 * SECOND).resetNanos()).isEqualTo(300 * SECOND);
        assertThat(log.take(200 * SECOND, 1, 300 * SECOND).passes()).isFalse();
        assertThat(log.take(301 * SECOND - 1, 1, 300 * SECOND).passes()).isFalse();
        assertThat(log.take(301 * SECOND, 1, 300 * SECOND).passes()).isTrue();
    }

    @Test
    void a_log_closes_only_when_nothing_in_it_matters() {
        var log = new SlidingLog();
        log.take(0, 30, 0);
        assertThat(log.closeIfIdle(60 * SECOND)).isFalse();
        assertThat(log.closeIfIdle(60 * SECOND + 1)).isTrue();
        assertThat(log.take(61 * SECOND, 30, 0)).isNull();
    }

    @Test
    void the_seconds_to_wait_are_whole_and_from_one_to_sixty() {
        assertThat(new Verdict(false, 30, 0, 1).resetSeconds()).isEqualTo(1);
        assertThat(new Verdict(false, 30, 0, SECOND + 1).resetSeconds()).isEqualTo(2);
        assertThat(new Verdict(false, 30, 0, 60 * SECOND).resetSeconds()).isEqualTo(60);
        assertThat(new Verdict(false, 30, 0, 0).resetSeconds()).isEqualTo(1);
    }
}
