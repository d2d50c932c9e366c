package org.passerelle.gate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.passerelle.operation.Operation;

/** Times each operation, by its name and status: both come from closed sets, so the number of series is bounded. */
@Singleton
final class Meters {

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    private record Key(String operation, int status) {}

    @Inject
    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    void served(Exchange exchange, long nanos) {
        Operation operation = exchange.operation();
        timers.computeIfAbsent(new Key(operation == null ? "none" : operation.name(), exchange.status()), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("passerelle.requests")
                .description("Time from a request's head to the end of its answer")
                .tag("operation", key.operation())
                .tag("status", Integer.toString(key.status()))
                .register(registry);
    }
}
