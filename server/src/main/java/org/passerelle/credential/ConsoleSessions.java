package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * Who is signed in to the console (wire.md §2). A session is kept here, not in the browser: it ends by sign-out, by whoever may end sessions,
 * with the password that opened it, when it is not used for long, and at its end at the latest. Thread-safe.
 */
@Singleton
public final class ConsoleSessions {

    private static final Duration STAMP = Duration.ofMinutes(1);

    private final ConsoleSessionStore store;
    private final People people;
    private final Callers callers;
    private final CredentialSettings settings;
    private final Clock clock;

    @Inject
    ConsoleSessions(Catalogue catalogue, People people, Callers callers, CredentialSettings settings, Clock clock) {
        this.store = new ConsoleSessionStore(catalogue);
        this.people = people;
        this.callers = callers;
        this.settings = settings;
        this.clock = clock;
    }

    /** Begins one, for somebody who has just proved who he is. */
    public ConsoleCookie open(Unit unit, String user) {
        Instant now = clock.instant();
        var cookie = ConsoleCookie.fresh(Secrets.sortableId(now));
        store.prune(unit, now);
        store.insert(
                unit,
                new ConsoleSession(
                        cookie.id(),
                        cookie.hash(),
                        user,
                        proof(user),
                        null,
                        now,
                        now,
                        now.plus(settings.consoleLifetime())));
        return cookie;
    }

    /** Whose it is; empty when it does not hold, or no more. */
    Optional<Caller> verify(ConsoleCookie cookie) {
        ConsoleSession session = store.find(cookie.id()).orElse(null);
        if (session == null || !same(session.hash(), cookie.hash()) || !holds(session)) {
            return Optional.empty();
        }
        stamp(session);
        var credential = new Caller.Credential(Caller.Kind.CONSOLE, session.id(), session.ends());
        String actingFor = session.actingFor();
        return callers.of(
                actingFor == null ? session.account() : actingFor,
                actingFor == null ? null : session.account(),
                credential,
                Permissions.ALL,
                Bounds.Bound.NONE);
    }

    /** When the session began in which this person sits there for himself; empty when there is none, or no more. Counts as a use. */
    public Optional<Instant> since(String id, String user) {
        Optional<ConsoleSession> session = store.find(id)
                .filter(known -> known.account().equals(user) && known.actingFor() == null)
                .filter(this::holds);
        session.ifPresent(this::stamp);
        return session.map(ConsoleSession::began);
    }

    private void stamp(ConsoleSession session) {
        Instant now = clock.instant();
        if (session.seen().plus(STAMP).isBefore(now)) {
            store.seen(session.id(), now);
        }
    }

    private boolean holds(ConsoleSession session) {
        Instant now = clock.instant();
        return now.isBefore(session.ends())
                && now.isBefore(session.seen().plus(settings.consoleIdle()))
                && same(session.proof(), proof(session.account()));
    }

    /**
     * From now on the session's person acts for somebody else.
     *
     * @param caller by whose session
     * @throws Fault 403 when he may not, 422 when there is no such account
     */
    public void actFor(Unit unit, Caller caller, String target) {
        if (caller.actor() != null) {
            throw Fault.forbidden("Who acts for another makes no credentials.");
        }
        store.actFor(unit, session(caller), callers.standingFor(caller, target));
    }

    /** From now on he acts for himself. */
    public void actForOneself(Unit unit, Caller caller) {
        store.actFor(unit, session(caller), null);
    }

    /** The id of the session by which somebody came. */
    private static String session(Caller caller) {
        if (caller.credential().kind() != Caller.Kind.CONSOLE) {
            throw Fault.forbidden("This is for the console's sessions.");
        }
        return caller.credential().id();
    }

    public void end(Unit unit, String id) {
        store.delete(unit, id);
    }

    /** Those of a person, and those in which others act for him. */
    public void endAll(Unit unit, String user) {
        store.deleteOf(unit, user);
    }

    /** What a sign-in proved: the password that the account has now. */
    private String proof(String user) {
        return Secrets.hash(people.find(user)
                .map(Account::password)
                .map(hash -> user + "\n" + hash)
                .orElse(user));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }
}
