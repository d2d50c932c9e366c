package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * The first owner: made once, at the command line or by whoever holds the set-up link that the first start prints. The link dies when it
 * is used, when another is made, and when there is an owner. Thread-safe.
 */
@Singleton
public final class FirstOwner {

    private static final int TOKEN = 32;

    private final People people;
    private final Clock clock;

    @Inject
    public FirstOwner(People people, Clock clock) {
        this.people = people;
        this.clock = clock;
    }

    /** The token of a new link: 190 random bits, of which only a hash is kept. */
    public String invite(Unit unit) {
        String token = Secrets.fresh(TOKEN);
        unit.run("DELETE FROM setup_link");
        unit.run("INSERT INTO setup_link (hash, created) VALUES (?, ?)", Secrets.hash(token), clock.millis());
        return token;
    }

    /**
     * Uses the link up.
     *
     * @throws Fault 403 when it does not hold, or holds no more
     */
    void redeem(Unit unit, String token) {
        boolean held = unit.run("DELETE FROM setup_link WHERE hash = ?", Secrets.hash(token)) == 1;
        if (!held || people.hasOwner(unit)) {
            throw Fault.forbidden("This set-up link does not hold, or holds no more.");
        }
    }

    /**
     * @param hash of the password, which {@link PasswordRules} has seen
     * @throws Fault 409 when there is an owner or such an account already
     */
    public Account create(Unit unit, String user, String name, String hash) {
        if (people.hasOwner(unit)) {
            throw Fault.conflict("There is an owner already.");
        }
        var owner = new Account(
                Account.checkedId("user", user),
                name,
                Account.Kind.OWNER,
                true,
                Set.of(),
                hash,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        people.insert(unit, owner);
        unit.run("DELETE FROM setup_link");
        return owner;
    }
}
