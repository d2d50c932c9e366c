package org.passerelle.scheduler;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.passerelle.catalogue.Jobs;
import org.passerelle.catalogue.Unit;

/** Plans runs, each for its cause, once. */
@Singleton
final class RunPlanner {

    private final Instance<Jobs> jobs;
    private final Clock clock;

    @Inject
    RunPlanner(Instance<Jobs> jobs, Clock clock) {
        this.jobs = jobs;
        this.clock = clock;
    }

    /** @return the run's id; empty when there is one for this cause already */
    Optional<String> plan(Unit unit, String task, String cause) {
        Optional<String> run = RunStore.add(unit, task, cause, clock.instant());
        run.ifPresent(id -> jobs.get().plan(unit, TaskRunner.NAME, id, clock.instant()));
        return run;
    }
}
