package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.credential.PasswordProof;
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
import org.passerelle.people.People;

/** {@code PUT /api/v1/auth/password}: one's own password, changed by who knows the present one (wire.md §8). */
@Singleton
public final class OwnPasswordOperation implements Capability {

    private final People people;
    private final PasswordProof proof;
    private final PasswordChange change;

    @Inject
    OwnPasswordOperation(People people, PasswordProof proof, PasswordChange change) {
        this.people = people;
        this.proof = proof;
        this.change = change;
    }

    /** The password that is, and the one that shall be. */
    public record Change(
            @Doc("The present password") @Nullable String current,

            @Doc("The new one: 10 characters or more") @Nullable
            String password) {

        @Override
        public String toString() {
            return "change of a password";
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.put("/api/v1/auth/password")
                .named("auth.password", "Change one's own password; one's sessions and tokens end")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.permitted())
                .takes(Change.class, "password")
                .answers(204, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .by(this::change));
    }

    private Reply change(Call call) {
        Caller caller = call.caller();
        Change body = call.body().as(Change.class);
        Given.text("current", body.current());
        String password = Given.text("password", body.password());
        if (caller.actor() != null) {
            throw Fault.forbidden("Who acts for another does not change his password.");
        }
        call.change().touch(Topic.PEOPLE);
        Account account = people.find(call.change(), caller.user()).orElseThrow(Fault::unauthenticated);
        proof.demand(account, body.current(), call.terms().address());
        change.make(call.change(), account, password, call.terms().publicUrl());
        return Reply.empty(204);
    }
}
