package org.passerelle.system;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.connection.Connections;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code GET /api/v1/system/info}: what runs here, since when, on what (wire.md §8; DigDash D14). */
@Singleton
final class InfoOperation implements Capability {

    private static final long MEGABYTE = 1024 * 1024;

    private final Catalogue catalogue;
    private final Connections connections;
    private final Nodes nodes;

    @Inject
    InfoOperation(Catalogue catalogue, Connections connections, Nodes nodes) {
        this.catalogue = catalogue;
        this.connections = connections;
        this.nodes = nodes;
    }

    /** The server. */
    public record Info(
            @Doc(value = "The version of Passerelle", example = "0.1.0")
            String version,

            @Doc(value = "Which build of it: the checksum of its code", example = "3f9a2c1b")
            String build,

            @Doc(value = "When this server started", example = "2026-11-22T08:30:00.000+0000")
            Instant started,

            @Doc(value = "For how long it has run, in seconds", example = "3600")
            long uptime,

            @Doc("The Java machine") Java jvm,

            @Doc("Its own database") Held catalogue,

            @Doc("The business databases") List<Held> databases,

            @Doc("The servers that share the catalogue, this one included")
            List<Node> nodes) {}

    /** What it runs on. */
    public record Java(
            @Doc(value = "Its version", example = "25.0.3+9-LTS")
            String version,

            @Doc(value = "Whose it is", example = "Eclipse Adoptium")
            String vendor,

            @Doc(value = "The operating system", example = "Linux 6.1 amd64")
            String system,

            @Doc(value = "How many processors it may use", example = "2")
            int processors,

            @Doc(value = "Megabytes of heap in use", example = "80")
            long heapUsed,

            @Doc(value = "Megabytes of heap that it may use", example = "2048")
            long heapMost) {}

    /** A database. */
    public record Held(
            @Doc(value = "The connection's id; catalogue for the catalogue", example = "demo")
            String id,

            @Doc(value = "The product and its version, as it last told", example = "PostgreSQL 18.6")
            String product,

            @Doc(value = "up, down, or unknown before anybody has looked", example = "up")
            String status) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/v1/system/info")
                .named("system.info", "Tell what runs here")
                .tag(Tag.SYSTEM)
                .needs(Right.read(ApiType.SYSTEM))
                .answers(200, Shape.of(Info.class, "info"))
                .by(this::info));
    }

    private Reply info(Call call) {
        Node self = nodes.self();
        return Reply.ok(
                new Info(
                        self.version(),
                        Build.id(),
                        self.started(),
                        Duration.between(self.started(), self.seen()).toSeconds(),
                        java(),
                        new Held("catalogue", catalogue.product(), catalogue.isWell() ? "up" : "down"),
                        connections.seen().stream()
                                .map(seen -> new Held(seen.id(), seen.product(), seen.status()))
                                .toList(),
                        nodes.all()),
                "info");
    }

    private static Java java() {
        Runtime runtime = Runtime.getRuntime();
        return new Java(
                Runtime.version().toString(),
                System.getProperty("java.vendor", ""),
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""),
                runtime.availableProcessors(),
                (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE,
                runtime.maxMemory() / MEGABYTE);
    }
}
