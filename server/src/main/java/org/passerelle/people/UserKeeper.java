package org.passerelle.people;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Source;
import org.passerelle.operation.Call;
import org.passerelle.operation.Crud;
import org.passerelle.operation.Operation;

/** Accounts. What nobody may do to them, {@link UserGuard} knows. */
final class UserKeeper implements Crud.Keeper<Account, UserBody> {

    private final Catalogue catalogue;
    private final People people;
    private final PasswordMaker passwords;
    private final UserEvents events;
    private final Clock clock;

    UserKeeper(Catalogue catalogue, People people, PasswordMaker passwords, UserEvents events, Clock clock) {
        this.events = events;
        this.catalogue = catalogue;
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
    }

    @Override
    public Operation.Builder listing(Operation.Builder operation) {
        return operation
                .query("nameFilter", "A part of the login or the name, without case", "martin")
                .query("kind", "Only those of one kind: owner, inhouse or guest", "inhouse")
                .query("active", "Only active (true) or inactive (false) ones", "true");
    }

    @Override
    public Operation.Builder showing(Operation.Builder operation) {
        return Includes.declared(operation);
    }

    @Override
    public List<Account> all(Call call) {
        String part = call.query().one("nameFilter", "").toLowerCase(Locale.ROOT);
        Account.Kind kind =
                Optional.ofNullable(call.query().one("kind")).map(Members::kind).orElse(null);
        Boolean active = Optional.ofNullable(call.query().one("active"))
                .map(value -> Includes.flag("active", value))
                .orElse(null);
        return AccountStore.all(source(call), StructureStore.read(source(call))).stream()
                .filter(a -> (a.id() + "\n" + a.name()).toLowerCase(Locale.ROOT).contains(part))
                .filter(a -> kind == null || a.kind() == kind)
                .filter(a -> active == null || a.active() == active)
                .toList();
    }

    @Override
    public Optional<Account> find(Call call, String id) {
        return AccountStore.find(source(call), StructureStore.read(source(call)), id);
    }

    @Override
    public String id(Account account) {
        return account.id();
    }

    @Override
    public Object view(Account account) {
        return UserView.of(account, account.own(), List.of());
    }

    @Override
    public Object view(Account account, Call call) {
        return Includes.of(call.query()).show(account);
    }

    @Override
    public Account add(Call call, Crud.Wanted<UserBody> wanted) {
        String id = Account.checkedId("id", wanted.body().id());
        if (find(call, id).isPresent()) {
            throw Catalogue.taken("The user", id);
        }
        return keep(call, id, null, wanted);
    }

    @Override
    public Account change(Call call, Account before, Crud.Wanted<UserBody> wanted) {
        return keep(call, before.id(), before, wanted);
    }

    private Account keep(Call call, String id, @Nullable Account before, Crud.Wanted<UserBody> wanted) {
        Structure structure = StructureStore.read(call.change());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Account after = wanted.body().account(id, before, wanted::says, structure, now);
        var guard = new UserGuard(call.caller(), people, structure);
        if (before != null) {
            guard.mayTouch(before);
        }
        guard.mayGrow(before, after);
        if (wanted.says("password")) {
            guard.mayChoosePassword(after);
            String password = wanted.body().password();
            after = after.withPassword(password == null ? null : passwords.hash(id, password));
        }
        return save(call, before, after);
    }

    /** Roles, ACLs or groups of an account, put in place of those that it has. */
    Account give(Call call, Account before, Bundle own) {
        Structure structure = StructureStore.read(call.change());
        Account after = before.withOwn(own).in(structure);
        var guard = new UserGuard(call.caller(), people, structure);
        guard.mayTouch(before);
        guard.mayGrow(before, after);
        return save(call, before, after);
    }

    private Account save(Call call, @Nullable Account before, Account after) {
        if (before == null) {
            AccountStore.insert(call.change(), after);
        } else {
            AccountStore.update(call.change(), after);
            UserGuard.ownerStays(call.change(), before);
        }
        events.tell(call.change(), before == null ? "created" : "updated", after);
        return after;
    }

    @Override
    public void remove(Call call, Account account) {
        new UserGuard(call.caller(), people, Structure.EMPTY).mayTouch(account);
        AccountStore.delete(call.change(), account.id());
        UserGuard.ownerStays(call.change(), account);
        events.tell(call.change(), "deleted", account);
    }

    private Source source(Call call) {
        return call.unit().map(Source.class::cast).orElse(catalogue);
    }
}
