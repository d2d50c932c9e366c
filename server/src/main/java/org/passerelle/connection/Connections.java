package org.passerelle.connection;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;

/** The open business databases, in the order in which they were saved. Follows the catalogue. Thread-safe. */
@Singleton
public final class Connections {

    private static final Logger LOG = Logger.getLogger(Connections.class);

    private final ConnectionStore store;
    private final ZoneId zone;
    private final SlowStatements slow;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Boolean> wellness = new ConcurrentHashMap<>();
    private volatile Map<String, Database> open = Map.of();

    @Inject
    Connections(Catalogue catalogue, Vault vault, ConnectionSettings settings, SlowStatements slow) {
        this.slow = slow;
        this.store = new ConnectionStore(catalogue, vault);
        this.zone = settings.timeZone();
        ConnectionOperations.declare(catalogue, store, settings);
        reopen();
        catalogue.onChange(Topic.CONNECTIONS, this::reopen);
    }

    public List<Database> all() {
        return List.copyOf(open.values());
    }

    public Optional<Database> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Called after databases were opened or closed. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether it answered when it was last looked at: null, or why it did not, which is for the log alone. */
    public void saw(String id, @Nullable Throwable trouble) {
        boolean well = trouble == null;
        Boolean before = wellness.put(id, well);
        if (before != null && before == well) {
            return;
        }
        if (trouble == null) {
            LOG.infof("connection %s is up", id);
        } else {
            LOG.warnf("connection %s is down: %s", id, first(trouble).getMessage());
        }
    }

    /** What everything else came of. */
    private static Throwable first(Throwable trouble) {
        return trouble.getCause() == null ? trouble : first(trouble.getCause());
    }

    /** A business database as it is now. */
    public record Seen(String id, String product, String status) {}

    /** All of them, in their order. One that is away is not asked for its version. */
    public List<Seen> seen() {
        return all().stream()
                .map(database -> {
                    String status = status(database.id());
                    return new Seen(database.id(), product(database, status), status);
                })
                .toList();
    }

    private static String product(Database database, String status) {
        try {
            return status.equals("up") ? database.greet() : database.engine().word();
        } catch (Fault away) {
            return database.engine().word();
        }
    }

    String status(String id) {
        Boolean well = wellness.get(id);
        return well == null ? "unknown" : well ? "up" : "down";
    }

    ConnectionStore store() {
        return store;
    }

    private synchronized void reopen() {
        var before = open;
        var now = new LinkedHashMap<String, Database>();
        for (ConnectionSpec spec : store.all()) {
            Database same = before.get(spec.id());
            now.put(spec.id(), same != null && same.spec().equals(spec) ? same : open(spec));
        }
        var closing = new ArrayList<>(before.values());
        closing.removeAll(now.values());
        open = now;
        closing.forEach(database -> wellness.remove(database.id()));
        listeners.forEach(Runnable::run);
        closing.forEach(Database::close);
    }

    private Database open(ConnectionSpec spec) {
        return new Database(spec, zone, slow.of(spec.id()));
    }

    @PreDestroy
    void closeAll() {
        open.values().forEach(Database::close);
        open = Map.of();
    }
}
