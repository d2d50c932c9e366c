package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;

/** {@code POST /api/v1/auth/password}: a password, chosen by whoever holds a link for it. */
@Singleton
public final class RedeemOperation implements Capability {

    private final PasswordLinks links;
    private final PasswordChange change;

    @Inject
    RedeemOperation(PasswordLinks links, PasswordChange change) {
        this.links = links;
        this.change = change;
    }

    /** What the link says, and the password that shall be. */
    public record Choice(
            @Doc("What stands behind token= in the link") @Nullable
            String token,

            @Doc("The password: 10 characters or more") @Nullable
            String password) {

        @Override
        public String toString() {
            return "choice of a password";
        }
    }

    /** Whose password it is. */
    public record Chosen(
            @Doc(value = "The login", example = "anne") String user,

            @Doc(value = "The name", example = "Anne Martin")
            String name) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.post("/api/v1/auth/password")
                .named("auth.choosePassword", "Choose a password by a link; what the old one opened ends")
                .tag(Tag.USERS)
                .needs(Right.open())
                .takes(Choice.class, "passwordChoice")
                .answers(200, Shape.of(Chosen.class, "user"))
                .changes(DryRun.CATALOGUE)
                .by(this::choose));
    }

    private Reply choose(Call call) {
        Choice body = call.body().as(Choice.class);
        String token = Given.text("token", body.token());
        String password = Given.text("password", body.password());
        call.change().touch(Topic.PEOPLE);
        Account account = links.redeem(call.change(), token);
        change.make(call.change(), account, password, call.terms().publicUrl());
        return Reply.ok(new Chosen(account.id(), account.name()), "user");
    }
}
