package org.passerelle.system;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code GET /api/status}: open to all (wire.md §1; ITCare: is the API there?). */
@Singleton
final class StatusOperation implements Capability {

    private static final Duration NEXT_TRY = Duration.ofSeconds(5);

    private final Catalogue catalogue;
    private final Clock clock;

    @Inject
    StatusOperation(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** That it is there. */
    public record Status(
            @Doc(value = "UP; when it is not, the answer is 503", example = "UP")
            String status,

            @Doc(value = "The server's time", example = "2026-11-22T08:30:00.000+0000")
            Instant time) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/status")
                .named("status", "Tell that the API is there")
                .tag(Tag.SYSTEM)
                .needs(Right.open())
                .answers(200, Shape.of(Status.class, "status"))
                .by(this::status));
    }

    private Reply status(Call call) {
        catalogue.ailment().ifPresent(reason -> {
            throw Fault.unavailable(reason + " Try again later.", NEXT_TRY, null);
        });
        return Reply.ok(new Status("UP", clock.instant().truncatedTo(ChronoUnit.MILLIS)), "status");
    }
}
