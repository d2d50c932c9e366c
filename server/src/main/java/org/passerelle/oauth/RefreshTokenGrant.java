package org.passerelle.oauth;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Unit;
import org.passerelle.token.Revocations;

/**
 * {@code grant_type=refresh_token} (RFC 6749 §6). Each token gives the next once; of any number that show it at the same time one wins, and
 * the others end its family with it. What a refusal changed stays changed.
 */
@Singleton
final class RefreshTokenGrant {

    private static final String REFUSED = "The refresh token does not hold: used, ended, taken back or unknown.";

    private final Families families;
    private final Revocations revocations;
    private final ClientDoor door;
    private final OAuthSettings settings;
    private final Clock clock;

    @Inject
    RefreshTokenGrant(
            Families families, Revocations revocations, ClientDoor door, OAuthSettings settings, Clock clock) {
        this.families = families;
        this.revocations = revocations;
        this.door = door;
        this.settings = settings;
        this.clock = clock;
    }

    Given give(Unit unit, Client client, Form form, String address) {
        String hash = RefreshToken.hash(form.need("refresh_token"));
        Grant grant = grant(unit, hash);
        RefreshToken shown = grant == null ? null : RefreshToken.find(unit, hash); // as it is now that it is our turn
        if (grant == null || shown == null) {
            throw refused();
        }
        long known = revocations.count(unit);
        RefreshToken next = RefreshToken.find(unit, shown.next());
        switch (shown.turn(grant.client().equals(client.id()), next, clock.instant(), settings.refreshTokenGrace())) {
            case REFUSE -> throw refused();
            case REPLAY -> {
                families.end(unit, grant);
                throw refused();
            }
            case AGAIN -> {
                if (next != null) {
                    next.delete(unit);
                }
            }
            case ROTATE -> {}
        }
        if (!revocations.hold(unit, grant.revocations(), grant.client(), grant.user(), grant.actor())) {
            families.end(unit, grant);
            throw refused();
        }
        door.admitted(client, grant.user(), grant.actor(), address, OAuth2Error.INVALID_GRANT);
        var scope = Scopes.granted(form.get("scope"), Scopes.words(grant.scope()));
        return families.goOn(
                unit, new Families.Allowed(client, grant.user(), grant.actor(), scope, known), grant, shown);
    }

    private static @Nullable Grant grant(Unit unit, String hash) {
        RefreshToken shown = RefreshToken.find(unit, hash);
        return shown == null ? null : Grant.take(unit, shown.grant());
    }

    private static Refusal refused() {
        return new Refusal(OAuth2Error.INVALID_GRANT, REFUSED);
    }
}
