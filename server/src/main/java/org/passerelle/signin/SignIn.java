package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Vault;
import org.passerelle.credential.Credentials;
import org.passerelle.credential.Secrets;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * Somebody who comes in at a page, step by step: his password; then, where there must be one, a code, or what his authenticator needs to show
 * one. Between the steps the page carries a ticket: sealed, for five minutes, and for the password that was shown. Thread-safe.
 */
@Singleton
public final class SignIn {

    private static final Duration LASTS = Duration.ofMinutes(5);

    private final Credentials credentials;
    private final SecondFactors factors;
    private final People people;
    private final Catalogue catalogue;
    private final Sealed sealed;
    private final Clock clock;

    @Inject
    SignIn(
            Credentials credentials,
            SecondFactors factors,
            People people,
            Catalogue catalogue,
            Vault vault,
            Clock clock) {
        this.credentials = credentials;
        this.factors = factors;
        this.people = people;
        this.catalogue = catalogue;
        this.sealed = new Sealed(vault);
        this.clock = clock;
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

    /** What a ticket says, sealed. */
    record Ticket(String user, String password, long until) {}

    /** @throws Fault 401 for what does not hold, 429 after too many of that, 503 when too many passwords are being checked */
    public Step begin(String user, String password, String address) {
        String known = credentials.byPassword(user, password, address).user();
        if (!factors.isNeeded(known)) {
            return new Step.In(known);
        }
        String ticket = sealed.seal(
                new Ticket(known, passwordOf(known), clock.instant().plus(LASTS).toEpochMilli()));
        return factors.isOn(known) ? new Step.Code(ticket) : new Step.Enrol(ticket);
    }

    /**
     * @return who is in
     * @throws Fault 401 for a code that does not hold, or a ticket that holds no more
     */
    public String finish(String ticket, String code) {
        String user = opened(ticket).orElseThrow(Fault::unauthenticated).user();
        if (!factors.holds(user, code)) {
            throw Fault.unauthenticated();
        }
        return user;
    }

    /**
     * Gives him who must have a second factor what his authenticator needs.
     *
     * @throws Fault 401 for a ticket that holds no more, 409 where there is a second factor by now
     */
    public Secret enrol(String ticket, URI server) {
        String user = opened(ticket).orElseThrow(Fault::unauthenticated).user();
        String secret = catalogue.change(unit -> factors.begin(unit, user));
        return new Secret(secret, Authenticator.uri(server, user, secret));
    }

    /**
     * Confirms it by a first code.
     *
     * @return the recovery codes, which are shown once
     * @throws Fault 401 for a code or a ticket that does not hold
     */
    public List<String> enrolled(String ticket, String code) {
        String user = opened(ticket).orElseThrow(Fault::unauthenticated).user();
        return catalogue.change(unit -> {
            if (!factors.confirm(unit, user, code)) {
                throw Fault.unauthenticated();
            }
            return RecoveryCodes.renew(unit, user);
        });
    }

    /** Whose ticket it is; empty for one that was not made here, or holds no more. */
    public Optional<String> whose(String ticket) {
        return opened(ticket).map(Ticket::user);
    }

    private Optional<Ticket> opened(String ticket) {
        return sealed.open(ticket, Ticket.class)
                .filter(known -> known.until() > clock.millis())
                .filter(known -> known.password().equals(passwordOf(known.user())));
    }

    /** Another password, or an account that is switched off, and the ticket is worth nothing. */
    private String passwordOf(String user) {
        return people.find(user)
                .filter(Account::active)
                .map(account -> Secrets.hash("ticket " + account.password()))
                .orElse("");
    }
}
