package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;

/**
 * Whether someone may choose the password of an account, or hand out what lets its holder choose it: he could come in by it, so he must hold
 * all that the account could (wire.md §2). Thread-safe.
 */
@Singleton
public final class PasswordGuard {

    private final People people;

    @Inject
    public PasswordGuard(People people) {
        this.people = people;
    }

    /** @throws Fault 403 for an owner's account, for one's own, and for one that could do more than the caller */
    public void check(Unit unit, Caller caller, Account account) {
        var guard = new UserGuard(caller, people, StructureStore.read(unit));
        guard.mayTouch(account);
        guard.mayChoosePassword(account);
    }

    /** The same as an answer. */
    public boolean allows(Unit unit, Caller caller, Account account) {
        try {
            check(unit, caller, account);
            return true;
        } catch (Fault refused) {
            return false;
        }
    }
}
