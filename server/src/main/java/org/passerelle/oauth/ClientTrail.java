package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.operation.Call;

/**
 * What the audit log is told of clients, and of what people answer them. The gate knows neither: they show themselves to this room alone.
 * Who signs in at their pages leaves the line that every sign-in leaves. The target is the client.
 *
 * <pre>
 * oauth.client       a client that could not show itself, or came from elsewhere    behind the request
 * oauth.token        tokens that were given or refused, and for whom                with the change
 * oauth.token        an access token that stands alone                              behind the request
 * oauth.revoke       a token that was given back                                    with the change
 * oauth.consent      what a person answered                                         with the change</pre>
 */
@Singleton
final class ClientTrail {

    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

    private final AuditLog log;
    private final Clock clock;

    @Inject
    ClientTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void notEntered(Call call, String client, Refusal refusal) {
        log.enqueue(line(call, "oauth.client", client, "", null, refusal.status()));
    }

    /** @param lasting whether something is kept of it; an access token alone leaves nothing behind */
    void given(Call call, Client client, Given given, boolean lasting) {
        AuditLine line = line(call, "oauth.token", client.id(), given.user(), given.actor(), OK);
        if (lasting) {
            leave(call, line);
        } else {
            log.enqueue(line);
        }
    }

    /** A refusal may have ended something. */
    void refused(Call call, Client client, Refusal refusal) {
        leave(call, line(call, "oauth.token", client.id(), user(client), client.actor(), refusal.status()));
    }

    void revoked(Call call, Client client) {
        leave(call, line(call, "oauth.revoke", client.id(), user(client), client.actor(), OK));
    }

    /** @param allows what he answered */
    void answered(Call call, String user, Client client, boolean allows) {
        leave(call, line(call, "oauth.consent", client.id(), user, null, allows ? OK : FORBIDDEN));
    }

    /** With the change, if there is one that stays. */
    private void leave(Call call, AuditLine line) {
        if (call.dryRun()) {
            log.enqueue(line);
        } else {
            log.append(call.change(), line);
        }
    }

    private static String user(Client client) {
        return Objects.requireNonNullElse(client.user(), "");
    }

    private AuditLine line(
            Call call, String operation, String target, String user, @Nullable String actor, int status) {
        return new AuditLine(
                clock.instant(),
                user,
                actor,
                call.terms().address(),
                operation,
                target,
                Integer.toString(status),
                call.terms().dryRun(),
                call.terms().requestId());
    }
}
