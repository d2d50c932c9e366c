package org.passerelle.command;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code POST /api/v1/connections/sample}: a database to try things on, for who has none at hand. */
@Singleton
final class SampleOperation implements Capability {

    private static final String CONNECTION = "sample";

    private final House house;

    @Inject
    SampleOperation(House house) {
        this.house = house;
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
                .changes(DryRun.CATALOGUE)
                .by(this::open));
    }

    private Reply open(Call call) {
        if (house.connections().has(call.change(), CONNECTION)) {
            throw Fault.conflict("The sample database is open already.");
        }
        int tables = call.dryRun() ? rehearsed(call.change()) : opened(call.change(), house.dataFolder());
        return Reply.created(new Opened(CONNECTION, tables), "sample", "/api/v1/connections/" + CONNECTION);
    }

    private int opened(Unit unit, Path folder) {
        return new Sample(house, CONNECTION, "Sample", folder.resolve("sample.db")).open(unit);
    }

    /** In a folder that is gone when it is over. */
    private int rehearsed(Unit unit) {
        try {
            Path folder = Files.createTempDirectory(house.dataFolder(), "rehearsal");
            try {
                return opened(unit, folder);
            } finally {
                try (Stream<Path> files = Files.list(folder)) {
                    files.map(Path::toFile).forEach(File::delete);
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw Fault.internal(e);
        }
    }
}
