package org.passerelle.gate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.passerelle.usage.Served;
import org.passerelle.usage.Usage;

/**
 * Times each operation, by its name and status: both come from closed sets, so the number of series is bounded. What there is to tell of
 * single callers goes to {@link Usage}.
 */
@Singleton
final class Meters {

    private static final Logger LOG = Logger.getLogger(Meters.class);

    private final MeterRegistry registry;
    private final Usage usage;
    private final Traces traces;
    private final Clock clock;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String operation, int status) {}

    @Inject
    Meters(MeterRegistry registry, Usage usage, Traces traces, Clock clock) {
        this.registry = registry;
        this.usage = usage;
        this.traces = traces;
        this.clock = clock;
    }

    void served(Exchange exchange, long nanos) {
        Served call = exchange.served(clock.instant(), nanos);
        timers.computeIfAbsent(new Key(call.operation(), call.status()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        usage.note(call);
        traces.tell(exchange.request(), call);
        if (LOG.isDebugEnabled()) {
            LOG.debugf("%s answered %d in %d µs", call.operation(), call.status(), nanos / 1_000);
        }
    }

    private Timer timer(Key key) {
        return Timer.builder("passerelle.requests")
                .description("Time from a request's head to the end of its answer")
                .tag("operation", key.operation())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }
}
