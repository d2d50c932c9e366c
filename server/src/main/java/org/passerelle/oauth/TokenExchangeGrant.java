package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Callers;
import org.passerelle.fault.Fault;
import org.passerelle.token.Revocations;
import org.passerelle.token.TokenCheck;

/**
 * {@code grant_type=urn:ietf:params:oauth:grant-type:token-exchange} (RFC 8693): a client gives an access token of its own, and gets another
 * that can do no more and ends no later.
 *
 * <pre>
 * subject_token                         the same user, for fewer scopes
 * subject_token, actor_token            the subject's user; the actor's acts for him
 * subject_token, requested_subject      that user; the subject's acts for him
 *
 * who acts needs admin.impersonate, nobody acts for an owner, and who acts for another passes nothing on</pre>
 */
@Singleton
final class TokenExchangeGrant {

    private final Families families;
    private final Revocations revocations;
    private final TokenCheck tokens;
    private final Callers callers;
    private final ClientDoor door;
    private final Clock clock;

    @Inject
    TokenExchangeGrant(
            Families families,
            Revocations revocations,
            TokenCheck tokens,
            Callers callers,
            ClientDoor door,
            Clock clock) {
        this.families = families;
        this.revocations = revocations;
        this.tokens = tokens;
        this.callers = callers;
        this.door = door;
        this.clock = clock;
    }

    /** @param actor null when nobody acts for another */
    private record Parties(String user, @Nullable String actor) {}

    Given give(Unit unit, Client client, Form form, String address) {
        long known = revocations.count(unit);
        mayBe(form.get("requested_token_type"));
        TokenCheck.AccessToken subject = token(client, form, "subject_token");
        TokenCheck.AccessToken actor = form.has("actor_token") ? token(client, form, "actor_token") : null;
        Parties parties = parties(subject, actor, form.get("requested_subject"));
        door.admitted(client, parties.user, parties.actor, address, OAuth2Error.INVALID_TARGET);
        Duration left = Duration.between(clock.instant(), subject.expires());
        if (actor != null && actor.expires().isBefore(subject.expires())) {
            left = Duration.between(clock.instant(), actor.expires());
        }
        Duration most = client.lifetimes().access();
        Duration lifetime = left.compareTo(most) < 0 ? left.truncatedTo(ChronoUnit.SECONDS) : most;
        if (!lifetime.isPositive()) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "The token ends this second.");
        }
        var allowed = new Families.Allowed(client, parties.user, parties.actor, scope(form, subject, actor), known);
        return families.accessToken(unit, allowed, subject.holder().grant(), lifetime)
                .exchanged(TokenTypeURI.ACCESS_TOKEN.toString());
    }

    /** What the token may be asked for: what the tokens that are shown allow both. */
    private static Set<String> scope(
            Form form, TokenCheck.AccessToken subject, TokenCheck.@Nullable AccessToken actor) {
        Set<String> common = new LinkedHashSet<>(Scopes.words(subject.holder().scope()));
        if (actor != null) {
            common.retainAll(Scopes.words(actor.holder().scope()));
        }
        common.removeIf(Scopes::tellsIdentity);
        Set<String> scope = Scopes.granted(form.get("scope"), common);
        if (scope.isEmpty()) {
            throw new Refusal(OAuth2Error.INVALID_SCOPE, "Nothing is left that the token could be given for.");
        }
        return scope;
    }

    private TokenCheck.AccessToken token(Client client, Form form, String name) {
        String text = form.need(name);
        mayBe(form.need(name + "_type"));
        TokenCheck.AccessToken token = tokens.accessToken(text)
                .orElseThrow(() -> new Refusal(OAuth2Error.INVALID_REQUEST, "The " + name + " does not hold."));
        if (!token.holder().client().equals(client.id())) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "The " + name + " was given to another client.");
        }
        if (token.caller().actor() != null) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "Who acts for another passes nothing on.");
        }
        return token;
    }

    private static void mayBe(@Nullable String type) {
        if (type != null && !type.equals(TokenTypeURI.ACCESS_TOKEN.toString())) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "Only access tokens are exchanged, and for access tokens.");
        }
    }

    private Parties parties(
            TokenCheck.AccessToken subject, TokenCheck.@Nullable AccessToken actor, @Nullable String requested) {
        if (actor != null && requested != null) {
            throw new Refusal(OAuth2Error.INVALID_REQUEST, "Either an actor_token or a requested_subject.");
        }
        Caller acting = actor == null ? subject.caller() : actor.caller();
        String target = actor == null ? requested : subject.caller().user();
        try {
            String user = callers.standingFor(acting, target);
            return new Parties(user, user.equals(acting.user()) ? null : acting.user());
        } catch (Fault fault) {
            throw new Refusal(OAuth2Error.INVALID_TARGET, fault.detail());
        }
    }
}
