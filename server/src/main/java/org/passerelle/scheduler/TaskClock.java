package org.passerelle.scheduler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.catalogue.Unit;

/**
 * Plans the runs of tasks by cron. Which moment is next is kept with the task, so that a clock that is put back, a restart or another node
 * neither forgets a moment nor meets it twice. After a silence one run stands for all moments that passed in it.
 */
@Singleton
final class TaskClock implements Jobs.Job {

    static final String NAME = "task";

    private final Catalogue catalogue;
    private final SchedulerState state;
    private final RunPlanner planner;
    private final ZoneId zone;
    private final Clock clock;

    @Inject
    TaskClock(Catalogue catalogue, SchedulerState state, RunPlanner planner, ZoneId zone, Clock clock) {
        this.catalogue = catalogue;
        this.state = state;
        this.planner = planner;
        this.zone = zone;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> run(String id) {
        return catalogue.change(unit -> TaskStore.find(unit, id).flatMap(task -> tick(unit, task)));
    }

    /** @return when to look again */
    private Optional<Instant> tick(Unit unit, ScheduledTask task) {
        Instant upcoming = task.upcoming();
        Instant now = clock.instant();
        if (upcoming == null || upcoming.isAfter(now)) {
            return Optional.ofNullable(upcoming);
        }
        if (state.isOpen(unit)) {
            planner.plan(unit, task.id(), "cron:" + upcoming);
        }
        Instant next = next(task, now);
        TaskStore.upcoming(unit, task.id(), next);
        return Optional.ofNullable(next);
    }

    /** When the task runs next by cron; null for never. */
    @Nullable
    Instant next(ScheduledTask task, Instant after) {
        String cron = task.cron();
        return cron == null || !task.active()
                ? null
                : Schedule.parse(cron, task.timeZone() == null ? zone : ZoneId.of(task.timeZone()))
                        .next(after)
                        .orElse(null);
    }
}
