package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;

/** Makes the calls that were let in: at once, in a unit of work, or later. */
@Singleton
final class Calls {

    private final Catalogue catalogue;
    private final Deferral deferral;

    @Inject
    Calls(Catalogue catalogue, Deferral deferral) {
        this.catalogue = catalogue;
        this.deferral = deferral;
    }

    /**
     * @param answer in which format
     * @param prefer the header of that name
     */
    Reply make(Operation operation, Call call, Format answer, @Nullable String prefer) throws IOException {
        if (operation.dryRun() == DryRun.CATALOGUE) {
            Call arrived = call.with(call.body().arrived());
            return catalogue.change(call.dryRun(), unit -> operation.handler().handle(arrived.with(unit)));
        }
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
