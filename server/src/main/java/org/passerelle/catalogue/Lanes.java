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
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jooq.tools.jdbc.SingleConnectionDataSource;

/**
 * Work of which there is always more to come, in lanes: one thing's work waits for no other's, however slow that is. A lane is worked on by one
 * node at a time, on a virtual thread, and again where that node dies; it sleeps until something is due in it or somebody wakes it.
 * db-scheduler waits, picks and watches, on a table of its own, so that lanes and {@link Jobs} take no place from each other. Thread-safe.
 */
public final class Lanes implements AutoCloseable {

    private static final int AT_ONCE = 2_000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int HEARTBEATS_MISSED = 4;
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration VERY_LONG = Duration.ofDays(365);
    private static final String TABLE = "lane";
    private static final String ONE = " WHERE task_name = ? AND task_instance = ?";

    /** A kind of work. Thread-safe. */
    public interface Lane {

        /** Stable: it is kept in the catalogue. */
        String name();

        /**
         * Does some of what is due for one thing. After a crash it may have been done in part already.
         *
         * @return whether there may be more that is due now
         */
        boolean turn(String id);

        /** When something is due for it, as the unit sees it; empty when nothing will be until somebody says so. */
        Optional<Instant> due(Source source, String id);
    }

    private final Catalogue catalogue;
    private final Clock clock;
    private final JdbcCustomization engine;
    private final Scheduler scheduler;
    private volatile boolean closing;

    public Lanes(Catalogue catalogue, List<Lane> lanes, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
        this.engine = new AutodetectJdbcCustomization(catalogue.store().dataSource());
        this.scheduler = Scheduler.create(
                        catalogue.store().dataSource(),
                        lanes.stream().<Task<?>>map(this::task).toList())
                .tableName(TABLE)
                .jdbcCustomization(engine)
                .threads(AT_ONCE)
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(HEARTBEATS_MISSED)
                .shutdownMaxWait(FAREWELL)
                .build();
    }

    private Task<Void> task(Lane lane) {
        return Tasks.custom(lane.name(), Void.class)
                .onDeadExecutionRevive()
                .onFailure((failed, next) ->
                        next.reschedule(failed, clock.instant().plus(AFTER_FAILURE)))
                .execute((instance, context) -> {
                    boolean more = true;
                    while (more && !closing) {
                        more = lane.turn(instance.getId());
                    }
                    return sleep(lane, instance.getId());
                });
    }

    /**
     * Looks for what is due next and goes to sleep, in one unit: whoever adds work and wakes the lane does so before, and it is seen, or after,
     * and the lane is woken.
     */
    private CompletionHandler<Void> sleep(Lane lane, String id) {
        return (done, then) -> catalogue.change(unit -> {
            int there = unit.run(
                    "UPDATE " + TABLE + " SET picked = (1 = 0), picked_by = NULL, last_heartbeat = NULL,"
                            + " version = version + 1" + ONE,
                    lane.name(),
                    id);
            if (there == 1) {
                Instant next =
                        lane.due(unit, id).orElseGet(() -> clock.instant().plus(VERY_LONG));
                within(unit, client -> client.reschedule(TaskInstanceId.of(lane.name(), id), next));
                unit.afterCommit(scheduler::triggerCheckForDueExecutions);
            }
            return there;
        });
    }

    /** Begins to work. A catalogue in a file has one server, so that whatever is marked as begun was left by one that is dead. */
    public void start() {
        if (catalogue.store().isSqlite()) {
            catalogue.change(unit -> unit.run("UPDATE " + TABLE
                    + " SET picked = (1 = 0), picked_by = NULL, last_heartbeat = NULL WHERE picked = (1 = 1)"));
        }
        scheduler.start();
    }

    /** Something is due in the lane now, if the unit commits. Opens the lane where there is none. */
    public void wake(Unit unit, String name, String id) {
        Instant now = clock.instant();
        unit.run("UPDATE " + TABLE + " SET version = version" + ONE, name, id); // who goes to sleep waits for this unit
        Boolean working = unit.one(row -> row.text("state").equals("working"), STATE, name, id)
                .orElse(null);
        if (working == null) {
            within(unit, client -> client.scheduleIfNotExists(new TaskInstance<>(name, id), now));
        } else if (!working) {
            within(unit, client -> client.reschedule(TaskInstanceId.of(name, id), now));
        }
        unit.afterCommit(scheduler::triggerCheckForDueExecutions);
    }

    private static final String STATE =
            "SELECT CASE WHEN picked = (1 = 1) THEN 'working' ELSE 'asleep' END AS state FROM " + TABLE + ONE;

    /** Closes the lane, if the unit commits. */
    public void close(Unit unit, String name, String id) {
        unit.run("DELETE FROM " + TABLE + ONE, name, id);
    }

    private void within(Unit unit, Consumer<SchedulerClient> work) {
        unit.lend(connection -> work.accept(SchedulerClient.Builder.create(new SingleConnectionDataSource(connection))
                .tableName(TABLE)
                .jdbcCustomization(engine)
                .build()));
    }

    /** Takes no new work, and waits a little for what is in hand. */
    @Override
    public void close() {
        closing = true;
        scheduler.stop();
    }
}
