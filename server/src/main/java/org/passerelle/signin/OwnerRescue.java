package org.passerelle.signin;

import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.People;
import org.passerelle.token.Revocations;

/** For an owner who cannot come in any more: helped at the machine that the server runs on, because nobody else may open his account. */
public record OwnerRescue(People people, Revocations revocations) {

    /**
     * Puts a password in the place of the one that is lost, takes the second factor away and the tokens back.
     *
     * @param hash of the password, which the rules have seen
     * @throws Fault 404 when there is no such owner
     */
    public void reset(Unit unit, String user, String hash) {
        Account owner = people.find(unit, user)
                .filter(Account::isOwner)
                .orElseThrow(() -> Fault.notFound("There is no owner {}.", user));
        people.update(unit, owner.withPassword(hash));
        SecondFactorStore.delete(unit, user);
        unit.touch(Topic.CREDENTIALS);
        revocations.user(unit, user);
    }
}
