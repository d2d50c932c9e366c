package org.passerelle.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When what failed is tried again. */
class RetriesTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    private static List<Duration> pauses(Retries retries) {
        var pauses = new ArrayList<Duration>();
        for (int made = 1; retries.next(made, NOW, null).isPresent(); made++) {
            pauses.add(Duration.between(NOW, retries.next(made, NOW, null).orElseThrow()));
        }
        return pauses;
    }

    @Test
    void ten_attempts_are_made_over_three_days() {
        Retries even = new Retries(new Random() {
            @Override
            public double nextDouble() {
                return 0.5;
            }
        });
        assertThat(pauses(even))
                .containsExactly(
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofHours(2),
                        Duration.ofHours(5),
                        Duration.ofHours(10),
                        Duration.ofHours(14),
                        Duration.ofHours(20),
                        Duration.ofHours(24));
    }

    @Test
    void no_two_come_at_the_same_moment_and_none_more_than_a_tenth_off() {
        Retries retries = new Retries(new Random(7));
        var seen = new ArrayList<Instant>();
        for (int i = 0; i < 1_000; i++) {
            Instant next = retries.next(5, NOW, null).orElseThrow();
            assertThat(Duration.between(NOW, next)).isBetween(Duration.ofMinutes(270), Duration.ofMinutes(330));
            seen.add(next);
        }
        assertThat(seen.stream().distinct().count()).isGreaterThan(990);
    }

    @ParameterizedTest
    @CsvSource({
        "120, 120", // longer than the schedule's five seconds
        "1, 5",
        "'Sun, 22 Nov 2026 08:32:00 GMT', 120",
        "'Sun, 22 Nov 2026 08:00:00 GMT', 5",
        "soon, 5",
        "-3, 5",
        "999999999, 86400", // a day at most
    })
    void a_receiver_that_wants_to_be_left_alone_is(String header, long seconds) {
        Duration asked = Retries.asked(header, NOW);
        Instant next = new Retries(new Random(7)).next(1, NOW, asked).orElseThrow();
        assertThat(Duration.between(NOW, next).toMillis()).isBetween(seconds * 900, seconds * 1_100);
    }
}
