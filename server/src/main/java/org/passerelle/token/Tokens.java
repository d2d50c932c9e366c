package org.passerelle.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.credential.Callers;

/** Makes tokens; who may is for the caller of this to know. Thread-safe. */
@Singleton
public final class Tokens {

    private final TokenSettings settings;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final Callers callers;
    private final TokenId.Maker ids;
    private final Clock clock;

    @Inject
    Tokens(
            TokenSettings settings,
            SigningKeys keys,
            Revocations revocations,
            Callers callers,
            Vault vault,
            Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.revocations = revocations;
        this.callers = callers;
        this.ids = new TokenId.Maker(vault.derive("token ids"));
        this.clock = clock;
    }

    /**
     * What a token shall be.
     *
     * @param user an account that there is
     * @param actor who acts for the user, or null
     * @param holder the OAuth client that it is given to, which makes it an access token (RFC 9068); null for a JWT of {@code /auth/jwt}
     * @param key the API key that makes it, or null
     */
    public record Wanted(
            String user,
            @Nullable String actor,
            @Nullable Holder holder,
            @Nullable String key,
            Permissions permissions,
            Duration lifetime) {}

    /**
     * A token.
     *
     * @param text as it is sent (RFC 7515 §7.1)
     * @param id its {@code jti}
     */
    public record Issued(String text, String id, Instant expires) {

        @Override
        public String toString() {
            return "token " + id;
        }
    }

    /** Its seconds are whole, so it lives up to one less than asked. */
    public Issued issue(Unit unit, Wanted wanted) {
        return issue(unit, wanted, revocations.count(unit));
    }

    /**
     * @param known how many revocations there had been before it was looked whether what the token comes of still holds: one in between
     *     takes the token back too
     */
    public Issued issue(Unit unit, Wanted wanted, long known) {
        Instant issued = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration whole = wanted.lifetime().plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(whole);

        String maker = wanted.actor() == null ? wanted.user() : wanted.actor();
        var claims = new TokenClaims(
                wanted.holder() == null ? TokenClaims.Kind.JWT : TokenClaims.Kind.OAUTH,
                ids.fresh(maker, expires).text(),
                wanted.user(),
                wanted.actor(),
                wanted.holder(),
                wanted.key(),
                issued,
                expires,
                wanted.permissions(),
                known,
                callers.born(wanted.user(), wanted.actor()));
        String text = signed(claims.kind().type(), claims.toJwt(settings), keys.forSigning(unit, expires));
        return new Issued(text, claims.id(), expires);
    }

    /** Signs claims that are no credential here: an ID token (OpenID Connect Core §2). */
    public String identity(Unit unit, JWTClaimsSet claims) {
        return signed(
                JOSEObjectType.JWT,
                claims,
                keys.forSigning(unit, claims.getExpirationTime().toInstant()));
    }

    private static String signed(JOSEObjectType type, JWTClaimsSet claims, SigningKey key) {
        String input = key.header(type) + "." + claims.toPayload().toBase64URL();
        return input + "." + key.sign(input);
    }

    /** Whether this is the id of a token that he made. */
    boolean isOf(TokenId id, String maker) {
        return ids.isOf(id, maker);
    }
}
