package org.passerelle.gate;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.idempotency.Idempotency;
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
    private final Idempotency idempotency;
    private final Trail trail;
    private final GateSettings settings;

    @Inject
    Calls(Catalogue catalogue, Deferral deferral, Idempotency idempotency, Trail trail, GateSettings settings) {
        this.catalogue = catalogue;
        this.deferral = deferral;
        this.idempotency = idempotency;
        this.trail = trail;
        this.settings = settings;
    }

    /**
     * @param answer in which format
     * @param prefer the header of that name
     */
    Reply make(Operation operation, Call call, Format answer, @Nullable String prefer) throws IOException {
        Optional<String> key = Idempotency.key(operation, call);
        Reply reply = key.isEmpty()
                ? made(operation, call, answer, prefer)
                : once(key.get(), operation, call, answer, prefer);
        trail.made(operation, call, reply);
        return reply;
    }

    /** A request that was refused, at whatever door. */
    void refused(Exchange exchange, Fault fault) {
        trail.refused(exchange.operation(), exchange.caller(), exchange.terms(), fault);
    }

    /** What a page asked for, and was refused. */
    void refused(Operation operation, Call from, Call.Terms terms, Fault fault) {
        trail.refused(operation, from.caller(), terms, fault);
    }

    private Reply once(String key, Operation operation, Call call, Format answer, @Nullable String prefer)
            throws IOException {
        try (var kept = new KeptStream(call.body().stream())) {
            String request = kept.digest(asked(operation, call));
            Call whole = call.with(call.body().over(kept.fromTheStart()));
            return idempotency.once(key, request, whole, answer, claimed -> made(operation, claimed, answer, prefer));
        }
    }

    /** What is asked for, but for the body. */
    private static String asked(Operation operation, Call call) {
        return String.join(
                "\n",
                operation.name(),
                call.terms().path(),
                call.query().values().toString(),
                call.body().mediaType());
    }

    private Reply made(Operation operation, Call call, Format answer, @Nullable String prefer) throws IOException {
        if (operation.dryRun() == DryRun.CATALOGUE) {
            Call arrived = call.with(call.body().arrived());
            return catalogue.change(call.dryRun(), unit -> within(operation, arrived.with(unit), unit));
        }
        if (Deferral.isWanted(operation, prefer)) {
            return deferral.defer(operation, call, answer);
        }
        return operation.deferrable() && !call.body().isEmpty()
                ? asLongAsItMayTake(operation, call, answer)
                : operation.handler().handle(call);
    }

    private Reply within(Operation operation, Call call, Unit unit) {
        Reply reply = operation.handler().handle(call);
        trail.changed(unit, operation, call, reply);
        call.once().ifPresent(once -> once.settle(unit, reply));
        return reply;
    }

    /** At once; or, when the handler finds that it is too much for that, later, with the body from its first byte. */
    private Reply asLongAsItMayTake(Operation operation, Call call, Format answer) throws IOException {
        try (var kept = new KeptStream(call.body().stream(), settings.bodyLimit())) {
            try {
                return operation.handler().handle(call.with(call.body().over(kept)));
            } catch (Reply.TooLong tooLong) {
                Body whole = call.body().over(kept.fromTheStart());
                return deferral.defer(operation, call.with(whole), answer);
            }
        }
    }
}
