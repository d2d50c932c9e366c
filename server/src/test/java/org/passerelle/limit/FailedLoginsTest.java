package org.passerelle.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.passerelle.fault.Fault;

class FailedLoginsTest {

    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final FailedLogins failures = new FailedLogins(now::get);

    @Test
    void after_a_few_wrong_ones_each_costs_a_wait_that_doubles() {
        wrong(FailedLogins.FREE);
        for (long wait : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900}) {
            assertThat(refusal("anne", "192.0.2.1")).isEqualTo(Duration.ofSeconds(wait));
            now.addAndGet(wait * SECOND - 1);
            assertThat(refusal("anne", "192.0.2.1")).isEqualTo(Duration.ofSeconds(1));
            now.addAndGet(1);
            wrong(1);
        }
    }

    @Test
    void the_right_one_ends_it() {
        wrong(FailedLogins.FREE - 1);
        assertThat(failures.check("192.0.2.1", "anne", () -> true)).isTrue();
        wrong(FailedLogins.FREE);
    }

    @Test
    void while_one_waits_nothing_is_checked_not_even_the_right_one() {
        wrong(FailedLogins.FREE);
        assertThatThrownBy(() -> failures.check("192.0.2.1", "anne", () -> {
                    throw new AssertionError("checked");
                }))
                .isInstanceOf(Fault.class);
    }

    @Test
    void nobody_else_waits() {
        wrong(FailedLogins.FREE);
        assertThat(failures.check("192.0.2.2", "anne", () -> true)).isTrue();
        assertThat(failures.check("192.0.2.1", "bert", () -> true)).isTrue();
    }

    @Test
    void a_network_of_64_bits_is_one_address() {
        for (int i = 0; i < FailedLogins.FREE; i++) {
            assertThat(failures.check("2001:db8:a:b::" + i, "anne", () -> false))
                    .isFalse();
        }
        assertThat(refusal("anne", "2001:db8:a:b:ffff::1")).isPositive();
        assertThat(failures.check("2001:db8:a:c::1", "anne", () -> true)).isTrue();
    }

    @Test
    void an_hour_later_all_is_forgotten() {
        wrong(FailedLogins.FREE);
        now.addAndGet(Duration.ofHours(1).toNanos() + 1);
        wrong(FailedLogins.FREE);
    }

    @Test
    void a_crowd_of_guesses_sent_at_once_is_no_way_around() throws InterruptedException {
        var checked = new AtomicInteger();
        var refused = new AtomicInteger();
        var threads = new Thread[64];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                try {
                    failures.check("192.0.2.1", "anne", () -> {
                        checked.incrementAndGet();
                        return false;
                    });
                } catch (Fault e) {
                    refused.incrementAndGet();
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(checked).hasValue(FailedLogins.FREE);
        assertThat(refused).hasValue(threads.length - FailedLogins.FREE);
    }

    private void wrong(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(failures.check("192.0.2.1", "anne", () -> false)).isFalse();
        }
    }

    private Duration refusal(String name, String address) {
        try {
            failures.check(address, name, () -> true);
        } catch (Fault e) {
            assertThat(e.kind()).isEqualTo(Fault.Kind.TOO_MANY);
            return Duration.ofSeconds(e.retryAfter().toSeconds());
        }
        throw new AssertionError("not refused");
    }
}
