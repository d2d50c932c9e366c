package org.passerelle.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.passerelle.usage.Counts.Line;
import org.passerelle.usage.Counts.Sum;

/** Nothing is lost between those who count and who takes it away, and there is an end to what is kept in memory. */
class CountsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Test
    void what_is_taken_while_others_count_is_all_that_was_counted() throws Exception {
        var counts = new Counts();
        var taken = new AtomicLong();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < 20_000; n++) {
                        counts.add(new Line(DAY, "k" + n % 7, "u", "o"), new Sum(1, 0, 2));
                    }
                }));
            }
            while (all.stream().anyMatch(future -> !future.isDone())) {
                counts.take().values().forEach(sum -> taken.addAndGet(sum.requests()));
            }
            for (var future : all) {
                future.get();
            }
        }
        counts.take().values().forEach(sum -> taken.addAndGet(sum.requests()));
        assertThat(taken).hasValue(80_000);
    }

    @Test
    void beyond_its_bound_the_rest_of_a_day_is_one_line() {
        var counts = new Counts();
        for (int n = 0; n < 100_500; n++) {
            counts.add(new Line(DAY, "k" + n, "u", "o"), new Sum(1, 1, 1));
        }
        var taken = counts.take();
        assertThat(taken).hasSize(100_001);
        assertThat(taken.get(new Line(DAY, "", "", "other"))).isEqualTo(new Sum(500, 500, 500));
        assertThat(List.copyOf(counts.take().keySet())).isEmpty();
    }
}
