package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Jobs;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.EventTypes;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Ids;

/** Keeps tasks. Whoever writes one lends it his rights. */
@Singleton
final class TaskKeeper implements Crud.Keeper<ScheduledTask, ScheduledTask.Written> {

    private final Catalogue catalogue;
    private final Jobs jobs;
    private final Map<String, TaskWork> works = new TreeMap<>();
    private final EventTypes types;
    private final TaskClock times;
    private final Clock clock;

    @Inject
    TaskKeeper(
            Catalogue catalogue, Jobs jobs, @All List<TaskWork> works, EventTypes types, TaskClock times, Clock clock) {
        this.catalogue = catalogue;
        this.jobs = jobs;
        works.forEach(work -> this.works.put(work.kind(), work));
        this.types = types;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public List<ScheduledTask> all(Call call) {
        return TaskStore.all(catalogue);
    }

    @Override
    public Optional<ScheduledTask> find(Call call, String id) {
        return TaskStore.find(call.unit().map(Source.class::cast).orElse(catalogue), id);
    }

    @Override
    public String id(ScheduledTask task) {
        return task.id();
    }

    @Override
    public Object view(ScheduledTask task) {
        return task;
    }

    @Override
    public ScheduledTask add(Call call, Crud.Wanted<ScheduledTask.Written> wanted) {
        String chosen = wanted.body().id();
        String id = chosen == null
                ? Ids.free(
                        Ids.slug(Objects.requireNonNullElse(wanted.body().name(), ""), "task"),
                        taken -> find(call, taken).isPresent())
                : checked(chosen);
        if (find(call, id).isPresent()) {
            throw Catalogue.taken("The task", id);
        }
        return keep(call, id, wanted.body());
    }

    @Override
    public ScheduledTask change(Call call, ScheduledTask before, Crud.Wanted<ScheduledTask.Written> wanted) {
        return keep(call, before.id(), wanted.body());
    }

    private ScheduledTask keep(Call call, String id, ScheduledTask.Written body) {
        Unit unit = call.change();
        ScheduledTask task = read(unit, call, id, body);
        checkWhatFollows(unit, task);
        ScheduledTask planned = task.with(times.next(task, clock.instant()));
        TaskStore.save(unit, planned);
        jobs.cancel(unit, TaskClock.NAME, id);
        if (planned.upcoming() != null) {
            jobs.plan(unit, TaskClock.NAME, id, planned.upcoming());
        }
        return planned;
    }

    private ScheduledTask read(Unit unit, Call call, String id, ScheduledTask.Written body) {
        TaskWork work = works.get(Objects.requireNonNullElse(body.kind(), ""));
        if (work == null) {
            throw Fault.badMember("kind", "must be one of {}", String.join(", ", works.keySet()));
        }
        JsonNode parameters = Objects.requireNonNullElseGet(body.parameters(), Json.MAPPER::createObjectNode);
        if (!parameters.isObject()) {
            throw Fault.badMember("parameters", "must be an object");
        }
        String zone = zone(body.timeZone());
        String cron = cron(body.cron());
        String event = body.event();
        if (cron != null && event != null) {
            throw Fault.badMember("event", "a task runs by cron or at an event, not both");
        }
        if (event != null && !types.isKnown(unit, event)) {
            throw Fault.inconsistentMember("event", "there is no event {}", event);
        }
        work.check(call.caller(), parameters);
        return new ScheduledTask(
                id,
                Objects.requireNonNullElse(body.name(), id),
                cron,
                event,
                work.kind(),
                parameters,
                zone,
                !Boolean.FALSE.equals(body.active()),
                call.caller().user(),
                null);
    }

    /** The event that its runs lead to is one, and does not start it again. */
    private void checkWhatFollows(Unit unit, ScheduledTask task) {
        Objects.requireNonNull(works.get(task.kind()))
                .follows(task.parameters())
                .filter(event -> !types.isKnown(unit, event))
                .ifPresent(event -> {
                    throw Fault.inconsistentMember("parameters", "there is no event {}", event);
                });
        List<ScheduledTask> others = TaskStore.all(unit).stream()
                .filter(other -> !other.id().equals(task.id()))
                .toList();
        Circle.refuse(task, others, works);
    }

    private static String checked(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw Fault.badMember("id", "must be of letters, digits, . _ and -, 100 at most");
        }
        return id;
    }

    private static @Nullable String zone(@Nullable String zone) {
        try {
            return zone == null ? null : ZoneId.of(zone).getId();
        } catch (DateTimeException e) {
            throw Fault.badMember("timeZone", "must be a zone such as Europe/Paris");
        }
    }

    private static @Nullable String cron(@Nullable String cron) {
        try {
            if (cron != null) {
                Schedule.parse(cron, ZoneOffset.UTC);
            }
            return cron;
        } catch (IllegalArgumentException e) {
            throw Fault.badMember("cron", "must be a cron expression such as 30 2 * * *");
        }
    }

    @Override
    public void remove(Call call, ScheduledTask task) {
        TaskStore.delete(call.change(), task.id());
        jobs.cancel(call.change(), TaskClock.NAME, task.id());
    }
}
