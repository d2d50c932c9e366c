package org.passerelle.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.schema.Schemas;

/** {@code POST /api/v1/connections/sample}: a database to try things on, for who has none at hand. */
@Singleton
final class SampleOperation implements Capability {

    private static final String CONNECTION = "sample";

    private final House house;
    private final Schemas schemas;

    @Inject
    SampleOperation(House house, Schemas schemas) {
        this.house = house;
        this.schemas = schemas;
    }

    /** What there is then. */
    public record Opened(
            @Doc(value = "The connection that holds it", example = "sample")
            String connection,

            @Doc(value = "How many tables are open", example = "13")
            int tables) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/connections/sample")
                .named("connections.sample", "Open a sample database, to try things on")
                .tag(Tag.CONNECTIONS)
                .needs(Right.write(ApiType.CONNECTIONS))
                .answers(201, Shape.of(Opened.class, "sample"))
                .by(this::open));
    }

    private Reply open(Call call) {
        if (house.connections().list().stream().anyMatch(body -> CONNECTION.equals(body.id()))) {
            throw Fault.conflict("The sample database is open already.");
        }
        if (!call.dryRun()) {
            new Sample(house, CONNECTION, "Sample", house.dataFolder().resolve("sample.db")).open();
            schemas.refresh(CONNECTION);
        }
        int tables = (int) schemas.snapshot().all().stream()
                .filter(table -> table.connection().equals(CONNECTION))
                .count();
        return Reply.created(new Opened(CONNECTION, tables), "sample", "/api/v1/connections/" + CONNECTION);
    }
}
