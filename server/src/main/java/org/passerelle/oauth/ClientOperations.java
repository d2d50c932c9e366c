package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Lifetime;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/clients}, and a client's new secret (wire.md §2 and §8). */
@Singleton
public final class ClientOperations implements Capability {

    private static final String PATH = "/api/v1/clients";
    private static final Duration OVERLAP = Duration.ofHours(24);

    private final ClientKeeper keeper;
    private final ClientGuard guard;
    private final Clock clock;

    @Inject
    ClientOperations(ClientKeeper keeper, ClientGuard guard, Clock clock) {
        this.keeper = keeper;
        this.guard = guard;
        this.clock = clock;
    }

    /** How a rotation shall go. */
    record RotationBody(
            @Doc(
                    value = "How long the secret before goes on holding (PnDTnHnMnS, PT0S for not at all); left out, a"
                            + " day",
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

    /** A client's new secret: the only answer that ever holds it. */
    record FreshSecret(
            @Doc(value = "The client_id", example = "import")
            String id,

            @Doc(value = "The secret, shown this once", example = "psc_…")
            String secret,

            @Doc(value = "When the secret before holds no more", example = "2026-11-23T08:30:00.000+0000")
            Instant beforeEnds) {

        @Override
        public String toString() {
            return "the secret of client " + id;
        }
    }

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind(
                PATH,
                "client",
                "an OAuth client",
                Tag.AUTHENTICATION,
                Right.own(),
                Right.write(ApiType.AUTHENTICATION),
                Topic.CREDENTIALS);
        return Stream.concat(
                        new Crud<>(kind, ClientView.class, ClientBody.class, keeper).operations().stream(),
                        Stream.of(Operation.post(PATH + "/{id}/secret/rotate")
                                .named(
                                        "clients.secret.rotate",
                                        "Make a new secret for an OAuth client; both hold for a while")
                                .tag(Tag.AUTHENTICATION)
                                .needs(Right.own())
                                .takes(RotationBody.class, "secretRotation")
                                .orNothing()
                                .answers(200, Shape.of(FreshSecret.class, "secret"))
                                .changes(DryRun.CATALOGUE)
                                .by(this::rotate)))
                .toList();
    }

    private Reply rotate(Call call) {
        Duration overlap = call.body().isEmpty()
                ? OVERLAP
                : call.body().as(RotationBody.class).parsed();
        Unit unit = call.change();
        String id = call.path("id");
        Client client = ClientStore.find(unit, id)
                .filter(found -> ClientKeeper.maySee(call.caller(), found))
                .orElseThrow(() -> Fault.notFound("There is no OAuth client {}.", id));
        if (!client.confidential()) {
            throw Fault.conflict("The client is not confidential: it has no secret.");
        }
        guard.mayTouch(unit, call.caller(), client);
        guard.maySeeSecret(call.caller(), client);
        Instant now = clock.instant();
        Instant end = now.plus(overlap);
        String secret = ClientKeeper.freshSecret(unit, id, now, end);
        return Reply.ok(new FreshSecret(id, call.dryRun() ? "dry-run" : secret, end), "secret")
                .with("Cache-Control", "no-store");
    }
}
