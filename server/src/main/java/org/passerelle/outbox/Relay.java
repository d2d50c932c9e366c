package org.passerelle.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;

/**
 * Moves letters from the outboxes into the catalogue: soon after each change, and at the start what was left. Each outbox has a
 * {@link Courier}, so that a database that is away holds up no other. Thread-safe.
 */
@Singleton
final class Relay {

    /** What another server left when it died is found so late at most. */
    private static final int ROUND_SECONDS = 60;

    private final Connections connections;
    private final OutboxTables tables;
    private final Catalogue catalogue;
    private final Intake intake;
    private final Clock clock;
    private final Map<String, Courier> couriers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("outbox-rounds").factory());

    @Inject
    Relay(Connections connections, OutboxTables tables, Catalogue catalogue, Intake intake, Clock clock) {
        this.connections = connections;
        this.tables = tables;
        this.catalogue = catalogue;
        this.intake = intake;
        this.clock = clock;
    }

    void start(@Observes StartupEvent start) {
        connections.onChange(this::wakeAll);
        rounds.scheduleWithFixedDelay(this::wakeAll, 0, ROUND_SECONDS, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent end) {
        rounds.shutdownNow();
        couriers.values().forEach(Courier::stop);
    }

    private void wakeAll() {
        connections.all().stream()
                .filter(database -> !database.isReadOnly())
                .map(Database::id)
                .forEach(this::wake);
    }

    /** There is something in the outbox of this connection, perhaps. */
    void wake(String connection) {
        couriers.computeIfAbsent(connection, this::courier).wake();
    }

    private Courier courier(String connection) {
        return new Courier(
                connection,
                () -> connections.find(connection).filter(tables::has),
                new Receipts(catalogue, intake::open, clock));
    }
}
