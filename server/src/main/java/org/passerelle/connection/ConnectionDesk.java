package org.passerelle.connection;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;

/**
 * Keeps connections by the same rules as over HTTP, for who holds the data folder: the command line and the demo. Opens none but to try it,
 * so it works beside a running server, which notices.
 */
public final class ConnectionDesk {

    private final ConnectionStore store;
    private final ConnectionSettings settings;
    private final ZoneId zone;

    public ConnectionDesk(Catalogue catalogue, Vault vault, ConnectionSettings settings) {
        this.store = new ConnectionStore(catalogue, vault);
        this.settings = settings;
        this.zone = settings.timeZone();
    }

    /**
     * @return its id
     * @throws Fault 400, 409 or 422, as {@code POST /api/v1/connections}
     */
    public String add(Unit unit, ConnectionBody body) {
        return ConnectionOperations.add(unit, store, settings, body).id();
    }

    /** One line each: id, type, URL. */
    public List<ConnectionBody> list() {
        return store.all().stream()
                .map(c -> new ConnectionBody(
                        c.id(),
                        c.name(),
                        c.engine().word(),
                        c.url(),
                        c.user(),
                        null,
                        c.roles(),
                        c.readOnly(),
                        null,
                        null,
                        null))
                .toList();
    }

    public boolean has(Unit unit, String id) {
        return store.find(unit, id).isPresent();
    }

    /**
     * What answers, and its version.
     *
     * @throws Fault 404 when there is no such connection, 503 when it does not answer
     */
    public String test(String id) {
        try (var trial = open(id)) {
            return trial.greet();
        }
    }

    /**
     * What it holds now.
     *
     * @throws Fault as {@link #test}
     */
    public List<PhysicalTable> tables(String id) {
        try (var trial = open(id)) {
            return trial.inspect();
        }
    }

    /** The same, in the unit that adds it. */
    public List<PhysicalTable> tables(Unit unit, String id) {
        try (var trial = open(store.find(unit, id), id)) {
            return trial.inspect();
        }
    }

    /** @throws Fault 404 when there is no such connection */
    public void remove(Unit unit, String id) {
        if (!has(unit, id)) {
            throw ConnectionOperations.unknown(id);
        }
        store.delete(unit, id);
    }

    private Database open(String id) {
        return open(store.all().stream().filter(c -> c.id().equals(id)).findFirst(), id);
    }

    private Database open(Optional<ConnectionSpec> spec, String id) {
        return new Database(spec.orElseThrow(() -> ConnectionOperations.unknown(id)), zone);
    }
}
