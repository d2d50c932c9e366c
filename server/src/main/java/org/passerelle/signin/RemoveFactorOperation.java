package org.passerelle.signin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.passerelle.access.ApiType;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Topic;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.PasswordGuard;
import org.passerelle.people.People;

/** {@code DELETE /api/v1/users/{id}/second-factor}: for someone who has lost his authenticator and his recovery codes. */
@Singleton
public final class RemoveFactorOperation implements Capability {

    private final SecondFactors factors;
    private final People people;
    private final PasswordGuard guard;
    private final Letters letters;

    @Inject
    RemoveFactorOperation(SecondFactors factors, People people, PasswordGuard guard, Letters letters) {
        this.factors = factors;
        this.people = people;
        this.guard = guard;
        this.letters = letters;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.delete("/api/v1/users/{id}/second-factor")
                .named("users.removeSecondFactor", "Take away the second factor of a user who has lost it")
                .tag(Tag.USERS)
                .needs(Right.write(ApiType.USERS))
                .answers(204, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .by(this::remove));
    }

    private Reply remove(Call call) {
        call.change().touch(Topic.CREDENTIALS);
        String id = call.path("id");
        Account account = people.find(call.change(), id).orElseThrow(() -> Fault.notFound("There is no user {}.", id));
        guard.check(call.change(), call.caller(), account);
        if (!factors.isOn(id)) {
            throw Fault.notFound("The user {} has no second factor.", id);
        }
        factors.remove(call.change(), id);
        URI server = call.terms().publicUrl();
        call.change().afterCommit(() -> letters.news(account, Letters.News.SECOND_FACTOR_REMOVED, server));
        return Reply.empty(204);
    }
}
