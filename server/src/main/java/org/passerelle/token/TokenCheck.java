package org.passerelle.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.credential.Callers;
import org.passerelle.credential.Secrets;
import org.passerelle.credential.TokenVerifier;

/**
 * Whether a token of ours holds (RFC 8725). What is remembered is that a signature was good; everything that may change is looked at on
 * every call. Thread-safe.
 *
 * <pre>
 * longer than {@value #LONGEST}        not read
 * header                 nothing but alg, kid and typ, as we write it: so no jku, jwk, x5u, crit
 * kid                    a key that we know by this name; it knows its algorithm
 * typ                    one of our kinds
 * iss, aud, exp, iat …   all there, and ours; no leeway for clocks
 * then, each time        key still verifies, not past, not taken back, account there and active, actor still allowed, and what it
 *                        comes from (API key, client) still there</pre>
 */
@Singleton
public final class TokenCheck implements TokenVerifier {

    private static final int LONGEST = 8_192;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final int MOST = 50_000;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final TokenSettings settings;
    private final SigningKeys keys;
    private final Revocations revocations;
    private final Callers callers;
    private final Origins origins;
    private final Clock clock;

    /** By SHA-256 of the token. */
    private final Cache<ByteBuffer, Verified> verified = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(REMEMBERED)
            .build();

    private record Verified(String kid, TokenClaims claims, Caller.Credential credential) {}

    @Inject
    TokenCheck(
            TokenSettings settings,
            SigningKeys keys,
            Revocations revocations,
            Callers callers,
            Origins origins,
            Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.revocations = revocations;
        this.callers = callers;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * An OAuth access token, looked at by its claims.
     *
     * @param id its {@code jti}
     * @param caller who comes by it, and what he may by it now
     */
    public record AccessToken(String id, Holder holder, Instant issued, Instant expires, Caller caller) {}

    /** An OAuth access token that holds now. */
    public Optional<AccessToken> accessToken(String token) {
        return holding(token).flatMap(verified -> {
            TokenClaims claims = verified.claims;
            Holder holder = claims.holder();
            return holder == null
                    ? Optional.empty()
                    : caller(verified)
                            .map(caller ->
                                    new AccessToken(claims.id(), holder, claims.issued(), claims.expires(), caller));
        });
    }

    @Override
    public Optional<Caller> verify(String token, String address) {
        return holding(token).flatMap(this::caller);
    }

    private Optional<Verified> holding(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        ByteBuffer digest = ByteBuffer.wrap(Secrets.digest(token));
        Verified known = verified.getIfPresent(digest);
        if (known == null) {
            known = read(token);
            if (known == null) {
                return Optional.empty();
            }
            verified.put(digest, known);
        }
        TokenClaims claims = known.claims;
        boolean holds = clock.instant().isBefore(claims.expires())
                && keys.find(known.kid) != null
                && revocations.holds(claims)
                && callers.areStill(claims.user(), claims.actor(), claims.born());
        return holds ? Optional.of(known) : Optional.empty();
    }

    private Optional<Caller> caller(Verified verified) {
        TokenClaims claims = verified.claims;
        return origins.of(claims)
                .flatMap(terms -> callers.of(
                        claims.user(),
                        claims.actor(),
                        verified.credential,
                        claims.permissions().and(terms.permissions()),
                        terms.bound()));
    }

    /** What stands in the header, also what a library passes over: an empty {@code crit} is refused (RFC 7515 §4.1.11). */
    private static Set<String> members(SignedJWT token) throws ParseException {
        return JSONObjectUtils.parse(token.getParsedParts()[0].decodeToString()).keySet();
    }

    /** Null for what we have not signed, or not so. */
    private @Nullable Verified read(String text) {
        try {
            SignedJWT token = SignedJWT.parse(text);
            JWSHeader header = token.getHeader();
            SigningKey key = members(token).equals(HEADER) ? keys.find(header.getKeyID()) : null;
            Optional<TokenClaims.Kind> kind = TokenClaims.Kind.of(header.getType());
            if (key == null || kind.isEmpty() || !key.verifies(token)) {
                return null;
            }
            return TokenClaims.of(kind.get(), token.getJWTClaimsSet(), settings)
                    .map(claims -> new Verified(key.kid(), claims, claims.credential()))
                    .orElse(null);
        } catch (ParseException | IllegalArgumentException | StackOverflowError e) {
            return null;
        }
    }
}
