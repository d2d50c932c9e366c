package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.passerelle.catalogue.Vault;
import org.passerelle.credential.Secrets;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/** What a page carries between the steps of a sign-in: sealed, for five minutes, and for the password that was shown. Thread-safe. */
@Singleton
final class Tickets {

    private static final Duration LASTS = Duration.ofMinutes(5);

    private final People people;
    private final Sealed sealed;
    private final Clock clock;

    @Inject
    Tickets(People people, Vault vault, Clock clock) {
        this.people = people;
        this.sealed = new Sealed(vault);
        this.clock = clock;
    }

    /** What a ticket says, sealed. */
    record Ticket(String user, String password, long until) {}

    /** For somebody who has shown his password. */
    String of(String user) {
        return sealed.seal(
                new Ticket(user, passwordOf(user), clock.instant().plus(LASTS).toEpochMilli()));
    }

    /** Whose it is; empty for one that was not made here, or holds no more. */
    Optional<String> whose(String ticket) {
        return sealed.open(ticket, Ticket.class)
                .filter(known -> known.until() > clock.millis())
                .filter(known -> known.password().equals(passwordOf(known.user())))
                .map(Ticket::user);
    }

    /** Another password, or an account that is switched off, and the ticket is worth nothing. */
    private String passwordOf(String user) {
        return people.find(user)
                .filter(Account::active)
                .map(account -> Secrets.hash("ticket " + account.password()))
                .orElse("");
    }
}
