package org.passerelle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.passerelle.SettableClock;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.format.Json;

/** The moments of a task, met once each: over summer time, silence, a clock that is put back, two nodes at once. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@org.junit.jupiter.api.Tag("catalogue")
class TaskClockTest {

    @Inject
    Catalogue catalogue;

    @Inject
    SchedulerState state;

    @Inject
    RunPlanner planner;

    private final SettableClock now = new SettableClock("2026-10-24T12:00:00Z");

    private TaskClock clock() {
        return new TaskClock(catalogue, state, planner, ZoneId.of("Europe/Paris"), now);
    }

    private String task(String cron) {
        String id = "t" + UUID.randomUUID();
        var task = new ScheduledTask(
                id, id, cron, null, "refreshSchema", Json.MAPPER.createObjectNode(), null, true, "nobody", null);
        catalogue.change(unit -> {
            TaskStore.save(unit, task.with(clock().next(task, now.instant())));
            return id;
        });
        return id;
    }

    private List<String> causes(String task) {
        return RunStore.of(catalogue, task, null, 1_000).stream()
                .map(Run::cause)
                .sorted()
                .toList();
    }

    @Test
    void a_day_with_an_hour_twice_has_one_run() {
        String id = task("30 2 * * *");
        for (int minute = 0; minute < 2 * 24 * 60; minute += 10) {
            now.goOn(Duration.ofMinutes(10));
            clock().run(id);
        }
        assertThat(causes(id)).containsExactly("cron:2026-10-25T00:30:00Z", "cron:2026-10-26T01:30:00Z");
    }

    @Test
    void two_nodes_that_look_at_once_over_both_changes_of_summer_time_plan_each_day_once() throws InterruptedException {
        for (String change : List.of("2026-03-28T12:00:00Z", "2026-10-24T12:00:00Z")) {
            now.set(change);
            String id = task("30 2 * * *");
            for (int step = 0; step < 3 * 24 * 2; step++) {
                now.goOn(Duration.ofMinutes(30));
                atOnce(2, id);
            }
            assertThat(causes(id))
                    .isEqualTo(
                            change.contains("-03-")
                                    ? List.of(
                                            "cron:2026-03-29T01:30:00Z",
                                            "cron:2026-03-30T00:30:00Z",
                                            "cron:2026-03-31T00:30:00Z")
                                    : List.of(
                                            "cron:2026-10-25T00:30:00Z",
                                            "cron:2026-10-26T01:30:00Z",
                                            "cron:2026-10-27T01:30:00Z"));
        }
    }

    private void atOnce(int nodes, String id) throws InterruptedException {
        var threads = IntStream.range(0, nodes)
                .mapToObj(i -> Thread.ofVirtual().start(() -> clock().run(id)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    void a_clock_that_is_put_back_repeats_nothing() {
        String id = task("0 * * * *");
        now.set("2026-10-24T13:00:01Z");
        clock().run(id);
        now.set("2026-10-24T12:30:00Z");
        clock().run(id);
        now.set("2026-10-24T13:00:01Z");
        clock().run(id);
        assertThat(causes(id)).containsExactly("cron:2026-10-24T13:00:00Z");
    }

    @Test
    void after_a_silence_one_run_stands_for_all() {
        String id = task("0 * * * *");
        now.set("2026-10-24T18:30:00Z");
        assertThat(clock().run(id)).contains(Instant.parse("2026-10-24T19:00:00Z"));
        assertThat(causes(id)).containsExactly("cron:2026-10-24T13:00:00Z");
    }

    @Test
    void many_at_once_plan_one_run() throws InterruptedException {
        String id = task("0 * * * *");
        now.set("2026-10-24T13:00:01Z");
        atOnce(8, id);
        assertThat(causes(id)).hasSize(1);
    }
}
