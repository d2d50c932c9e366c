package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * {@code POST /api/v1/auth/apikeys/{id}/rotate}: a new key in place of an old one, which goes on holding for a while (wire.md §2). It hands
 * out a secret, so it is for whom the key stands only, and for a credential that could have made the key.
 */
@Singleton
public final class KeyRotation implements Capability {

    private static final Duration OVERLAP = Duration.ofHours(24);

    private final ApiKeys keys;
    private final Callers callers;
    private final LimitSettings limits;
    private final Clock clock;

    @Inject
    KeyRotation(ApiKeys keys, Callers callers, LimitSettings limits, Clock clock) {
        this.keys = keys;
        this.callers = callers;
        this.limits = limits;
        this.clock = clock;
    }

    /** How a rotation shall go. */
    public record RotationBody(
            @Doc(
                    value = "How long both keys hold (PnDTnHnMnS, PT0S for not at all); left out, a day",
                    example = "PT24H")
            @Nullable
            String overlap) {

        Duration parsed() {
            if (overlap == null) {
                return OVERLAP;
            }
            return overlap.equals("PT0S") ? Duration.ZERO : Lifetime.parse("overlap", overlap);
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/auth/apikeys/{id}/rotate")
                .named("apikeys.rotate", "Make a new key in place of one of one's own; both hold for a while")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.own())
                .takes(RotationBody.class, "apikeyRotation")
                .orNothing()
                .answers(201, Shape.of(KeyView.Issued.class, "apikey"))
                .changes(DryRun.CATALOGUE)
                .by(this::rotate));
    }

    private Reply rotate(Call call) {
        Duration overlap = call.body().isEmpty()
                ? OVERLAP
                : call.body().as(RotationBody.class).parsed();
        Unit unit = call.change();
        Caller caller = call.caller();
        Instant now = clock.instant();
        ApiKeys here = keys.under(call.terms().domain());
        ApiKey old = here.find(unit, call.path("id")).orElseThrow(() -> Fault.notFound("There is no such key."));
        String holder = old.actor() == null ? old.user() : old.actor();
        if (!holder.equals(caller.user())) {
            throw Fault.forbidden("A key is rotated by its own user only.");
        }
        if (old.hasEnded(now)) {
            throw Fault.conflict("The key has ended: make another.");
        }
        Delegation.check(caller, old.permissions());
        ApiKeys.Issued issued = here.replace(
                unit,
                old,
                new ApiKeys.Wanted(
                        callers.standingFor(caller, old.user()),
                        caller.user(),
                        old.name(),
                        old.permissions(),
                        Delegation.lifetime(caller, old.lifetime(), now),
                        Delegation.addresses(caller, old.ips().orNull()),
                        rate(caller, old),
                        old.bound().origins()),
                now.plus(overlap));
        return KeyView.reply(issued, call.dryRun());
    }

    /** The same figure, for the user himself and for the key itself; another credential must be able to give it. */
    private @Nullable Integer rate(Caller caller, ApiKey old) {
        Caller.Credential by = caller.credential();
        boolean itself = by.kind() == Caller.Kind.API_KEY && by.id().equals(old.id());
        return itself || by.kind() == Caller.Kind.PASSWORD || by.kind() == Caller.Kind.CONSOLE
                ? old.rateLimit()
                : Delegation.rate(caller, old.rateLimit(), limits.rateLimit());
    }
}
