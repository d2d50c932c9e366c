package org.passerelle.credential;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
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
public final class PasswordOperation implements Capability {

    private final People people;
    private final Passwords passwords;
    private final String nobody = PasswordHash.ofNobody();

    @Inject
    PasswordOperation(People people, Passwords passwords) {
        this.people = people;
        this.passwords = passwords;
    }

    /** The password that is, and the one that shall be. */
    public record Change(
            @Doc(value = "The present password") @Nullable String current,

            @Doc(value = "The new one: 10 characters or more") @Nullable
            String password) {

        @Override
        public String toString() {
            return "change of a password";
        }
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.put("/api/v1/auth/password")
                .named("auth.password", "Change one's own password")
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
        String current = given("current", body.current());
        String password = given("password", body.password());
        if (caller.actor() != null) {
            throw Fault.forbidden("Who acts for another does not change his password.");
        }
        call.change().touch(Topic.PEOPLE);
        Account account = people.find(call.change(), caller.user()).orElseThrow(Fault::unauthenticated);
        String hash = account.password();
        if (!passwords.matches(current, hash == null ? nobody : hash) || hash == null) {
            throw Fault.forbidden("The present password is another one.");
        }
        people.update(call.change(), account.withPassword(passwords.hash(account.id(), password)));
        return Reply.empty(204);
    }

    private static String given(String member, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw Fault.badMember(member, "is missing");
        }
        return value;
    }
}
