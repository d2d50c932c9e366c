package org.passerelle.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.passerelle.connection.Database;
import org.passerelle.connection.StaleSchema;
import org.passerelle.connection.Violation;
import org.passerelle.fault.Fault;

/** Which databases have an outbox. One is made where it is missing and may be made. Thread-safe. */
@Singleton
final class OutboxTables {

    private static final Logger LOG = Logger.getLogger(OutboxTables.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private final Clock clock;

    /** @param until when a database without one is asked again */
    private record Seen(Database database, boolean isThere, long until) {}

    @Inject
    OutboxTables(Clock clock) {
        this.clock = clock;
    }

    /** @throws Fault 503 when the database is away */
    boolean isIn(Database database) {
        Seen last = seen.get(database.id());
        return last != null && last.database() == database && (last.isThere() || clock.millis() < last.until())
                ? last.isThere()
                : look(database);
    }

    /** Whether there is one, without making it. */
    boolean has(Database database) {
        try {
            database.read(session -> {
                OutboxTable.probe(session);
                return true;
            });
            return true;
        } catch (StaleSchema | Violation none) {
            return false;
        } catch (Fault fault) {
            return refuseAway(fault);
        }
    }

    /** Looks again, and makes it where it is missing. */
    boolean look(Database database) {
        boolean isThere = has(database) || make(database);
        seen.put(
                database.id(),
                new Seen(database, isThere, clock.instant().plus(PATIENCE).toEpochMilli()));
        return isThere;
    }

    private boolean make(Database database) {
        RuntimeException refusal = null;
        try {
            OutboxTable.create(database);
        } catch (StaleSchema | Violation refused) {
            refusal = refused;
        } catch (Fault fault) {
            refuseAway(fault);
            refusal = fault;
        }
        boolean isThere = has(database); // somebody else may have made it just now
        if (!isThere && refusal != null) {
            LOG.warnf(
                    "%s: the table %s may not be made, so its changes are noted in the catalogue, before and after: %s",
                    database.id(), Database.OUTBOX, Objects.requireNonNullElse(refusal.getCause(), refusal));
        }
        return isThere;
    }

    /** A database that does not answer has not said no. */
    private static boolean refuseAway(Fault fault) {
        if (fault.kind() == Fault.Kind.UNAVAILABLE) {
            throw fault;
        }
        return false;
    }
}
