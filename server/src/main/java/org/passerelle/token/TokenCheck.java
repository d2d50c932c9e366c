package org.passerelle.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.credential.Callers;
import org.passerelle.credential.Secrets;
import org.passerelle.credential.TokenVerifier;
import org.passerelle.format.Json;

/**
 * Whether a token of ours holds (RFC 8725). What is remembered is that a signature was good; everything that may change is looked at on
 * every call. Thread-safe.
 *
 * <pre>
 * longer than {@value #LONGEST}        not read
 * header                 letter for letter as one of our keys writes it: its alg, its kid, one of our typ, and so no jku, jwk, x5u, crit
 * signature              of that key, by its algorithm; nothing else is read before
 * iss, aud, exp, iat …   all there, and ours; no leeway for clocks
 * then, each time        key still verifies, not past, not taken back, account there and active, actor still allowed, and what it
 *                        comes from (API key, client) still there</pre>
 */
@Singleton
public final class TokenCheck implements TokenVerifier {

    private static final int LONGEST = 8_192;
    private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();
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
            .executor(Runnable::run) // housekeeping costs less than waking another thread for it
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

    /** Null for what we have not signed, or not so. */
    private @Nullable Verified read(String text) {
        int payload = text.indexOf('.') + 1;
        int signature = text.lastIndexOf('.') + 1;
        SigningKeys.Begun begun = signature > payload ? keys.begun(text.substring(0, payload - 1)) : null;
        if (begun == null) {
            return null;
        }
        try {
            byte[] input = text.substring(0, signature - 1).getBytes(StandardCharsets.ISO_8859_1);
            if (!begun.key().verifies(input, BASE64.decode(text.substring(signature)))) {
                return null;
            }
            byte[] claims = BASE64.decode(text.substring(payload, signature - 1));
            return TokenClaims.of(begun.kind(), Json.MAPPER.readTree(claims), settings)
                    .map(read -> new Verified(begun.key().kid(), read, read.credential()))
                    .orElse(null);
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
