package org.passerelle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a cron expression means, across the changes of summer time too. */
class ScheduleTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @ParameterizedTest
    @CsvSource({
        // Paris leaps from 02:00 to 03:00 on 29 March 2026, and shows 02:00 to 03:00 twice on 25 October
        "'30 2 * * *', 2026-03-28T01:30:00Z, 2026-03-29T01:30:00Z", // 02:30 is not: half past three
        "'30 2 * * *', 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "'30 2 * * *', 2026-10-24T00:30:00Z, 2026-10-25T00:30:00Z", // the first half past two
        "'30 2 * * *', 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "'0 12 * * *', 2026-03-28T11:00:00Z, 2026-03-29T10:00:00Z",
        "'*/20 * * * *', 2026-03-29T00:40:00Z, 2026-03-29T01:00:00Z",
        "'*/20 * * * *', 2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z", // the second hour passes too
        "'*/20 * * * *', 2026-10-25T01:40:00Z, 2026-10-25T02:00:00Z",
        "'0 0 1 * *', 2026-11-22T08:30:00Z, 2026-11-30T23:00:00Z",
        "'0 30 8 ? * MON-FRI', 2026-11-22T08:30:00Z, 2026-11-23T07:30:00Z", // as Quartz writes it
        "'0 0 29 2 *', 2026-11-22T08:30:00Z, 2028-02-28T23:00:00Z",
    })
    void the_next_moment_is_this(String cron, Instant after, Instant next) {
        assertThat(Schedule.parse(cron, PARIS).next(after)).contains(next);
    }

    @Test
    void a_daily_task_comes_once_a_day_all_year() {
        Schedule daily = Schedule.parse("30 2 * * *", PARIS);
        List<LocalDate> days = new ArrayList<>();
        Instant end = Instant.parse("2027-01-01T00:00:00Z");
        for (Instant at = Instant.parse("2025-12-31T23:30:00Z"); at.isBefore(end); ) {
            at = daily.next(at).orElseThrow();
            days.add(at.atZone(PARIS).toLocalDate());
        }
        assertThat(days).doesNotHaveDuplicates().hasSize(366); // and the first of the next year
    }

    @Test
    void what_never_comes_again_has_no_next_moment() {
        assertThat(Schedule.parse("0 0 0 1 1 ? 2020", PARIS).next(Instant.parse("2026-11-22T08:30:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "daily", "* * * *", "61 * * * *", "0 0 32 * *", "a b c d e"})
    void what_is_no_cron_is_told(String text) {
        assertThatThrownBy(() -> Schedule.parse(text, PARIS)).isInstanceOf(IllegalArgumentException.class);
    }
}
