package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;
import org.passerelle.connection.Sql;
import org.passerelle.fault.Fault;

/**
 * Runs one statement in a business database, in a transaction: {@code {connection, statement}}. For administrators alone: it knows no row rule, so
 * that it takes everything that may be held on data, connections and the system.
 */
@Singleton
final class SqlWork implements TaskWork {

    private final Connections connections;

    @Inject
    SqlWork(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String kind() {
        return "sql";
    }

    @Override
    public boolean isOutside() {
        return true;
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        boolean admin = List.of(ApiType.DATA, ApiType.CONNECTIONS, ApiType.SYSTEM).stream()
                .allMatch(type -> by.level(type).holds(Level.RW));
        if (!admin) {
            throw Fault.forbidden("A task that runs SQL needs data:rw, connections:rw and system:rw.");
        }
        database(parameters);
        Given.text(parameters, "statement");
    }

    private Database database(JsonNode parameters) {
        String connection = Given.text(parameters, "connection");
        return connections
                .find(connection)
                .orElseThrow(() -> Fault.inconsistent("parameters: there is no connection {}", connection));
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        String statement = Given.text(task.parameters(), "statement");
        int rows = database(task.parameters()).write(false, session -> session.update(new Sql(statement, List.of())));
        return unit -> rows + " rows were changed.";
    }
}
