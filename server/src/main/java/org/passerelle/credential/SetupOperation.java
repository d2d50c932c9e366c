package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Unit;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;

/** {@code POST /api/v1/setup}: makes the first owner, for whoever holds the set-up link. */
@Singleton
public final class SetupOperation implements Capability {

    private final FirstOwner firstOwner;
    private final Passwords passwords;

    @Inject
    SetupOperation(FirstOwner firstOwner, Passwords passwords) {
        this.firstOwner = firstOwner;
        this.passwords = passwords;
    }

    /** Who the owner shall be. */
    public record Setup(
            @Doc(value = "What stands behind token= in the set-up link") @Nullable
            String token,

            @Doc(value = "The login", example = "anne") @Nullable
            String user,

            @Doc(value = "The name; the login when left out", example = "Anne Martin") @Nullable
            String name,

            @Doc(value = "The password: 10 characters or more") @Nullable
            String password) {

        @Override
        public String toString() {
            return "setup of " + user;
        }
    }

    /** The owner that was made. */
    public record Owner(
            @Doc(value = "The login", example = "anne") String id,

            @Doc(value = "The name", example = "Anne Martin")
            String name,

            @Doc(value = "owner", example = "owner") String kind) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/setup")
                .named("setup.create", "Make the first owner, with the set-up link of the first start")
                .tag(Tag.USERS)
                .needs(Right.open())
                .takes(Setup.class, "setup")
                .answers(201, Shape.of(Owner.class, "user"))
                .changes(DryRun.CATALOGUE)
                .by(this::create));
    }

    private Reply create(Call call) {
        Setup body = call.body().as(Setup.class);
        String token = given("token", body.token());
        String user = Account.checkedId("user", body.user());
        String password = given("password", body.password());
        Unit unit = call.change();
        firstOwner.redeem(unit, token);
        PasswordRules.check(user, password);
        String name = body.name() == null || body.name().isBlank() ? user : body.name();
        Account owner = firstOwner.create(unit, user, name, passwords.hash(password));
        return Reply.created(
                new Owner(owner.id(), owner.name(), owner.kind().word()), "user", "/api/v1/users/" + owner.id());
    }

    private static String given(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Fault.badMember(member, "is missing");
        }
        return value;
    }
}
