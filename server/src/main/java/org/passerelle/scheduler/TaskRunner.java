package org.passerelle.scheduler;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.credential.Callers;
import org.passerelle.fault.Fault;

/**
 * Does one run by the rights that its account has now. A run that a dead server left is done again, unless it may have changed what no unit of the
 * catalogue holds: that one ends in ERROR, for it must not be done twice.
 */
@Singleton
final class TaskRunner implements Jobs.Job {

    static final String NAME = "task-run";

    private static final Logger LOG = Logger.getLogger(TaskRunner.class);

    private final Catalogue catalogue;
    private final Map<String, TaskWork> works;
    private final Callers callers;
    private final Clock clock;

    @Inject
    TaskRunner(Catalogue catalogue, @All List<TaskWork> works, Callers callers, Clock clock) {
        this.catalogue = catalogue;
        this.works = works.stream().collect(Collectors.toMap(TaskWork::kind, work -> work));
        this.callers = callers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Instant> run(String id) {
        Run run = RunStore.find(catalogue, id).orElse(null);
        ScheduledTask task =
                run == null ? null : TaskStore.find(catalogue, run.task()).orElse(null);
        if (run == null || task == null || run.ended() != null) {
            return Optional.empty();
        }
        TaskWork work = works.get(task.kind());
        if (work == null) {
            end(id, "This server knows no tasks of the kind " + task.kind() + ".");
        } else if (work.isOutside() && run.is(Run.Status.RUNNING)) {
            end(id, "The server stopped while it ran: it may be done or not, and is not done again.");
        } else {
            work(id, task, work);
        }
        return Optional.empty();
    }

    private void work(String id, ScheduledTask task, TaskWork work) {
        catalogue.change(unit -> {
            RunStore.begin(unit, id, clock.instant());
            return id;
        });
        try {
            Caller by = caller(task);
            work.check(by, task.parameters());
            TaskWork.Finish finish = work.run(by, task, clock.instant());
            catalogue.change(unit -> {
                String message = finish.in(unit);
                RunStore.end(unit, id, Run.Status.SUCCESS, message, clock.instant());
                return message;
            });
        } catch (Fault fault) {
            end(id, fault.detail());
        } catch (RuntimeException e) {
            LOG.errorf(e, "run %s of the task %s failed", id, task.id());
            end(id, "Something went wrong. Quote the id of this run.");
        }
    }

    private Caller caller(ScheduledTask task) {
        return callers.of(
                        task.account(),
                        new Caller.Credential(Caller.Kind.PASSWORD, "", null),
                        Permissions.ALL,
                        Bounds.Bound.NONE)
                .filter(caller -> caller.holdings().apiAccess())
                .orElseThrow(
                        () -> Fault.forbidden("The account by whose rights it runs may not use the API any more."));
    }

    private void end(String id, String message) {
        catalogue.change(unit -> {
            RunStore.end(unit, id, Run.Status.ERROR, message, clock.instant());
            return message;
        });
    }
}
