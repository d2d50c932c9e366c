package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Makes the calls that were let in: at once, in a unit of work, or later. What is worth it leaves a line in the audit log. */
@Singleton
final class Calls {

    private final Catalogue catalogue;
    private final Deferral deferral;
    private final Trail trail;

    @Inject
    Calls(Catalogue catalogue, Deferral deferral, Trail trail) {
        this.catalogue = catalogue;
        this.deferral = deferral;
        this.trail = trail;
    }

    /**
     * @param answer in which format
     * @param prefer the header of that name
     */
    Reply make(Operation operation, Call call, Format answer, @Nullable String prefer) throws IOException {
        Reply reply = operation.dryRun() == DryRun.CATALOGUE
                ? inUnit(operation, call.with(call.body().arrived()))
                : nowOrLater(operation, call, answer, prefer);
        trail.made(operation, call, reply);
        return reply;
    }

    /** A request that was refused, at whatever door. */
    void refused(Exchange exchange, Fault fault) {
        trail.refused(exchange, fault);
    }

    private Reply inUnit(Operation operation, Call call) {
        return catalogue.change(call.dryRun(), unit -> {
            Reply reply = operation.handler().handle(call.with(unit));
            trail.changed(unit, operation, call, reply);
            return reply;
        });
    }

    private Reply nowOrLater(Operation operation, Call call, Format answer, @Nullable String prefer)
            throws IOException {
        if (Deferral.isWanted(operation, prefer)) {
            return deferral.defer(operation, call, answer);
        }
        return operation.deferrable() && !call.body().isEmpty()
                ? asLongAsItMayTake(operation, call, answer)
                : operation.handler().handle(call);
    }

    /** At once; or, when the handler finds that it is too much for that, later, with the body from its first byte. */
    private Reply asLongAsItMayTake(Operation operation, Call call, Format answer) throws IOException {
        try (var kept = new KeptStream(call.body().stream())) {
            try {
                return operation.handler().handle(call.with(call.body().over(kept)));
            } catch (Reply.TooLong tooLong) {
                Body whole = call.body().over(kept.fromTheStart());
                return deferral.defer(operation, call.with(whole), answer);
            }
        }
    }
}
