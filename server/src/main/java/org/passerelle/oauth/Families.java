package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Secrets;
import org.passerelle.token.Holder;
import org.passerelle.token.Revocations;
import org.passerelle.token.Tokens;

/** Makes the tokens that an authorization gives, and ends all of them at once. */
@Singleton
final class Families {

    private final Tokens tokens;
    private final Revocations revocations;
    private final Clock clock;

    @Inject
    Families(Tokens tokens, Revocations revocations, Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * What a client was allowed, once it is known that it holds.
     *
     * @param known how many revocations there had been before that was looked at
     */
    record Allowed(Client client, String user, @Nullable String actor, Set<String> scope, long known) {}

    String freshId() {
        return Secrets.sortableId(clock.instant());
    }

    /** An access token that stands alone, or comes of a grant. */
    Given accessToken(Unit unit, Allowed allowed, @Nullable String grant, Duration lifetime) {
        Client client = allowed.client;
        Tokens.Issued issued = tokens.issue(
                unit,
                new Tokens.Wanted(
                        allowed.user,
                        allowed.actor,
                        new Holder(client.id(), Scopes.text(allowed.scope), grant),
                        null,
                        Scopes.of(allowed.scope).and(client.permissions()),
                        lifetime),
                allowed.known);
        Duration whole = lifetime.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
        return new Given(allowed.user, allowed.actor, issued.text(), whole, allowed.scope, null, null, null);
    }

    /** The first tokens of a grant: with a refresh token where the client may have one. */
    Given begin(Unit unit, Allowed allowed, String grant) {
        Client client = allowed.client;
        Instant now = clock.instant();
        Given given = accessToken(unit, allowed, grant, client.lifetimes().access());
        Instant accessEnds = now.plus(given.lifetime());
        Instant ends = now.plus(client.lifetimes().refresh());
        boolean refreshes = client.has(GrantKind.REFRESH_TOKEN);
        new Grant(
                        grant,
                        client.id(),
                        allowed.user,
                        allowed.actor,
                        Scopes.text(allowed.scope),
                        allowed.known,
                        accessEnds)
                .insert(unit, now, refreshes ? later(accessEnds, ends) : accessEnds);
        return refreshes ? given.with(refreshToken(unit, client, grant, ends)) : given;
    }

    /** The next tokens of a grant. */
    Given goOn(Unit unit, Allowed allowed, Grant grant, RefreshToken shown) {
        Client client = allowed.client;
        Instant now = clock.instant();
        Given given = accessToken(unit, allowed, grant.id(), client.lifetimes().access());
        Instant accessEnds = now.plus(given.lifetime());
        Instant ends = now.plus(client.lifetimes().refresh());
        Given.Refresh next = refreshToken(unit, client, grant.id(), ends);
        shown.use(unit, next.token(), now);
        grant.prolong(unit, accessEnds, later(accessEnds, ends));
        return given.with(next);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Given.Refresh refreshToken(Unit unit, Client client, String grant, Instant ends) {
        String text = RefreshToken.fresh();
        RefreshToken.insert(unit, text, grant, ends);
        return new Given.Refresh(text, client.lifetimes().refresh());
    }

    /** Ends all that came of a grant, access tokens too. */
    void end(Unit unit, Grant grant) {
        unit.run("DELETE FROM oauth_grant WHERE id = ?", grant.id());
        revocations.grant(unit, grant.id(), grant.accessEnds());
    }

    /** Ends all that was ever given to a client: another one of the same name gets nothing of it. */
    void endAllOf(Unit unit, String client) {
        unit.run("DELETE FROM oauth_grant WHERE client = ?", client);
        unit.run("DELETE FROM oauth_code WHERE client = ?", client);
        revocations.client(unit, client);
    }
}
