package org.passerelle.catalogue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.tools.jdbc.SingleConnectionDataSource;

/**
 * Work that is done later and not forgotten. It is kept in the catalogue together with the change that asks for it, done by one node, and done
 * again where that one dies in the middle; db-scheduler waits, picks and watches. Thread-safe.
 */
public final class Jobs implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int HEARTBEATS_MISSED = 4;
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int LONGEST_PAUSE_SECONDS = 64;

    /** A kind of work. Thread-safe. */
    public interface Job {

        /** Stable: it is kept in the catalogue. */
        String name();

        /**
         * Does the work for one thing; what it throws makes it run again, a little later each time. After a crash it runs again for what it may
         * have done already.
         *
         * @return when to go on; empty when it is done
         */
        Optional<Instant> run(String id);
    }

    private final Catalogue catalogue;
    private final Clock clock;
    private final JdbcCustomization engine;
    private final Scheduler scheduler;

    public Jobs(Catalogue catalogue, List<Job> jobs, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.engine = new AutodetectJdbcCustomization(catalogue.store().dataSource());
        this.scheduler = Scheduler.create(
                        catalogue.store().dataSource(),
                        jobs.stream().<Task<?>>map(this::task).toList())
                .jdbcCustomization(engine)
                .threads(AT_ONCE)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_MISSED)
                .shutdownMaxWait(FAREWELL)
                .build();
    }

    private Task<Void> task(Job job) {
        return Tasks.custom(job.name(), Void.class)
                .onDeadExecutionRevive()
                .onFailure((failed, next) ->
                        next.reschedule(failed, clock.instant().plus(pause(failed.getExecution().consecutiveFailures))))
                .execute((instance, context) -> after(job.run(instance.getId())));
    }

    private static CompletionHandler<Void> after(Optional<Instant> next) {
        return next.<CompletionHandler<Void>>map(when -> (done, then) -> then.reschedule(done, when))
                .orElse((done, then) -> then.remove());
    }

    private static Duration pause(int failures) {
        return Duration.ofSeconds(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures, Integer.SIZE - 2)));
    }

    /** Begins to work. A catalogue in a file has one server, so that whatever is marked as begun was left by one that is dead. */
    public void start() {
        if (!catalogue.isShared()) {
            catalogue.change(unit -> unit.run(
                    "UPDATE scheduled_tasks SET picked = 0, picked_by = NULL, last_heartbeat = NULL WHERE picked = 1"));
        }
        scheduler.start();
    }

    /** Plans the work, if the unit commits; what is planned already stays as it is. */
    public void plan(Unit unit, String job, String id, Instant when) {
        within(unit, client -> client.scheduleIfNotExists(new TaskInstance<>(job, id), when));
        unit.afterCommit(scheduler::triggerCheckForDueExecutions);
    }

    /** Plans it for another moment, if the unit commits and the work waits. */
    public void move(Unit unit, String job, String id, Instant when) {
        within(unit, client -> client.reschedule(TaskInstanceId.of(job, id), when));
        unit.afterCommit(scheduler::triggerCheckForDueExecutions);
    }

    /** Forgets it, if the unit commits. */
    public void cancel(Unit unit, String job, String id) {
        unit.run("DELETE FROM scheduled_tasks WHERE task_name = ? AND task_instance = ?", job, id);
    }

    private void within(Unit unit, Consumer<SchedulerClient> work) {
        unit.lend(connection -> work.accept(SchedulerClient.Builder.create(new SingleConnectionDataSource(connection))
                .jdbcCustomization(engine)
                .build()));
    }

    /** Takes no new work, and waits a little for what is in hand. */
    @Override
    public void close() {
        scheduler.stop();
    }
}
