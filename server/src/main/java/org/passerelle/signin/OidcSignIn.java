package org.passerelle.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.oauth2.sdk.GeneralException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Vault;
import org.passerelle.fault.Fault;

/**
 * The sign-in at another realm: out to it, and back. What must come back is kept in a cookie of the browser that goes, sealed, for ten minutes: an
 * answer that another browser was given opens nothing (login CSRF). Thread-safe.
 */
@Singleton
public final class OidcSignIn {

    private static final Logger LOG = Logger.getLogger(OidcSignIn.class);
    private static final Duration LASTS = Duration.ofMinutes(10);

    private final OidcSettings settings;
    private final OidcAccounts accounts;
    private final Sealed sealed;
    private final Clock clock;

    @Inject
    OidcSignIn(OidcSettings settings, OidcAccounts accounts, Vault vault, Clock clock) {
        this.settings = settings;
        this.accounts = accounts;
        this.sealed = new Sealed(vault);
        this.clock = clock;
    }

    /**
     * A browser on its way out.
     *
     * @param cookie what it must bring back
     */
    public record Out(URI to, String cookie) {}

    /** What the cookie holds, sealed. */
    record Kept(OidcProvider.Visit visit, long until) {}

    /** As the button says it; empty where there is no other realm. */
    public Optional<String> name() {
        return settings.isOn() ? Optional.of(settings.name()) : Optional.empty();
    }

    /**
     * @param back where the other realm sends the browser
     * @throws Fault 404 where there is no other realm, 503 where it does not answer
     */
    public Out begin(URI back) {
        var visit = OidcProvider.Visit.fresh();
        try {
            URI door = provider().door(visit, back);
            return new Out(
                    door,
                    sealed.seal(new Kept(visit, clock.instant().plus(LASTS).toEpochMilli())));
        } catch (IOException | GeneralException e) {
            throw away(e);
        }
    }

    /**
     * @param cookie of {@link #begin}
     * @param state which the answer says
     * @param issuer which the answer says, where it does (RFC 9207)
     * @return the account that is his here
     * @throws Fault 403 for whom there is none, 401 for an answer that does not hold, 503 where the realm does not answer
     */
    public String finish(
            @Nullable String cookie, @Nullable String state, @Nullable String code, @Nullable String issuer, URI back) {
        OidcProvider provider = provider();
        Kept kept = sealed.open(Objects.requireNonNullElse(cookie, ""), Kept.class)
                .filter(known -> known.until() > clock.millis())
                .orElse(null);
        if (kept == null
                || code == null
                || !kept.visit().state().equals(state)
                || issuer != null && !issuer.equals(String.valueOf(settings.issuer()))) {
            throw Fault.unauthenticated();
        }
        try {
            return accounts.account(provider.person(code, kept.visit(), back));
        } catch (BadJOSEException | JOSEException | GeneralException e) {
            LOG.infof("a sign-in at %s was refused: %s", settings.issuer(), e.getMessage());
            throw Fault.unauthenticated();
        } catch (IOException e) {
            throw away(e);
        }
    }

    private OidcProvider provider() {
        URI issuer = settings.issuer();
        if (issuer == null) {
            throw Fault.notFound("Nobody signs in at another realm here.");
        }
        return new OidcProvider(settings, issuer);
    }

    private static Fault away(Exception e) {
        return Fault.unavailable(
                "The other realm does not answer. Try again, or use a password.", Duration.ofSeconds(30), e);
    }
}
