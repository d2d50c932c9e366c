package org.passerelle.schema;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.connection.StaleSchema;
import org.passerelle.fault.Fault;

/**
 * Keeps the snapshot true. Each database is asked for its fingerprint every two seconds and read again when it changed; a statement that
 * met a stale name asks for it at once. Thread-safe.
 */
@Singleton
public final class Schemas {

    private static final Logger LOG = Logger.getLogger(Schemas.class);
    private static final int LOOK_MILLIS = 2_000;
    private static final int READS = 5;

    private final Connections connections;
    private final ChoiceStore choices;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> looking = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("schema-watch").factory());
    private volatile Snapshot snapshot = Snapshot.EMPTY;

    /** What a database held when its fingerprint was this. */
    private record Seen(Database database, String fingerprint, List<PhysicalTable> tables) {}

    @Inject
    Schemas(Connections connections, Catalogue catalogue) {
        this.connections = connections;
        this.choices = new ChoiceStore(catalogue);
        refreshAll();
        connections.onChange(this::refreshAll);
        catalogue.onChange(Topic.TABLES, this::publish);
    }

    public Snapshot snapshot() {
        return snapshot;
    }

    /** Begins to look at the databases from time to time. */
    public void watch() {
        clock.scheduleWithFixedDelay(
                () -> connections.all().forEach(database -> Thread.ofVirtual().start(() -> look(database, false))),
                LOOK_MILLIS,
                LOOK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Reads a database again, now.
     *
     * @throws Fault 503 when it does not answer
     */
    public void refresh(String connection) {
        connections.find(connection).ifPresent(database -> {
            if (!look(database, true)) {
                throw Fault.unavailable(
                        "The database behind this does not answer. Try again later.",
                        java.time.Duration.ofSeconds(5),
                        null);
            }
        });
    }

    public void stop() {
        clock.shutdownNow();
    }

    ChoiceStore choices() {
        return choices;
    }

    private void refreshAll() {
        var threads = connections.all().stream()
                .map(database -> Thread.ofVirtual().start(() -> meet(database)))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        publish();
    }

    /** One that was never read is asked twice, because its tables are a 503 until it is. */
    private void meet(Database database) {
        if (!look(database, false) && !seen.containsKey(database.id())) {
            look(database, false);
        }
    }

    /** @return whether it answered; a look that finds another one under way leaves it to that, unless it must be now */
    private boolean look(Database database, boolean now) {
        ReentrantLock lock = looking.computeIfAbsent(database.id(), id -> new ReentrantLock());
        if (now) {
            lock.lock();
        } else if (!lock.tryLock()) {
            return true;
        }
        try {
            observe(database);
            return true;
        } catch (StaleSchema e) {
            LOG.debugf(e, "connection %s changes while it is read: later", database.id());
            return true;
        } catch (RuntimeException e) {
            connections.saw(database.id(), e);
            LOG.debugf(e, "connection %s cannot be read", database.id());
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The fingerprint is asked first: what changes meanwhile makes another, and is looked at next time. */
    private void observe(Database database) {
        Seen before = seen.get(database.id());
        String fingerprint = database.fingerprint();
        connections.saw(database.id(), null);
        if (before == null
                || before.database() != database
                || !before.fingerprint().equals(fingerprint)) {
            seen.put(database.id(), read(database, fingerprint));
            publish();
        }
    }

    /** A description takes many queries: one that another client changed meanwhile is read again. */
    private static Seen read(Database database, String fingerprint) {
        String before = fingerprint;
        for (int tried = 1; ; tried++) {
            List<PhysicalTable> tables = database.inspect();
            String after = database.fingerprint();
            if (after.equals(before) || tried == READS) {
                return new Seen(database, before, tables);
            }
            before = after;
        }
    }

    private synchronized void publish() {
        var found = new LinkedHashMap<String, List<PhysicalTable>>();
        Set<String> absent = new HashSet<>();
        for (Database database : connections.all()) {
            Seen last = seen.get(database.id());
            if (last == null) {
                absent.add(database.id());
            } else {
                found.put(database.id(), last.tables());
            }
        }
        Map<TableChoice.Id, TableChoice> chosen = choices.all();
        Set<String> away = new HashSet<>();
        chosen.values().stream()
                .filter(choice -> choice.isOpen() && absent.contains(choice.connection()))
                .forEach(choice -> away.add(choice.publicName() == null ? choice.table() : choice.publicName()));
        snapshot = new Snapshot(Naming.name(found, chosen, away), Set.copyOf(away));
    }
}
