package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.credential.Credentials;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.signin.SignInTrail.By;

/**
 * Somebody who comes in at a page, step by step: his password; then, where there must be one, a code, or what his authenticator needs to show
 * one. Between the steps the page carries a ticket. Each attempt leaves a line in the audit log. Thread-safe.
 */
@Singleton
public final class SignIn {

    private final Credentials credentials;
    private final SecondFactors factors;
    private final Tickets tickets;
    private final SignInTrail trail;
    private final Catalogue catalogue;

    @Inject
    SignIn(Credentials credentials, SecondFactors factors, Tickets tickets, SignInTrail trail, Catalogue catalogue) {
        this.credentials = credentials;
        this.factors = factors;
        this.tickets = tickets;
        this.trail = trail;
        this.catalogue = catalogue;
    }

    /** What comes next. */
    public sealed interface Step {

        /** He is in. */
        record In(String user) implements Step {}

        /** A code is asked for. */
        record Code(String ticket) implements Step {}

        /** He must have a second factor, and has none: {@link #enrol} gives him one. */
        record Enrol(String ticket) implements Step {}
    }

    /** What an authenticator is given. */
    public record Secret(String text, String uri) {

        @Override
        public String toString() {
            return "a secret";
        }
    }

    /** @throws Fault 401 for what does not hold, 429 after too many of that, 503 when too many passwords are being checked */
    public Step begin(String user, String password, Call.Terms terms) {
        String known = tried(
                user,
                By.PASSWORD,
                terms,
                () -> credentials.byPassword(user, password, terms.address()).user());
        if (!factors.isNeeded(known)) {
            trail.in(known, By.PASSWORD, terms);
            return new Step.In(known);
        }
        String ticket = tickets.of(known);
        return factors.isOn(known) ? new Step.Code(ticket) : new Step.Enrol(ticket);
    }

    /**
     * @return who is in
     * @throws Fault 401 for a code that does not hold, or a ticket that holds no more
     */
    public String finish(String ticket, String code, Call.Terms terms) {
        String user = tickets.whose(ticket).orElseThrow(Fault::unauthenticated);
        tried(user, By.CODE, terms, () -> {
            if (!factors.holds(user, code)) {
                throw Fault.unauthenticated();
            }
            return user;
        });
        trail.in(user, By.CODE, terms);
        return user;
    }

    /**
     * Gives him who must have a second factor what his authenticator needs.
     *
     * @throws Fault 401 for a ticket that holds no more, 409 where there is a second factor by now
     */
    public Secret enrol(String ticket, URI server) {
        String user = tickets.whose(ticket).orElseThrow(Fault::unauthenticated);
        String secret = catalogue.change(unit -> factors.begin(unit, user));
        return new Secret(secret, Authenticator.uri(server, user, secret));
    }

    /**
     * Confirms it by a first code.
     *
     * @return the recovery codes, which are shown once
     * @throws Fault 401 for a code or a ticket that does not hold
     */
    public List<String> enrolled(String ticket, String code, Call.Terms terms) {
        String user = tickets.whose(ticket).orElseThrow(Fault::unauthenticated);
        List<String> codes = tried(
                user,
                By.CODE,
                terms,
                () -> catalogue.change(unit -> {
                    if (!factors.confirm(unit, user, code)) {
                        throw Fault.unauthenticated();
                    }
                    return RecoveryCodes.renew(unit, user);
                }));
        trail.in(user, By.CODE, terms);
        return codes;
    }

    /**
     * Somebody who comes back from another realm.
     *
     * @param visit tells who he is here
     * @throws Fault as the visit does
     */
    public String fromElsewhere(Supplier<String> visit, Call.Terms terms) {
        String user = tried("", By.REALM, terms, visit);
        trail.in(user, By.REALM, terms);
        return user;
    }

    private <T> T tried(String user, By by, Call.Terms terms, Supplier<T> step) {
        try {
            return step.get();
        } catch (Fault refused) {
            trail.refused(user, by, refused, terms);
            throw refused;
        }
    }

    /** Whose ticket it is; empty for one that was not made here, or holds no more. */
    public Optional<String> whose(String ticket) {
        return tickets.whose(ticket);
    }
}
