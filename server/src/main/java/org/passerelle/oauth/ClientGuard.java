package org.passerelle.oauth;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.catalogue.Unit;
import org.passerelle.credential.Callers;
import org.passerelle.credential.Delegation;
import org.passerelle.fault.Fault;
import org.passerelle.limit.LimitSettings;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * What nobody may do by way of a client, whatever ACLs he holds (wire.md §2):
 *
 * <pre>make one that can do more than he can, or make one grow so
 * make one for another, unless he may act for him; its tokens then say so
 * see the secret of one that stands for somebody else
 * touch an owner's, unless he is that owner
 * make one, or ask for a secret, by a token: what a token makes would outlive it</pre>
 */
@Singleton
final class ClientGuard {

    private final People people;
    private final Callers callers;
    private final LimitSettings limits;

    @Inject
    ClientGuard(People people, Callers callers, LimitSettings limits) {
        this.people = people;
        this.callers = callers;
        this.limits = limits;
    }

    /** @throws Fault 403 for an owner's client, unless it is the caller's own */
    void mayTouch(Unit unit, Caller caller, Client client) {
        String user = client.user();
        boolean owners = user != null
                && !user.equals(caller.user())
                && people.find(unit, user).filter(Account::isOwner).isPresent();
        if (owners) {
            throw Fault.forbidden("An owner's client is changed by that owner only.");
        }
    }

    /**
     * @param before null for a new one
     * @throws Fault 403 that names what the caller may not give, 422 for a user that there is not
     */
    void mayHave(Caller caller, @Nullable Client before, Client after) {
        if (before == null || after.growsFrom(before)) {
            mayMake(caller, after);
        }
        if (before == null || !after.ips().equals(before.ips())) {
            Delegation.addresses(caller, after.ips().orNull());
        }
        if (before == null || !Objects.equals(after.rateLimit(), before.rateLimit())) {
            Delegation.rate(caller, after.rateLimit(), limits.rateLimit());
        }
    }

    /** @throws Fault 403 when the client stands for somebody else, or could do more than the caller */
    void maySeeSecret(Caller caller, Client client) {
        String holder = client.holder();
        if (holder != null && !holder.equals(caller.user())) {
            throw Fault.forbidden("A client's secret is told to whom it stands for only.");
        }
        mayMake(caller, client);
    }

    private void mayMake(Caller caller, Client client) {
        if (switch (caller.credential().kind()) {
            case JWT, OAUTH -> true;
            case NONE, EVERYBODY, PERMISSION, PASSWORD, API_KEY, CONSOLE -> false;
        }) {
            throw Fault.forbidden("A token makes no clients: come with a password, an API key or the console.");
        }
        Delegation.check(caller, client.permissions());
        if (client.user() != null) {
            callers.standingFor(caller, client.user());
        }
        boolean forHimself = caller.user().equals(client.user())
                && !client.has(GrantKind.AUTHORIZATION_CODE)
                && !client.has(GrantKind.TOKEN_EXCHANGE);
        if (!forHimself) {
            mustHold(caller, client);
        }
    }

    /** Where others lend their rights to it, its maker must have what it may use of them. */
    private static void mustHold(Caller caller, Client client) {
        List<String> lacking = new ArrayList<>();
        for (ApiType type : ApiType.values()) {
            var wanted = client.permissions().of(type);
            if (!caller.level(type).holds(wanted)) {
                lacking.add(type.word() + ":" + wanted.word());
            }
        }
        if (!lacking.isEmpty()) {
            throw Fault.forbidden("You cannot give what you do not hold: {}.", String.join(", ", lacking));
        }
    }
}
