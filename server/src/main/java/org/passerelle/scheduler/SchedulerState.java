package org.passerelle.scheduler;

import jakarta.enterprise.context.Dependent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.event.Firing;

/** Whether the scheduler runs, in the catalogue. */
@Dependent
final class SchedulerState implements Firing {

    /** @param since when it was started or stopped; null when it has run from the beginning */
    record State(boolean running, @Nullable Instant since) {}

    State read(Source source) {
        return source.one(
                        row -> new State(row.flag("running"), row.momentOrNull("since")),
                        "SELECT running, since FROM scheduler")
                .orElseThrow();
    }

    @Override
    public boolean isOpen(Source source) {
        return read(source).running();
    }

    /** Starts or stops it; what is so already stays as it is. */
    void set(Unit unit, boolean running, Instant now) {
        int flag = running ? 1 : 0;
        unit.run("UPDATE scheduler SET running = ?, since = ? WHERE running <> ?", flag, now.toEpochMilli(), flag);
        unit.touch(Topic.TASKS);
    }
}
