package org.passerelle.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Holdings;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;

/**
 * What nobody may do to an account, whatever ACLs he holds (wire.md §2):
 *
 * <pre>touch an owner's, unless it is his own
 * give it, openly or by way of what it held back, more than he holds himself
 * choose by what it is entered, unless he holds all that it could
 * be the last owner, and cease to be one</pre>
 *
 * @param structure with which the account shall be
 */
record UserGuard(Caller caller, People people, Structure structure) {

    /** @throws Fault 403 for an owner's account, unless it is the caller's own */
    void mayTouch(Account before) {
        if (before.isOwner() && !before.id().equals(caller.user())) {
            throw Fault.forbidden("An owner's account is changed by that owner only.");
        }
    }

    /**
     * Looks at what is said of the account, and at what it may do now: a profile taken away, a guest made in-house, an account switched
     * on again can bring to light what was given long ago.
     *
     * @throws Fault 403 that names what the caller lacks
     */
    void mayGrow(@Nullable Account before, Account after) {
        Giver giver = Giver.of(caller, people);
        giver.need(Growth.between(said(before), said(after)), structure);
        giver.need(Growth.between(now(before), now(after)), structure);
        if (before != null
                && !Objects.equals(before.contact().email(), after.contact().email())) {
            mayLetIn(after);
        }
    }

    /** @throws Fault 403 for one's own password, and for that of an account that could do more than the caller */
    void mayChoosePassword(Account after) {
        if (after.id().equals(caller.user())) {
            throw Fault.forbidden(
                    "One's own password is changed at /api/v1/auth/password, by who knows the present one.");
        }
        mayLetIn(after);
    }

    /** Who chooses a password, or the address that messages go to, could come in by it. */
    private void mayLetIn(Account after) {
        if (caller.actor() != null) {
            throw Fault.forbidden("Who acts for another chooses neither passwords nor addresses for messages.");
        }
        Giver.of(caller, people).need(said(after), structure);
    }

    /** @throws Fault 409 when there was an active owner before and is none now */
    static void ownerStays(Unit unit, Account before) {
        if (before.isOwner() && !AccountStore.hasActiveOwner(unit)) {
            throw Fault.conflict("There must be an active owner: make another one first.");
        }
    }

    /** Everything that was ever said of it, in force or not. */
    private Holdings said(@Nullable Account account) {
        if (account == null) {
            return Holdings.NOTHING;
        }
        var bundles = new ArrayList<Bundle>(List.of(account.own()));
        account.profiles().forEach(id -> bundles.add(structure.resolve(List.of(id), Bundle.EMPTY)));
        Holdings held = structure.holdings(new Bundle(
                bundles.stream().flatMap(b -> b.roles().stream()).toList(),
                bundles.stream().flatMap(b -> b.acls().stream()).toList(),
                bundles.stream().flatMap(b -> b.groupacls().stream()).toList()));
        return new Holdings(
                account.isOwner(), held.apiAccess(), held.acls(), held.tables(), held.roles(), held.groups());
    }

    /** What it may do at this moment. */
    private static Holdings now(@Nullable Account account) {
        return account == null || !account.active() || account.kind() == Account.Kind.GUEST
                ? Holdings.NOTHING
                : account.holdings();
    }
}
