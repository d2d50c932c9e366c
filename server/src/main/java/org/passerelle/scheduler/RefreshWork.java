package org.passerelle.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.connection.Connections;
import org.passerelle.fault.Fault;
import org.passerelle.schema.Schemas;

/** Reads the schema of a connection again: {@code {connection}}. */
@Singleton
final class RefreshWork implements TaskWork {

    private final Connections connections;
    private final Schemas schemas;

    @Inject
    RefreshWork(Connections connections, Schemas schemas) {
        this.connections = connections;
        this.schemas = schemas;
    }

    @Override
    public String kind() {
        return "refreshSchema";
    }

    @Override
    public void check(Caller by, JsonNode parameters) {
        if (!by.level(ApiType.CONNECTIONS).holds(Level.RW)) {
            throw Fault.forbidden("A task that refreshes a schema needs connections:rw.");
        }
        String connection = Given.text(parameters, "connection");
        if (connections.find(connection).isEmpty()) {
            throw Fault.inconsistent("parameters: there is no connection {}", connection);
        }
    }

    @Override
    public Finish run(Caller by, ScheduledTask task, Instant now) {
        schemas.refresh(Given.text(task.parameters(), "connection"));
        return unit -> "The schema was read again.";
    }
}
