package org.passerelle.token;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Level;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.People;

/**
 * {@code DELETE /api/v1/auth/tokens}: takes tokens back (wire.md §2; DigDash D12 and better). One's own are anyone's to end who is known;
 * those of others need {@code authentication:rw}. Those of an owner too: it takes nothing from him that he cannot make again.
 */
@Singleton
public final class RevocationOperation implements Capability {

    private static final List<String> WAYS = List.of("jti", "user", "client", "all");

    private final Revocations revocations;
    private final Tokens tokens;
    private final People people;

    @Inject
    RevocationOperation(Revocations revocations, Tokens tokens, People people) {
        this.revocations = revocations;
        this.tokens = tokens;
        this.people = people;
    }

    @Override
    public List<Operation> operations() {
        return List.of(Operation.delete("/api/v1/auth/tokens")
                .named(
                        "auth.tokens.revoke",
                        "Take tokens back: one, a user's, a client's, all; say which by one parameter")
                .tag(Tag.AUTHENTICATION)
                .needs(Right.permitted())
                .query("jti", "The token's jti", "AGc_e9sJ0q3m7c9eAGc_e9sJ0q3m7c9eAGc_e9sJ")
                .query("user", "A user, for all tokens that were made for him, and by which he acts for others", "anne")
                .query("client", "An OAuth client, for all tokens that were given to it", "import")
                .query("all", "true, for all tokens", "true")
                .answers(204, Shape.NOTHING)
                .changes(DryRun.CATALOGUE)
                .by(this::revoke));
    }

    private Reply revoke(Call call) {
        Params query = call.query();
        List<String> ways = WAYS.stream().filter(query::has).toList();
        if (ways.size() != 1) {
            throw Fault.badRequest("Say what to take back by one of {}.", String.join(", ", WAYS));
        }
        String value = query.one(ways.getFirst(), "");
        if (value.isEmpty()) {
            throw Fault.badRequest("{} must have a value.", ways.getFirst());
        }
        switch (ways.getFirst()) {
            case "jti" -> token(call, value);
            case "user" -> user(call, value);
            case "client" -> {
                needsRight(call.caller());
                revocations.client(call.change(), value);
            }
            default -> {
                if (!value.equals("true")) {
                    throw Fault.badRequest("all must be true.");
                }
                needsRight(call.caller());
                revocations.all(call.change());
            }
        }
        return Reply.empty(204);
    }

    private void token(Call call, String text) {
        TokenId id = TokenId.parse(text);
        if (id == null) {
            throw Fault.badRequest("jti is the id of a token: 40 letters, digits, - and _.");
        }
        Caller caller = call.caller();
        boolean own =
                Stream.of(caller.user(), caller.actor()).anyMatch(maker -> maker != null && tokens.isOf(id, maker));
        if (!own) {
            needsRight(caller);
        }
        revocations.token(call.change(), id);
    }

    private void user(Call call, String user) {
        Caller caller = call.caller();
        if (!user.equals(caller.actor() == null ? caller.user() : caller.actor())) {
            needsRight(caller);
        }
        if (people.find(call.change(), user).isEmpty()) {
            throw Fault.notFound("There is no account {}.", user);
        }
        revocations.user(call.change(), user);
    }

    private static void needsRight(Caller caller) {
        if (!caller.level(ApiType.AUTHENTICATION).holds(Level.RW)) {
            throw Fault.forbidden("Taking back what is not one's own needs the right authentication:rw.");
        }
    }
}
