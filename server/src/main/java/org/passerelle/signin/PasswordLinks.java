package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.ApiType;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Callers;
import org.passerelle.credential.Secrets;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.PasswordGuard;
import org.passerelle.people.People;

/**
 * Links by which one chooses a password. A link works once, until it ends, until the account has another password, and for as long as
 * its maker might still choose that password himself. Only the hash of its token is kept. Thread-safe.
 */
@Singleton
final class PasswordLinks {

    private static final int TOKEN = 32;
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Caller.Credential THEN = new Caller.Credential(Caller.Kind.PASSWORD, "", null);

    private final People people;
    private final PasswordGuard guard;
    private final Callers callers;
    private final Clock clock;

    @Inject
    PasswordLinks(People people, PasswordGuard guard, Callers callers, Clock clock) {
        this.people = people;
        this.guard = guard;
        this.callers = callers;
        this.clock = clock;
    }

    /**
     * A link, while it can be told.
     *
     * @param token 190 random bits
     */
    record Made(String token, Instant ends) {

        @Override
        public String toString() {
            return "a link until " + ends;
        }
    }

    /** @throws Fault 403 when the caller may not choose the account's password, 409 when nobody could come in by it */
    Made make(Unit unit, Caller maker, Account account, PasswordLink.Purpose purpose) {
        guard.check(unit, maker, account);
        if (!account.active()) {
            throw Fault.conflict("The account {} is not active: no link could open it.", account.id());
        }
        if (purpose == PasswordLink.Purpose.INVITE && account.password() != null) {
            throw Fault.conflict("The account {} has a password already: make a reset link.", account.id());
        }
        return make(unit, account, maker.user(), maker.permissions(), purpose);
    }

    /** For someone who says that he has forgotten his password, and is told by mail; null where there is nothing to be told. */
    @Nullable
    Made forgotten(Unit unit, Account account) {
        boolean told = PasswordLinkStore.wasAskedFor(
                unit, account.id(), clock.instant().minus(PAUSE));
        return told || !mayForget(account)
                ? null
                : make(unit, account, null, Permissions.NONE, PasswordLink.Purpose.RESET);
    }

    private Made make(
            Unit unit, Account account, @Nullable String maker, Permissions permissions, PasswordLink.Purpose purpose) {
        String token = Secrets.fresh(TOKEN);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var link =
                new PasswordLink(account.id(), maker, permissions, passwordOf(account), now, now.plus(purpose.lasts()));
        PasswordLinkStore.insert(unit, Secrets.hash(token), link);
        return new Made(token, link.ends());
    }

    /**
     * Uses the link up.
     *
     * @return whose password it lets its holder choose
     * @throws Fault 403, always the same, when it does not hold, or holds no more
     */
    Account redeem(Unit unit, String token) {
        String hash = Secrets.hash(token);
        PasswordLink link = PasswordLinkStore.find(unit, hash).orElseThrow(PasswordLinks::dead);
        Account account = people.find(unit, link.account()).orElseThrow(PasswordLinks::dead);
        if (!PasswordLinkStore.delete(unit, hash)
                || !link.ends().isAfter(clock.instant())
                || !link.password().equals(passwordOf(account))
                || !account.active()
                || !holds(unit, link, account)) {
            throw dead();
        }
        return account;
    }

    /** What the maker lost since, or the account got, is not to be had by a link from before. */
    private boolean holds(Unit unit, PasswordLink link, Account account) {
        return link.madeBy() == null
                ? mayForget(account)
                : callers.of(link.madeBy(), THEN, link.permissions(), Bounds.Bound.NONE)
                        .filter(maker -> Access.may(maker, Right.write(ApiType.USERS), ""))
                        .filter(maker -> guard.allows(unit, maker, account))
                        .isPresent();
    }

    /**
     * An owner's mailbox is no way to his place: who runs the server helps him. Who has no password here, because a directory or another
     * realm vouches for him, gets none by this: he would come in after they have let him go.
     */
    private static boolean mayForget(Account account) {
        return account.active()
                && !account.isOwner()
                && account.password() != null
                && account.contact().email() != null;
    }

    private static String passwordOf(Account account) {
        String password = account.password();
        return password == null ? "" : Secrets.hash(password);
    }

    private static Fault dead() {
        return Fault.forbidden("This link does not hold, or holds no more.");
    }
}
