package org.passerelle.scheduler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Event;
import org.passerelle.event.EventListener;
import org.passerelle.event.Kept;

/** Plans the runs of tasks that wait for an event; while the scheduler is stopped it passes them by. */
@Singleton
final class TaskEvents implements EventListener {

    private final SchedulerState state;
    private final RunPlanner planner;

    @Inject
    TaskEvents(SchedulerState state, RunPlanner planner) {
        this.state = state;
        this.planner = planner;
    }

    @Override
    public void hear(Unit unit, List<Kept> events) {
        if (!state.isOpen(unit)) {
            return;
        }
        for (Kept kept : events) {
            for (ScheduledTask task : TaskStore.at(unit, kept.event().name())) {
                planner.plan(unit, task.id(), "event:" + kept.event().id());
            }
        }
    }

    @Override
    public boolean awaits(Source source, Event event) {
        return !TaskStore.at(source, event.name()).isEmpty();
    }
}
