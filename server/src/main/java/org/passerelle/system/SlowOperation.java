package org.passerelle.system;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.connection.SlowStatements;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code GET /api/v1/system/slow-queries}: which statements of business databases took long. */
@Singleton
final class SlowOperation implements Capability {

    private final SlowStatements statements;

    @Inject
    SlowOperation(SlowStatements statements) {
        this.statements = statements;
    }

    /** A statement that took long. */
    public record SlowQuery(
            @Doc(value = "When it had run", example = "2026-11-22T08:30:00.000+0000")
            Instant time,

            @Doc(value = "On which connection", example = "demo")
            String connection,

            @Doc(value = "As it was prepared, without the values", example = "select … where nom = ?")
            String statement,

            @Doc(value = "Milliseconds until its first row, or until it had changed what it changes", example = "1830")
            long millis,

            @Doc(value = "The request that it came of; empty for the server's own doing", example = "k3j2-9f")
            String requestId) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/v1/system/slow-queries")
                .named("system.slow", "List the last statements that took long, newest first")
                .tag(Tag.SYSTEM)
                .needs(Right.read(ApiType.SYSTEM))
                .answers(200, Shape.many(SlowQuery.class, "query"))
                .by(this::list));
    }

    private Reply list(Call call) {
        return Reply.ok(
                statements.all().stream()
                        .map(slow -> new SlowQuery(
                                slow.time(),
                                slow.connection(),
                                slow.statement(),
                                slow.took().toMillis(),
                                slow.request()))
                        .toList(),
                "queries");
    }
}
