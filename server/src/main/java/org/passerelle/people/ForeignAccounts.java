package org.passerelle.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;

/**
 * Accounts of people whom another realm vouches for. It decides on roles that the settings name, and on nothing else: none of its people is an
 * owner, and what was given to them here stays. Thread-safe.
 */
@Singleton
public final class ForeignAccounts {

    private final People people;

    @Inject
    public ForeignAccounts(People people) {
        this.people = people;
    }

    /**
     * Makes one, in-house and without a password.
     *
     * @param email kept where it can be one
     * @throws Fault 400 for what cannot be a login, 409 for one that is taken: nobody becomes another by his name elsewhere
     */
    public Account make(Unit unit, String id, String name, @Nullable String email, Set<String> roles, Instant now) {
        Account.checkedId("login", id);
        if (people.find(unit, id).isPresent()) {
            throw Catalogue.taken("The account", id);
        }
        Structure structure = StructureStore.read(unit);
        var account = new Account(id, Members.name(name, id), Account.Kind.INHOUSE, true, List.of(), null, now)
                .with(new Account.Contact(email(email), null, null, null))
                .withOwn(new Bundle(known(roles.stream(), structure), List.of(), List.of()))
                .in(structure);
        AccountStore.insert(unit, account);
        return account;
    }

    private static @Nullable String email(@Nullable String given) {
        try {
            return Members.email(given);
        } catch (Fault none) {
            return null;
        }
    }

    /**
     * What the other realm says now takes the place of what it said before.
     *
     * @param decided the roles on which it decides
     */
    public void giveRoles(Unit unit, Account account, Set<String> decided, Set<String> roles) {
        Structure structure = StructureStore.read(unit);
        Stream<String> kept = account.own().roles().stream().filter(role -> !decided.contains(role));
        List<String> now = known(Stream.concat(kept, roles.stream()), structure);
        if (!Objects.equals(Set.copyOf(now), Set.copyOf(account.own().roles()))) {
            Bundle own = account.own();
            AccountStore.update(unit, account.withOwn(new Bundle(now, own.acls(), own.groupacls())));
        }
    }

    private static List<String> known(Stream<String> roles, Structure structure) {
        return roles.filter(structure.roles()::containsKey).distinct().toList();
    }
}
