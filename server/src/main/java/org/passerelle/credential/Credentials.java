package org.passerelle.credential;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;

/**
 * From what a request presents to who asks (wire.md §2). Thread-safe.
 *
 * <pre>Authorization: Basic          a password
 * Authorization: Bearer psl_…   an API key; any other token goes to the TokenVerifiers
 * X-API-Key, X-PlanRadar-API-Key   an API key
 * nothing                       anonymous
 * two of them                   400
 * wrong, expired, revoked, unknown, inactive   one and the same 401
 * too many wrong passwords       429</pre>
 */
@Singleton
public final class Credentials {

    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private final KeyCheck keys;
    private final PasswordLogin passwords;
    private final List<TokenVerifier> verifiers;

    @Inject
    Credentials(KeyCheck keys, PasswordLogin passwords, @All List<TokenVerifier> verifiers) {
        this.keys = keys;
        this.passwords = passwords;
        this.verifiers = List.copyOf(verifiers);
    }

    /** @throws Fault 400 for two credentials, 401 for one that does not hold, 429 after too many wrong passwords, 503
     *     when too many passwords are being checked */
    public Caller verify(Presented presented) {
        String authorization = presented.authorization();
        String key = presented.apiKeyHeader();
        String planRadar = presented.planRadarHeader();
        if (key != null && planRadar != null || authorization != null && (key != null || planRadar != null)) {
            throw Fault.badRequest(
                    "Send one credential, not several: Authorization, X-API-Key or X-PlanRadar-API-Key.");
        }
        if (authorization != null) {
            return authorized(authorization, presented.address());
        }
        String only = key != null ? key : planRadar;
        return only == null ? Caller.anonymous() : keys.verify(only.trim(), presented.address());
    }

    /**
     * Somebody at a page of ours.
     *
     * @throws Fault 401, 429 and 503 as for a password that a request presents
     */
    public Caller signIn(String user, String password, String address) {
        return passwords.verify(user, password, address);
    }

    private Caller authorized(String authorization, String address) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            String token = authorization.substring(BEARER.length()).trim();
            return token.startsWith(KeyText.PREFIX)
                    ? keys.verify(token, address)
                    : verifiers.stream()
                            .map(verifier -> verifier.verify(token, address))
                            .flatMap(Optional::stream)
                            .findFirst()
                            .orElseThrow(Fault::unauthenticated);
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return passwords.verify(authorization.substring(BASIC.length()), address);
        }
        throw Fault.unauthenticated();
    }
}
