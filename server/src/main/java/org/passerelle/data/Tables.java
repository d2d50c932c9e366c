package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import org.passerelle.connection.ConnectionSettings;
import org.passerelle.connection.Connections;
import org.passerelle.connection.Database;
import org.passerelle.connection.StaleSchema;
import org.passerelle.connection.Violation;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Outbox;
import org.passerelle.schema.Schemas;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/**
 * The way to an open table and its database. Work that meets a name which is gone is planned and run again on a fresh snapshot, so that
 * a change of schema by another client is no failure here.
 */
@Singleton
final class Tables {

    private static final int TRIES = 4;

    private final Schemas schemas;
    private final Connections connections;
    private final Outbox outbox;
    private final Values values;

    @Inject
    Tables(Schemas schemas, Connections connections, Outbox outbox, ConnectionSettings settings) {
        this.schemas = schemas;
        this.connections = connections;
        this.outbox = outbox;
        this.values = new Values(settings.timeZone());
    }

    /** One snapshot's table, and the database that holds it. */
    record Open(Snapshot snapshot, Table table, Database database) {}

    Values values() {
        return values;
    }

    Snapshot snapshot() {
        return schemas.snapshot();
    }

    /** @throws Fault 404 when there is no such open table, 503 when its database is away */
    <T> T on(String name, Function<Open, T> work) {
        for (int tried = 1; ; tried++) {
            Open open = open(name);
            try {
                return work.apply(open);
            } catch (StaleSchema stale) {
                if (tried == TRIES) {
                    throw Fault.unavailable("The table is being changed. Try again.", Duration.ofSeconds(1), stale);
                }
                schemas.refresh(open.table().connection());
            } catch (Violation violation) {
                // what a change violates is told where it is made; this was a question
                throw Fault.badRequest("A value that is asked for is none that its column could hold.");
            }
        }
    }

    /** Changes the table's database, all or nothing; a call that is a rehearsal changes nothing. */
    Reply write(Call call, Open open, Outbox.Work work) {
        return outbox.write(call, open.database(), work);
    }

    private Open open(String name) {
        Snapshot snapshot = schemas.snapshot();
        Table table = snapshot.need(name);
        Database database = connections
                .find(table.connection())
                .orElseThrow(() ->
                        Fault.unavailable("The connection of this table was removed.", Duration.ofSeconds(5), null));
        return new Open(snapshot, table, database);
    }
}
