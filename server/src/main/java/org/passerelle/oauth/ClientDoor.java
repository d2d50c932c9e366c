package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.ClientID;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.access.Level;
import org.passerelle.catalogue.Source;
import org.passerelle.credential.Callers;
import org.passerelle.fault.Fault;
import org.passerelle.limit.FailedLogins;
import org.passerelle.limit.RateLimits;
import org.passerelle.limit.Verdict;
import org.passerelle.operation.Call;

/**
 * Which client asks (RFC 6749 §2.3, §3.2.1), from where and how often.
 *
 * <pre>
 * Authorization: Basic          client_secret_basic; id and secret percent-encoded
 * client_id, client_secret      client_secret_post
 * client_id                     a public client, which has no secret
 * two of them                   invalid_request
 * unknown, wrong, not active    one and the same invalid_client
 * wrong from one address often  429; who has the right secret is never kept waiting</pre>
 */
@Singleton
final class ClientDoor {

    private final KnownClients clients;
    private final FailedLogins failures;
    private final RateLimits limits;
    private final Callers callers;
    private final ClientTrail trail;

    @Inject
    ClientDoor(KnownClients clients, FailedLogins failures, RateLimits limits, Callers callers, ClientTrail trail) {
        this.clients = clients;
        this.callers = callers;
        this.trail = trail;
        this.failures = failures;
        this.limits = limits;
    }

    /** What a request shows; without a secret it is a public client that speaks. */
    private record Shown(String id, @Nullable String secret) {

        /** As much as ids have: of what strangers invent no more is remembered. */
        String briefly() {
            return id.substring(0, Math.min(id.length(), 100));
        }

        @Override
        public String toString() {
            return "client " + id;
        }
    }

    /**
     * @throws Refusal invalid_request, invalid_client, or unauthorized_client from a wrong address
     * @throws Fault 429
     */
    Client enter(Call call, Form form) {
        Shown shown = shown(call.headers().one("Authorization"), form);
        try {
            return entered(shown, clients.source(call.unit()), call.terms().address());
        } catch (Refusal refusal) {
            trail.notEntered(call, shown.briefly(), refusal);
            throw refusal;
        }
    }

    private Client entered(Shown shown, Source source, String address) {
        Client client = shown.secret == null
                ? clients.find(source, shown.id)
                        .filter(known -> !known.confidential())
                        .orElse(null)
                : clients.authenticate(source, shown.id, shown.secret).orElse(null);
        if (client == null) {
            failures.check(address, shown.briefly(), () -> false);
            throw new Refusal(OAuth2Error.INVALID_CLIENT, "There is no such client, or its secret is another.");
        }
        Caller caller = caller(client, address);
        Verdict verdict = limits.take(caller);
        if (!verdict.passes()) {
            throw Fault.tooMany(verdict.retryAfter());
        }
        return client;
    }

    /** One that keeps a secret: others may not ask about tokens. */
    Client enterWithSecret(Call call, Form form) {
        Client client = enter(call, form);
        if (!client.confidential()) {
            throw new Refusal(OAuth2Error.INVALID_CLIENT, "This is for clients with a secret.");
        }
        return client;
    }

    /** Whether it may read, as far as its user may now, what concerns the credentials of others. */
    boolean readsCredentials(Client client) {
        String user = client.user();
        return user != null
                && callers.of(user, client.actor(), credential(client), client.permissions(), client.bound())
                        .filter(caller -> caller.level(ApiType.AUTHENTICATION).holds(Level.R))
                        .isPresent();
    }

    private static Shown shown(@Nullable String authorization, Form form) {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        if (form.has("client_assertion")) {
            throw new Refusal(OAuth2Error.INVALID_CLIENT, "A client shows its secret, by Basic or in the body.");
        }
        if (authorization == null) {
            if (id == null) {
                throw new Refusal(OAuth2Error.INVALID_CLIENT, "Which client asks?");
            }
            return new Shown(id, secret);
        }
        Shown basic = basic(authorization);
        if (secret != null || id != null && !id.equals(basic.id)) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "A client shows itself once, by Basic or in the body.");
        }
        return basic;
    }

    private static Shown basic(String authorization) {
        try {
            ClientSecretBasic basic = ClientSecretBasic.parse(authorization);
            ClientID id = basic.getClientID();
            return new Shown(id.getValue(), basic.getClientSecret().getValue());
        } catch (ParseException | IllegalArgumentException e) {
            throw new Refusal(OAuth2Error.INVALID_CLIENT, "The header Authorization is no Basic of a client.");
        }
    }

    /** What it asks here counts with what is asked by its tokens. */
    private Caller caller(Client client, String address) {
        String user = client.user();
        if (user != null) {
            return admitted(client, user, client.actor(), address, OAuth2Error.INVALID_CLIENT);
        }
        if (!client.ips().has(address)) {
            throw elsewhere();
        }
        return new Caller(
                "",
                null,
                credential(client),
                client.permissions(),
                Holdings.NOTHING,
                new Bounds(client.bound(), List.of()));
    }

    /**
     * Who asks by a client for a user, and may from there.
     *
     * @param gone what to answer when the user is not active any more, or nobody may act for him
     */
    Caller admitted(Client client, String user, @Nullable String actor, String address, ErrorObject gone) {
        Caller caller = callers.of(user, actor, credential(client), client.permissions(), client.bound())
                .orElseThrow(() -> new Refusal(gone, "The account for which this client asks is not active."));
        if (!caller.bounds().allow(address)) {
            throw elsewhere();
        }
        return caller;
    }

    private static Caller.Credential credential(Client client) {
        return new Caller.Credential(Caller.Kind.OAUTH, client.id(), null);
    }

    private static Refusal elsewhere() {
        return new Refusal(
                OAuth2Error.UNAUTHORIZED_CLIENT.setHTTPStatusCode(Fault.Kind.FORBIDDEN.status()),
                "This client may not be used from this address.");
    }
}
