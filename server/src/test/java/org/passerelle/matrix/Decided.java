package org.passerelle.matrix;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.access.Access;
import org.passerelle.access.Action;
import org.passerelle.access.Caller;
import org.passerelle.access.Demand;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.operation.Operation;
import org.passerelle.people.Account.Kind;

/**
 * The decision alone, without a server around it, so that one with a bug can be put in its place. What comes before the decision,
 * whether a credential holds, is no part of it, nor is what comes after, that tokens make no tokens.
 */
record Decided(Operation operation, Deed deed, Account account, Credential credential) {

    /** Who asks for what. */
    record Asked(Caller caller, Demand demand) {}

    /** A decision that is right. */
    static final UnaryOperator<Asked> AS_IT_IS = asked -> asked;

    /** @param bug what the decision mistakes a question for */
    int refusal(UnaryOperator<Asked> bug) {
        boolean ownersPlace = credential.isActing() && account.kind().equals("owner");
        if (!credential.isGood() || ownersPlace || !credential.isNobody() && !account.active()) {
            return 401;
        }
        Asked asked = bug.apply(new Asked(caller(), new Demand(right(), deed.table(), demand().byToken())));
        return switch (Access.decide(asked.caller(), asked.demand())) {
            case Access.Granted g -> 0;
            case Access.Unknown u -> 401;
            case Access.Unseated u -> 403;
            case Access.Refused r -> 403;
        };
    }

    private Demand demand() {
        return operation.demand(deed.table());
    }

    /** Of the actions that open an operation, the one that this use of it needs. */
    private Right right() {
        if (!(operation.right() instanceof Right.Data(Set<Action> actions))) {
            return operation.right();
        }
        if (actions.contains(Action.EXPORT)) {
            return Right.data(deed.isFile() ? Action.EXPORT : Action.LIST);
        }
        return actions.contains(Action.READ) && actions.contains(Action.UPDATE)
                ? Right.data(deed.body() == null ? Action.READ : Action.UPDATE)
                : operation.right();
    }

    private Caller caller() {
        if (credential.isNobody()) {
            return Caller.anonymous();
        }
        var kind = switch (credential.means()) {
            case "password" -> Caller.Kind.PASSWORD;
            case "jwt", "acting" -> Caller.Kind.JWT;
            case "oauth" -> Caller.Kind.OAUTH;
            default -> Caller.Kind.API_KEY;
        };
        Map<String, String> words = credential.permissions();
        var held = new org.passerelle.people.Account(
                account.name(),
                account.name(),
                Kind.of(account.kind()).orElseThrow(),
                account.active(),
                account.acls(),
                null,
                Instant.EPOCH);
        return new Caller(
                account.name(),
                null,
                new Caller.Credential(kind, "id", null),
                words == null ? Permissions.ALL : Permissions.parse(words),
                held.holdings());
    }
}
