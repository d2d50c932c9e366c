package org.passerelle.scheduler;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/system/scheduler}: whether it runs, and starting and stopping it (wire.md §8). */
@Singleton
final class SchedulerOperations implements Capability {

    private static final String PATH = "/api/v1/system/scheduler";

    private final Catalogue catalogue;
    private final SchedulerState state;
    private final Clock clock;

    @Inject
    SchedulerOperations(Catalogue catalogue, SchedulerState state, Clock clock) {
        this.catalogue = catalogue;
        this.state = state;
        this.clock = clock;
    }

    /** As GET shows it. */
    record Scheduler(
            @Doc(value = "Whether tasks run and events may be fired", example = "true")
            boolean running,

            @Doc(value = "When it was started or stopped; null when it has run from the beginning") @Nullable
            Instant since,

            @Doc(value = "How many active tasks there are", example = "3")
            int tasks) {}

    /** As a client writes it; what only GET tells may come back. */
    record Wanted(
            @Doc(value = "true starts it, false stops it", example = "true") @Nullable
            Boolean running,

            @Doc("Is not changed by what is sent") @Nullable Instant since,

            @Doc("Is not changed by what is sent") @Nullable Integer tasks) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.get(PATH)
                        .named("scheduler.get", "Show whether the scheduler runs")
                        .tag(Tag.SYSTEM)
                        .needs(Right.read(ApiType.SYSTEM))
                        .answers(200, Shape.of(Scheduler.class, "scheduler"))
                        .by(call -> Reply.ok(shown(catalogue), "scheduler")),
                Operation.put(PATH)
                        .named("scheduler.set", "Start or stop the scheduler")
                        .tag(Tag.SYSTEM)
                        .needs(Right.write(ApiType.SYSTEM))
                        .takes(Wanted.class, "wanted-scheduler")
                        .answers(200, Shape.of(Scheduler.class, "scheduler"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::set));
    }

    private Reply set(Call call) {
        Boolean running = call.body().as(Wanted.class).running();
        if (running == null) {
            throw Fault.badMember("running", "must be true or false");
        }
        state.set(call.change(), running, clock.instant());
        return Reply.ok(shown(call.change()), "scheduler");
    }

    private Scheduler shown(Source source) {
        SchedulerState.State now = state.read(source);
        int tasks = source.one(row -> row.number("n"), "SELECT COUNT(*) AS n FROM task WHERE active = 1")
                .orElse(0);
        return new Scheduler(now.running(), now.since(), tasks);
    }
}
