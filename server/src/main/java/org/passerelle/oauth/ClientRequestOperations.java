package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Ids;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/**
 * {@code /api/v1/client-requests}: API accounts that are asked for (wire.md §2; ITCare I5). Whoever may use the API asks; who may change
 * others' credentials decides; the secret is told once, to who asked.
 */
@Singleton
public final class ClientRequestOperations implements Capability {

    private static final String PATH = "/api/v1/client-requests";
    private static final String NAME = "clientRequest";
    private static final int LONGEST = 4_000;

    private final ClientRequestKeeper keeper;
    private final ClientGuard guard;
    private final Families families;
    private final OAuthSettings settings;
    private final Clock clock;

    @Inject
    ClientRequestOperations(
            ClientRequestKeeper keeper, ClientGuard guard, Families families, OAuthSettings settings, Clock clock) {
        this.keeper = keeper;
        this.guard = guard;
        this.families = families;
        this.settings = settings;
        this.clock = clock;
    }

    /** How a request is decided. */
    record DecisionBody(
            @Doc(value = "Why; a refusal needs one", example = "Agreed with the owner of the data") @Nullable
            String reason,

            @Doc(value = "The client_id to make; made from the name when left out", example = "nightly-import")
            @Nullable
            String client) {}

    /** What a program needs to ask for tokens: the only answer that ever holds the secret. */
    record Account(
            @Doc(value = "The client_id", example = "nightly-import")
            String id,

            @Doc(value = "The secret, shown this once", example = "psc_…")
            String secret) {

        @Override
        public String toString() {
            return "the secret of client " + id;
        }
    }

    @Override
    public List<Operation> operations() {
        var kind = new Crud.Kind(
                PATH,
                NAME,
                "a request for an API account",
                Tag.AUTHENTICATION,
                Right.own(),
                Right.own(),
                Topic.CREDENTIALS);
        return Stream.concat(
                        new Crud<>(kind, ClientRequestBody.class, ClientRequestBody.class, keeper)
                                .operations().stream(),
                        Stream.of(
                                deciding("accept", "Accept a request for an API account")
                                        .by(this::accept),
                                deciding("refuse", "Refuse a request for an API account, and say why")
                                        .by(this::refuse),
                                Operation.post(PATH + "/{id}/secret")
                                        .named(
                                                "client-requests.secret",
                                                "Be told the secret of the API account that one asked for, once")
                                        .tag(Tag.AUTHENTICATION)
                                        .needs(Right.own())
                                        .answers(200, Shape.of(Account.class, "account"))
                                        .changes(DryRun.CATALOGUE)
                                        .by(this::secret)))
                .toList();
    }

    private static Operation.Builder deciding(String verb, String title) {
        return Operation.post(PATH + "/{id}/" + verb)
                .named("client-requests." + verb, title)
                .tag(Tag.AUTHENTICATION)
                .needs(Right.write(ApiType.AUTHENTICATION))
                .takes(DecisionBody.class, "decision")
                .orNothing()
                .answers(200, Shape.of(ClientRequestBody.class, NAME))
                .changes(DryRun.CATALOGUE);
    }

    private Reply accept(Call call) {
        Unit unit = call.change();
        ClientRequest request = pending(call);
        DecisionBody body = body(call);
        String id = clientId(unit, request, body);
        Instant now = now();
        families.endAllOf(unit, id);
        ClientStore.insert(unit, client(request, id, now));
        var decision = new ClientRequest.Decision(now, call.caller().user(), reason(body), id, false);
        return decided(unit, request, decision);
    }

    private Reply refuse(Call call) {
        ClientRequest request = pending(call);
        String reason = reason(body(call));
        if (reason == null) {
            throw Fault.badMember("reason", "is missing: say why");
        }
        return decided(
                call.change(),
                request,
                new ClientRequest.Decision(now(), call.caller().user(), reason, null, false));
    }

    private Reply decided(Unit unit, ClientRequest request, ClientRequest.Decision decision) {
        ClientRequest after = request.with(decision);
        keeper.keep(unit, after);
        return Reply.ok(ClientRequestBody.of(after), NAME);
    }

    private Reply secret(Call call) {
        Unit unit = call.change();
        ClientRequest request = found(call);
        ClientRequest.Decision decision = request.decision();
        if (!request.user().equals(call.caller().user())) {
            throw Fault.forbidden("The secret is told to who asked only.");
        }
        Client client = decision == null || decision.client() == null
                ? null
                : ClientStore.find(unit, decision.client()).orElse(null);
        if (decision == null || client == null || decision.told()) {
            throw Fault.conflict(
                    decision != null && decision.told()
                            ? "The secret has been told: rotate it for another."
                            : "There is no API account: the request is not accepted, or the client is gone.");
        }
        guard.maySeeSecret(call.caller(), client);
        Instant now = now();
        String secret = ClientKeeper.freshSecret(unit, client.id(), now, now);
        ClientRequestStore.save(
                unit,
                request.with(new ClientRequest.Decision(
                        decision.at(), decision.by(), decision.reason(), decision.client(), true)));
        return Reply.ok(new Account(client.id(), call.dryRun() ? "dry-run" : secret), "account")
                .with("Cache-Control", "no-store");
    }

    private static String clientId(Unit unit, ClientRequest request, DecisionBody body) {
        if (body.client() == null) {
            return Ids.free(
                    Ids.slug(request.about().name(), "client"),
                    taken -> ClientStore.find(unit, taken).isPresent());
        }
        String id = ClientRequestBody.of(request).asClient(body.client()).checkedId();
        if (ClientStore.find(unit, id).isPresent()) {
            throw Catalogue.taken("The client", id);
        }
        return id;
    }

    /** Stands for who asked, and can never do more than he. */
    private Client client(ClientRequest request, String id, Instant now) {
        return new Client(
                id,
                request.about(),
                EnumSet.of(GrantKind.CLIENT_CREDENTIALS, GrantKind.REFRESH_TOKEN),
                List.of(),
                request.scopes(),
                request.permissions(),
                request.user(),
                request.user(),
                true,
                request.ips(),
                null,
                new Client.Lifetimes(settings.accessTokenLifetime(), settings.refreshTokenLifetime()),
                true,
                now);
    }

    private ClientRequest found(Call call) {
        call.change().touch(Topic.CREDENTIALS);
        return keeper.find(call, call.path("id"))
                .orElseThrow(() -> Fault.notFound("There is no request {}.", call.path("id")));
    }

    private ClientRequest pending(Call call) {
        ClientRequest request = found(call);
        if (request.decision() != null) {
            throw Fault.conflict("The request has been decided already.");
        }
        return request;
    }

    private static DecisionBody body(Call call) {
        return call.body().isEmpty()
                ? new DecisionBody(null, null)
                : call.body().as(DecisionBody.class);
    }

    private static @Nullable String reason(DecisionBody body) {
        String reason = body.reason();
        if (reason == null || reason.isBlank()) {
            return null;
        }
        if (reason.length() > LONGEST) {
            throw Fault.badMember("reason", "has {} characters at most", LONGEST);
        }
        return reason.strip();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
