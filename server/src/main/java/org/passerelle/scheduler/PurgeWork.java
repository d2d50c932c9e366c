package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.catalogue.Purgeable;
import org.passerelle.fault.Fault;

/** Takes away what is old: {@code {of, days}}. */
@Singleton
final class PurgeWork implements TaskWork {

    private static final int MOST_DAYS = 36_500;

    private final Map<String, Purgeable> purgeables = new TreeMap<>();

    @Inject
    PurgeWork(@All List<Purgeable> purgeables) {
        purgeables.forEach(purgeable -> this.purgeables.put(purgeable.name(), purgeable));
    }

    @Override
    public String kind() {
        return "purge";
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        if (!by.level(ApiType.SYSTEM).holds(Level.RW)) {
            throw Fault.forbidden("A task that purges needs system:rw.");
        }
        if (!purgeables.containsKey(Given.text(parameters, "of"))) {
            throw Fault.badMember("parameters", "of must be one of {}", String.join(", ", purgeables.keySet()));
        }
        Given.number(parameters, "days", 1, MOST_DAYS);
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        Purgeable purgeable = purgeables.get(Given.text(task.parameters(), "of"));
        Instant before = now.minus(Duration.ofDays(Given.number(task.parameters(), "days", 1, MOST_DAYS)));
        return unit -> java.util.Objects.requireNonNull(purgeable).purge(unit, before) + " were taken away.";
    }

    /** What tasks leave behind. */
    @Singleton
    static final class OfRuns implements Purgeable {

        @Override
        public String name() {
            return "runs";
        }

        @Override
        public int purge(org.passerelle.catalogue.Unit unit, Instant before) {
            return RunStore.forget(unit, before);
        }
    }
}
