package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Delegation;
import org.passerelle.limit.LimitSettings;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Ids;
import org.passerelle.operation.Operation;

/** Clients. With authentication:r all are seen, without it one's own. What nobody may do by them, {@link ClientGuard} knows. */
@Singleton
final class ClientKeeper implements Crud.Keeper<ClientKeeper.Made, ClientBody> {

    private final Catalogue catalogue;
    private final ClientGuard guard;
    private final Families families;
    private final OAuthSettings settings;
    private final LimitSettings limits;
    private final Clock clock;

    @Inject
    ClientKeeper(
            Catalogue catalogue,
            ClientGuard guard,
            Families families,
            OAuthSettings settings,
            LimitSettings limits,
            Clock clock) {
        this.catalogue = catalogue;
        this.guard = guard;
        this.families = families;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    /** A client, and its secret when that has just been made. */
    record Made(Client client, @Nullable String secret) {

        @Override
        public String toString() {
            return client.toString();
        }
    }

    @Override
    public Operation.Builder listing(Operation.Builder operation) {
        return operation.query("user", "Only those of one user", "anne");
    }

    @Override
    public List<Made> all(Call call) {
        return ClientStore.all(catalogue, call.query().one("user")).stream()
                .filter(client -> maySee(call.caller(), client))
                .map(client -> new Made(client, null))
                .toList();
    }

    @Override
    public Optional<Made> find(Call call, String id) {
        Source source = call.unit().map(Source.class::cast).orElse(catalogue);
        return ClientStore.find(source, id)
                .filter(client -> maySee(call.caller(), client))
                .map(client -> new Made(client, null));
    }

    static boolean maySee(Caller caller, Client client) {
        return caller.level(ApiType.AUTHENTICATION).holds(Level.R)
                || caller.user().equals(client.user())
                || caller.user().equals(client.holder());
    }

    @Override
    public String id(Made made) {
        return made.client.id();
    }

    @Override
    public Object view(Made made) {
        return ClientView.of(made.client, null);
    }

    @Override
    public Object view(Made made, Call call) {
        return ClientView.of(made.client, made.secret == null || !call.dryRun() ? made.secret : "dry-run");
    }

    @Override
    public boolean tellsSecret(Made made) {
        return made.secret != null;
    }

    @Override
    public Made add(Call call, Crud.Wanted<ClientBody> wanted) {
        Unit unit = call.change();
        ClientBody body = wanted.body();
        String id = body.id() == null
                ? Ids.free(
                        Ids.slug(body.about().name(), "client"),
                        taken -> ClientStore.find(unit, taken).isPresent())
                : body.checkedId();
        if (ClientStore.find(unit, id).isPresent()) {
            throw Catalogue.taken("The client", id);
        }
        Client client = client(call.caller(), id, null, body);
        guard.mayHave(call.caller(), null, client);
        families.endAllOf(unit, id);
        ClientStore.insert(unit, client);
        return new Made(client, client.confidential() ? freshSecret(unit, id, clock.instant(), clock.instant()) : null);
    }

    /** @param end when the secret before ends */
    static String freshSecret(Unit unit, String client, Instant now, Instant end) {
        String secret = ClientSecret.fresh();
        ClientStore.replaceSecret(unit, client, ClientSecret.hash(secret), now, end);
        return secret;
    }

    @Override
    public Made change(Call call, Made made, Crud.Wanted<ClientBody> wanted) {
        Client before = made.client;
        guard.mayTouch(call.change(), call.caller(), before);
        Client after = client(call.caller(), before.id(), before, wanted.body());
        guard.mayHave(call.caller(), before, after);
        ClientStore.update(call.change(), after);
        if (!after.confidential()) {
            ClientStore.deleteSecrets(call.change(), after.id());
        }
        return new Made(after, null);
    }

    @Override
    public void remove(Call call, Made made) {
        guard.mayTouch(call.change(), call.caller(), made.client);
        families.endAllOf(call.change(), made.client.id());
        ClientStore.delete(call.change(), made.client.id());
    }

    /** The client as it shall be. What is not said of scopes and permissions follows from the other, as far as its maker may. */
    private Client client(Caller caller, String id, @Nullable Client before, ClientBody body) {
        Set<GrantKind> grants = body.grantKinds();
        List<String> scopes = body.checkedScopes();
        Permissions said = body.parsedPermissions();
        Permissions permissions = said != null ? said : Scopes.of(scopes).and(held(caller));
        if (scopes.isEmpty()) {
            scopes = Scopes.of(permissions);
        }
        if (scopes.isEmpty()) {
            throw ClientBody.inconsistent("scopes", "say what it may ask for, by scopes or by permissions");
        }
        String user =
                body.user() == null && grants.contains(GrantKind.CLIENT_CREDENTIALS) ? caller.user() : body.user();
        Integer rate = LimitSettings.checked(body.rateLimit());
        return new Client(
                id,
                body.about(),
                grants,
                body.checkedRedirectUris(grants),
                scopes,
                permissions,
                user,
                before != null && Objects.equals(before.user(), user) ? before.createdBy() : caller.user(),
                body.isConfidential(),
                before == null ? Delegation.addresses(caller, body.ips()) : AddressList.parse("ips", body.ips()),
                before == null ? Delegation.rate(caller, rate, limits.rateLimit()) : rate,
                body.lifetimes(settings),
                body.isActive(),
                before == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : before.created());
    }

    private static Permissions held(Caller caller) {
        Permissions held = Permissions.NONE;
        for (ApiType type : ApiType.values()) {
            held = held.or(
                    Permissions.parse(Map.of(type.word(), caller.level(type).word())));
        }
        return held;
    }
}
