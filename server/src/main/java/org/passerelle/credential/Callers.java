package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Licences;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/**
 * From a verified credential to its caller: what accounts may do is read from them now, at each call. Who acts for another must be able to
 * now, and nobody acts for an owner (wire.md §2). Thread-safe.
 */
@Singleton
public final class Callers {

    private final People people;
    private final Licences licences;

    @Inject
    public Callers(People people, Licences licences) {
        this.people = people;
        this.licences = licences;
    }

    /** Of an account for itself; empty when it is not active, or no more. */
    public Optional<Caller> of(String user, Caller.Credential credential, Permissions permissions, Bounds.Bound own) {
        return of(user, null, credential, permissions, own);
    }

    /**
     * @param actor who acts for the user; null when nobody does
     * @return empty when the user is not active, or the actor may not act for him, or no more
     */
    public Optional<Caller> of(
            String user,
            @Nullable String actor,
            Caller.Credential credential,
            Permissions permissions,
            Bounds.Bound own) {
        Account account = people.find(user).filter(Account::active).orElse(null);
        if (account == null) {
            return Optional.empty();
        }
        List<Bounds.Bound> holders = List.of(bound(account));
        if (actor != null) {
            Account acting = people.find(actor).orElse(null);
            if (acting == null || !mayAct(acting, account)) {
                return Optional.empty();
            }
            holders = List.of(bound(account), bound(acting));
        }
        return Optional.of(new Caller(
                user,
                actor,
                credential,
                permissions,
                account.holdings(),
                new Bounds(own, holders),
                licences.of(user, actor)));
    }

    private static Bounds.Bound bound(Account account) {
        return new Bounds.Bound(
                account.effective().rateLimit(), account.limits().ips());
    }

    /** When the accounts were made, or the younger of them. */
    public Instant born(String user, @Nullable String actor) {
        Instant one = people.find(user).orElseThrow().created();
        Instant other = actor == null ? one : people.find(actor).orElseThrow().created();
        return one.isAfter(other) ? one : other;
    }

    /** Whether the accounts are those of whom {@link #born} said this: one made later is another of the same name. */
    public boolean areStill(String user, @Nullable String actor, Instant born) {
        return isStill(user, born) && (actor == null || isStill(actor, born));
    }

    private boolean isStill(String user, Instant born) {
        return people.find(user)
                .filter(account -> !account.created().isAfter(born))
                .isPresent();
    }

    private static boolean mayAct(Account actor, Account target) {
        return !target.isOwner() && actor.apiAccess() && actor.holdings().holds(Acls.IMPERSONATE);
    }

    /**
     * For whom a new credential shall stand.
     *
     * @param target another account, or null for one's own
     * @throws Fault 403 when the maker may not act for it, 422 when there is no such account
     */
    public String standingFor(Caller maker, @Nullable String target) {
        if (target == null || target.isBlank() || target.equals(maker.user())) {
            return maker.user();
        }
        if (!maker.holds(Acls.IMPERSONATE)) {
            throw Fault.forbidden("Acting for another needs the ACL {}.", Acls.IMPERSONATE);
        }
        Account account = people.find(target)
                .filter(Account::active)
                .orElseThrow(() -> Fault.inconsistentMember("targetUser", "there is no such active account"));
        if (account.isOwner()) {
            throw Fault.forbidden("Nobody acts for an owner.");
        }
        return account.id();
    }
}
