package org.passerelle.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.AccessTokenHash;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.passerelle.catalogue.Unit;
import org.passerelle.token.SigningKeys;
import org.passerelle.token.TokenSettings;
import org.passerelle.token.Tokens;

/** Says to a client who signed in, and when (OpenID Connect Core §2). Nobody is let in by an ID token. */
@Singleton
final class IdTokens {

    private final TokenSettings settings;
    private final SigningKeys keys;
    private final Tokens tokens;
    private final Clock clock;

    @Inject
    IdTokens(TokenSettings settings, SigningKeys keys, Tokens tokens, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whether clients could verify one: not where tokens are signed by a shared secret. */
    boolean canBeMade() {
        return keys.publicAlgorithm().isPresent();
    }

    /** @param given the access token that it goes with */
    String make(Unit unit, Client client, AuthorizationCode code, Given given) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new IDTokenClaimsSet(
                new Issuer(settings.issuer()),
                new Subject(code.user()),
                List.of(new Audience(client.id())),
                Date.from(now.plus(given.lifetime())),
                Date.from(now));
        claims.setAuthenticationTime(Date.from(code.signedIn()));
        if (code.nonce() != null) {
            claims.setNonce(new Nonce(code.nonce()));
        }
        keys.publicAlgorithm()
                .map(JWSAlgorithm::parse)
                .map(algorithm -> AccessTokenHash.compute(new BearerAccessToken(given.accessToken()), algorithm))
                .ifPresent(claims::setAccessTokenHash);
        try {
            return tokens.identity(unit, claims.toJWTClaimsSet());
        } catch (ParseException e) {
            throw new IllegalStateException("an ID token cannot be made", e);
        }
    }
}
