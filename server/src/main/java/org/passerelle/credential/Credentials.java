package org.passerelle.credential;

import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.fault.Fault;

/**
 * From what a request presents to who asks (wire.md §2). Thread-safe.
 *
 * <pre>Authorization: Basic          a password; with X-OTP where the account has a second factor
 * Authorization: Bearer psl_…   an API key; any other token goes to the TokenVerifiers
 * X-API-Key, X-PlanRadar-API-Key   an API key
 * the cookie of a console session   only where nothing else is sent; one that does not hold is nothing
 * nothing                       anonymous
 * a write by the cookie without its page's token   403
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
    private final SecondFactor factor;
    private final ConsoleSessions sessions;
    private final List<TokenVerifier> verifiers;

    @Inject
    Credentials(
            KeyCheck keys,
            PasswordLogin passwords,
            SecondFactor factor,
            ConsoleSessions sessions,
            @All List<TokenVerifier> verifiers) {
        this.keys = keys;
        this.passwords = passwords;
        this.factor = factor;
        this.sessions = sessions;
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
            return authorized(authorization, presented);
        }
        String only = key != null ? key : planRadar;
        return only == null ? atConsole(presented.console()) : keys.verify(only.trim(), presented.address());
    }

    private Caller atConsole(Presented.@Nullable Console console) {
        Caller caller = console == null
                ? Caller.anonymous()
                : sessions.verify(console.cookie()).orElseGet(Caller::anonymous);
        if (console != null && console.writes() && !caller.isAnonymous()) {
            String token = Objects.requireNonNullElse(console.token(), "");
            if (!MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8),
                    console.cookie().writeToken().getBytes(StandardCharsets.UTF_8))) {
                throw Fault.forbidden("A change by a console session needs its page's token, in X-CSRF-Token.");
            }
        }
        return caller;
    }

    /**
     * The first of two steps at a page of ours: what may follow is asked by {@link SecondFactor}.
     *
     * @throws Fault 401, 429 and 503 as for a password that a request presents
     */
    public Caller byPassword(String user, String password, String address) {
        return passwords.verify(user, password, address);
    }

    private Caller withFactor(Caller caller, @Nullable String code) {
        if (factor.isNeeded(caller.user()) && !factor.holds(caller.user(), code)) {
            throw Fault.unauthenticated();
        }
        return caller;
    }

    private Caller authorized(String authorization, Presented presented) {
        String address = presented.address();
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
            return withFactor(passwords.verify(authorization.substring(BASIC.length()), address), presented.code());
        }
        throw Fault.unauthenticated();
    }
}
