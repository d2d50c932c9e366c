package org.passerelle.credential;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.ApiType;
import org.passerelle.access.Bounds;
import org.passerelle.access.Caller;
import org.passerelle.access.Permissions;
import org.passerelle.access.Reason;
import org.passerelle.access.Right;
import org.passerelle.access.Rule;
import org.passerelle.access.Sentence;
import org.passerelle.fault.Fault;
import org.passerelle.licence.Licences;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operations;
import org.passerelle.operation.Params;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.people.Account;
import org.passerelle.people.People;

/**
 * {@code GET /api/v1/access/explain}: why somebody may do something, or may not (wire.md §8). Of oneself everyone may ask, of others who
 * may read users; the text of row rules is told to these alone. The reasons are those that the gate decides by.
 */
@Singleton
public final class ExplainOperation implements Capability {

    private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");

    private final Provider<Operations> operations;
    private final People people;
    private final KeyStore keys;
    private final Instance<StandIn.Known> others;
    private final Licences licences;

    @Inject
    ExplainOperation(
            Provider<Operations> operations,
            People people,
            KeyStore keys,
            Instance<StandIn.Known> others,
            Licences licences) {
        this.operations = operations;
        this.people = people;
        this.keys = keys;
        this.others = others;
        this.licences = licences;
    }

    /** One rule. */
    public record Why(
            @Doc(value = "Whether it holds", example = "true")
            boolean holds,

            @Doc(value = "In English", example = "The account holds the ACL users:r.")
            String en,

            @Doc(value = "In French", example = "Le compte détient l'autorisation users:r.")
            String fr) {

        static Why of(Reason reason, boolean whole) {
            Sentence sentence = whole ? reason.whole() : reason.discreet();
            return new Why(reason.holds(), sentence.en(), sentence.fr());
        }
    }

    /** What a decision would be, and why. */
    public record Explanation(
            @Doc(value = "Who would ask: a user, or an API key or a client by its id", example = "anne")
            String caller,

            @Doc(value = "What for, by the operation's name", example = "data.list")
            String operation,

            @Doc(value = "On which table or view", example = "orders")
            String target,

            @Doc(value = "Whether he may: all rules hold", example = "true")
            boolean granted,

            @Doc("The rules, in the order in which they are looked at")
            List<Why> rules) {}

    @Override
    public List<Operation> operations() {
        return List.of(Operation.get("/api/v1/access/explain")
                .named("access.explain", "Explain why somebody may do something, or may not")
                .tag(Tag.USERS)
                .needs(Right.permitted())
                .query(
                        "caller",
                        "A user, an API key by its id, or a client by its id, as it asks for its own user; left out: oneself, by this credential",
                        "anne")
                .query("operation", "The operation's name, as in the API document", "data.list")
                .query("target", "The table or view, for an operation on records", "orders")
                .answers(200, Shape.of(Explanation.class, "explanation"))
                .by(this::explain));
    }

    /** @param reasons that come before those of the decision */
    private record Asked(String name, Caller caller, List<Reason> reasons) {}

    private Reply explain(Call call) {
        Operation operation = operation(call.query().one("operation"));
        String target = call.query().one("target", "");
        Asked asked = asked(call.caller(), call.query().one("caller"));
        Operation.Named named = named(operation, target);
        var reasons = new ArrayList<>(asked.reasons());
        reasons.addAll(Access.reasons(asked.caller(), operation.demand(named.table())));
        boolean granted = reasons.stream().allMatch(Reason::holds);
        if (granted && named.missing() != null) {
            throw named.missing();
        }
        boolean whole = readsUsers(call.caller());
        return Reply.ok(
                new Explanation(
                        asked.name(),
                        operation.name(),
                        target,
                        granted,
                        reasons.stream().map(reason -> Why.of(reason, whole)).toList()),
                "explanation");
    }

    private Operation operation(@Nullable String name) {
        return operations.get().all().stream()
                .filter(operation -> operation.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        Fault.badRequest(name == null ? "Say the operation." : "There is no operation " + name + "."));
    }

    private static Operation.Named named(Operation operation, String target) {
        boolean onTable = operation.right() instanceof Right.Data;
        if (onTable && target.isEmpty()) {
            throw Fault.badRequest("Say the target: the table or view that the operation is about.");
        }
        var path = new LinkedHashMap<String, List<String>>();
        Matcher parameter = PARAMETER.matcher(operation.path());
        if (parameter.find()) {
            path.put(parameter.group(1), List.of(target));
        }
        return onTable ? operation.named(new Params(path)) : new Operation.Named("", null);
    }

    private static boolean readsUsers(Caller caller) {
        return Access.may(caller, Right.read(ApiType.USERS), "");
    }

    private Asked asked(Caller self, @Nullable String name) {
        if (name == null || name.equals(self.user()) && !readsUsers(self)) {
            return new Asked(self.user(), self, List.of());
        }
        StandIn standIn = people.find(name).isPresent() ? null : standIn(name).orElse(null);
        String user = standIn == null ? name : standIn.user();
        if (!user.equals(self.user()) && !readsUsers(self)) {
            throw Fault.forbidden("Explaining the rights of others needs users:r.");
        }
        Optional<Account> account = people.find(user);
        return account.map(a -> of(name, a, standIn == null ? byPassword(user) : standIn))
                .orElseThrow(() -> Fault.notFound("There is no user, no API key and no client with a user {}.", name));
    }

    private Optional<StandIn> standIn(String name) {
        return keys.find(name)
                .map(StandIn::of)
                .or(() -> others.stream()
                        .flatMap(known -> known.standIn(name).stream())
                        .findFirst());
    }

    /** Which allows everything. */
    private static StandIn byPassword(String user) {
        return new StandIn(user, null, new Caller.Credential(Caller.Kind.PASSWORD, "", null), Permissions.ALL);
    }

    private Asked of(String name, Account account, StandIn by) {
        return new Asked(
                name,
                new Caller(
                        account.id(),
                        by.actor(),
                        by.credential(),
                        by.permissions(),
                        account.holdings(),
                        Bounds.NONE,
                        licences.of(account.id(), by.actor())),
                List.of(new Reason(new Rule.Active(account.id()), account.active())));
    }
}
