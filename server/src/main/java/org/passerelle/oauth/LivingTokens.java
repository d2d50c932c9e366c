package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;

/** Refresh tokens that could be used now, looked at without using them. */
@Singleton
final class LivingTokens {

    private final Catalogue catalogue;
    private final Clock clock;

    @Inject
    LivingTokens(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @param scope words separated by blanks */
    record Living(String client, String user, String scope, Instant ends) {}

    Optional<Living> find(String text) {
        return catalogue.one(
                row -> new Living(row.text("client"), row.text("account"), row.text("scope"), row.moment("ends")),
                "SELECT g.client, g.account, g.scope, t.ends FROM oauth_refresh_token t JOIN oauth_grant g ON g.id ="
                        + " t.grant_id WHERE t.hash = ? AND t.used IS NULL AND t.ends > ? AND NOT EXISTS (SELECT 1 FROM"
                        + " revocation r WHERE r.number > g.revocations AND (r.kind = 'all' OR r.kind = 'client' AND"
                        + " r.subject = g.client OR r.kind = 'user' AND r.subject IN (g.account, g.actor)))",
                RefreshToken.hash(text),
                clock.millis());
    }

    /** The grant that a refresh token belongs to, used or not, taken for this unit of work. */
    static Optional<Grant> grantOf(Unit unit, String text) {
        return Optional.ofNullable(RefreshToken.find(unit, RefreshToken.hash(text)))
                .flatMap(token -> Optional.ofNullable(Grant.take(unit, token.grant())));
    }
}
