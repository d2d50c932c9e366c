package org.passerelle.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Delegation;
import org.passerelle.credential.Secrets;
import org.passerelle.event.Event;
import org.passerelle.event.Events;
import org.passerelle.fault.Fault;
import org.passerelle.format.Json;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Operation;

/** Requests for API accounts: one's own, with authentication:r those of others. Who asks may change his mind until somebody has decided. */
@Singleton
final class ClientRequestKeeper implements Crud.Keeper<ClientRequest, ClientRequestBody> {

    private static final int MOST_PENDING = 20;

    private final Catalogue catalogue;
    private final Events events;
    private final Clock clock;

    @Inject
    ClientRequestKeeper(Catalogue catalogue, Events events, Clock clock) {
        this.catalogue = catalogue;
        this.events = events;
        this.clock = clock;
    }

    /** Keeps a request as it is now, and tells whoever hears: the last thing in its unit. */
    void keep(Unit unit, ClientRequest request) {
        ClientRequestStore.save(unit, request);
        ObjectNode data = Json.MAPPER
                .createObjectNode()
                .put("user", request.user())
                .put("request", request.id())
                .put("name", request.about().name());
        ClientRequest.Decision decision = request.decision();
        if (decision != null) {
            data.put("by", decision.by()).put("reason", decision.reason()).put("client", decision.client());
        }
        events.publish(unit, Event.of(event(request.status()), clock.instant(), data));
    }

    private static String event(ClientRequest.Status status) {
        return switch (status) {
            case PENDING -> "client.requested";
            case ACCEPTED -> "client.accepted";
            case REFUSED -> "client.refused";
        };
    }

    @Override
    public Operation.Builder listing(Operation.Builder operation) {
        return operation.query("status", "Only those that are PENDING, ACCEPTED or REFUSED", "PENDING");
    }

    @Override
    public List<ClientRequest> all(Call call) {
        String status = call.query().one("status");
        return ClientRequestStore.all(
                        catalogue, seesAll(call.caller()) ? null : call.caller().user())
                .stream()
                .filter(request -> status == null || request.status().name().equals(status))
                .toList();
    }

    @Override
    public Optional<ClientRequest> find(Call call, String id) {
        Source source = call.unit().map(Source.class::cast).orElse(catalogue);
        return ClientRequestStore.find(source, id)
                .filter(request -> seesAll(call.caller())
                        || request.user().equals(call.caller().user()));
    }

    private static boolean seesAll(Caller caller) {
        return caller.level(ApiType.AUTHENTICATION).holds(Level.R);
    }

    @Override
    public String id(ClientRequest request) {
        return request.id();
    }

    @Override
    public Object view(ClientRequest request) {
        return ClientRequestBody.of(request);
    }

    @Override
    public ClientRequest add(Call call, Crud.Wanted<ClientRequestBody> wanted) {
        Unit unit = call.change();
        String user = call.caller().user();
        long pending = ClientRequestStore.all(unit, user).stream()
                .filter(request -> request.decision() == null)
                .count();
        if (pending >= MOST_PENDING) {
            throw Fault.conflict("There are {} requests of yours that nobody has decided yet.", MOST_PENDING);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var request = request(call.caller(), Secrets.sortableId(now), now, wanted.body());
        keep(unit, request);
        return request;
    }

    @Override
    public ClientRequest change(Call call, ClientRequest before, Crud.Wanted<ClientRequestBody> wanted) {
        mustBeOwn(call, before);
        if (before.decision() != null) {
            throw Fault.conflict("The request has been decided: ask anew.");
        }
        ClientRequest after = request(call.caller(), before.id(), before.created(), wanted.body());
        ClientRequestStore.save(call.change(), after);
        return after;
    }

    @Override
    public void remove(Call call, ClientRequest request) {
        if (!call.caller().level(ApiType.AUTHENTICATION).holds(Level.RW)) {
            mustBeOwn(call, request);
        }
        ClientRequestStore.delete(call.change(), request.id());
    }

    private static void mustBeOwn(Call call, ClientRequest request) {
        if (!request.user().equals(call.caller().user())) {
            throw Fault.forbidden("A request is changed by who asked only.");
        }
    }

    /** @throws Fault 403 when the credential that asks could not do itself what the client shall */
    private ClientRequest request(Caller caller, String id, Instant created, ClientRequestBody body) {
        ClientBody client = body.asClient(null);
        Client.About about = client.about();
        if (about.organisation() == null || about.purpose() == null) {
            throw Fault.badMember(about.organisation() == null ? "organisation" : "purpose", "is missing");
        }
        List<String> scopes = client.checkedScopes();
        Permissions said = client.parsedPermissions();
        Permissions permissions = said != null ? said : Scopes.of(scopes).and(caller.permissions());
        Delegation.check(caller, permissions);
        if (scopes.isEmpty()) {
            scopes = Scopes.of(permissions);
        }
        if (scopes.isEmpty()) {
            throw ClientBody.inconsistent("scopes", "say what it shall ask for, by scopes or by permissions");
        }
        return new ClientRequest(
                id, caller.user(), about, scopes, permissions, Delegation.addresses(caller, body.ips()), created, null);
    }
}
