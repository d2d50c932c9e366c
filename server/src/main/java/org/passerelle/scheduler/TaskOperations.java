package org.passerelle.scheduler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/system/tasks}: what is done by itself (wire.md §8; DigDash D14). */
@Singleton
final class TaskOperations implements Capability {

    private static final String PATH = "/api/v1/system/tasks";

    private final Catalogue catalogue;
    private final TaskKeeper keeper;
    private final SchedulerState state;
    private final RunPlanner planner;

    @Inject
    TaskOperations(Catalogue catalogue, TaskKeeper keeper, SchedulerState state, RunPlanner planner) {
        this.catalogue = catalogue;
        this.keeper = keeper;
        this.state = state;
        this.planner = planner;
    }

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind(PATH, "task", "a task", Tag.SYSTEM, ApiType.SYSTEM, Topic.TASKS);
        return Stream.concat(
                        new Crud<>(kind, ScheduledTask.class, ScheduledTask.Written.class, keeper)
                                .operations().stream(),
                        Stream.of(
                                Operation.post(PATH + "/{id}/run")
                                        .named("tasks.run", "Run a task now")
                                        .tag(Tag.SYSTEM)
                                        .needs(Right.write(ApiType.SYSTEM))
                                        .answers(202, Shape.of(Run.class, "run"))
                                        .changes(DryRun.CATALOGUE)
                                        .by(this::run),
                                Pages.declared(Operation.get(PATH + "/{id}/runs")
                                                .named("tasks.runs", "List the runs of a task, newest first")
                                                .tag(Tag.SYSTEM)
                                                .needs(Right.read(ApiType.SYSTEM)))
                                        .answers(200, Shape.many(Run.class, "run"))
                                        .by(this::runs)))
                .toList();
    }

    private static ScheduledTask need(Source source, Call call) {
        return TaskStore.find(source, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no task {}.", call.path("id")));
    }

    private Reply run(Call call) {
        Unit unit = call.change();
        ScheduledTask task = need(unit, call);
        if (!state.isOpen(unit)) {
            throw Fault.conflict("The scheduler does not run: start it by PUT /api/v1/system/scheduler.");
        }
        String id = planner.plan(unit, task.id(), "call:" + UUID.randomUUID()).orElseThrow();
        return new Reply.Value(202, RunStore.find(unit, id).orElseThrow(), "run", Map.of());
    }

    private Reply runs(Call call) {
        ScheduledTask task = need(catalogue, call);
        return Pages.newest(
                call, (after, limit) -> RunStore.of(catalogue, task.id(), after, limit), Run::id, run -> run, "runs");
    }
}
