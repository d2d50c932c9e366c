package org.passerelle.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides. Pure: the same caller, right and table give the same decision, and a refusal tells its reason. */
public final class Access {

    private Access() {}

    public sealed interface Decision {}

    public record Granted(Grant grant) implements Decision {}

    /** Someone must first say who they are. */
    public record Unknown() implements Decision {}

    /** The licence has no seat for him. */
    public record Unseated(Sentence reason) implements Decision {}

    /** @param reason one sentence, public */
    public record Refused(Sentence reason) implements Decision {}

    /** Grants what all its reasons allow; the first that does not hold refuses. */
    public static Decision decide(Caller caller, Demand demand) {
        for (Reason reason : reasons(caller, demand)) {
            if (!reason.holds()) {
                Sentence why = reason.discreet();
                return isOfWho(reason.rule())
                        ? new Unknown()
                        : reason.rule() instanceof Rule.Seat ? new Unseated(why) : new Refused(why);
            }
        }
        return new Granted(new Grant(caller));
    }

    /** Whether the rule asks who somebody is, and not what he may. */
    private static boolean isOfWho(Rule rule) {
        return rule instanceof Rule.Identified || rule instanceof Rule.ByToken || rule instanceof Rule.OfThePublic;
    }

    /** Whether {@link #decide} would grant it: for those who only describe, because no grant comes of it. */
    public static boolean may(Caller caller, Right right, String table) {
        return reasons(caller, Demand.of(right, table)).stream().allMatch(Reason::holds);
    }

    /** Everything that {@link #decide} looks at, in its order. */
    public static List<Reason> reasons(Caller caller, Demand demand) {
        if (demand.right() instanceof Right.Open) {
            return List.of(new Reason(new Rule.Open(), true));
        }
        if (demand.right() instanceof Right.Published(String action)) {
            return published(caller, demand.table(), action);
        }
        var reasons = new ArrayList<Reason>(5);
        reasons.add(new Reason(new Rule.Identified(caller.user()), !caller.isAnonymous()));
        if (demand.byToken()) {
            reasons.add(new Reason(new Rule.ByToken(), caller.credential().kind() == Caller.Kind.OAUTH));
        }
        if (!(demand.right() instanceof Right.Known || demand.right() instanceof Right.Permitted)) {
            if (caller.licensed() == Licensed.NO_SEAT) {
                reasons.add(new Reason(new Rule.Seat(caller.user()), false));
            }
            reasons.add(new Reason(
                    new Rule.ApiAccess(caller.user()), caller.holdings().apiAccess()));
        }
        switch (demand.right()) {
            case Right.Open(), Right.Known() -> {}
            case Right.Published elsewhere -> {}
            case Right.Permitted(), Right.Own() ->
                reasons.add(
                        new Reason(new Rule.Permitted(), !caller.permissions().isNone()));
            case Right.OwnOf(ApiType type, Level level) -> reasons.add(permission(caller, type, level));
            case Right.Api(ApiType type, Level level) -> addApi(reasons, caller, type, level);
            case Right.Owner(ApiType type, Level level) -> {
                addApi(reasons, caller, type, level);
                reasons.add(new Reason(
                        new Rule.Owner(caller.user()), caller.holdings().owner()));
            }
            case Right.Data(var actions) -> addData(reasons, caller, actions, demand.table());
        }
        return reasons;
    }

    /** A licence that holds is no reason to tell. */
    private static void addLicence(List<Reason> reasons, Caller caller, Level level) {
        if (caller.licensed() == Licensed.READING && !caller.licensed().allows(level)) {
            reasons.add(new Reason(new Rule.LicenceEnded(), false));
        }
    }

    private static List<Reason> published(Caller caller, String module, String action) {
        return List.of(
                new Reason(new Rule.OfThePublic(), caller.isOfThePublic()),
                new Reason(new Rule.OnModule(module, action), caller.holds(Right.Published.acl(module, action))));
    }

    private static void addApi(List<Reason> reasons, Caller caller, ApiType type, Level level) {
        if (type != ApiType.LICENSE) {
            addLicence(reasons, caller, level);
        }
        reasons.add(permission(caller, type, level));
        reasons.add(new Reason(
                new Rule.Acl(type, level, caller.holdings().owner()),
                caller.aclLevel(type).holds(level)));
    }

    private static Reason permission(Caller caller, ApiType type, Level level) {
        return new Reason(
                new Rule.Permission(type, level), caller.permissions().of(type).holds(level));
    }

    /** One action is enough, but the credential and the account must allow the same one. */
    private static void addData(List<Reason> reasons, Caller caller, Set<Action> actions, String table) {
        Level least = actions.stream().map(Action::level).min(Level::compareTo).orElse(Level.RW);
        addLicence(reasons, caller, least);
        Reason permission = permission(caller, ApiType.DATA, least);
        reasons.add(permission);
        List<Rule.Held> held = Stream.of(Action.values())
                .filter(actions::contains)
                .filter(action -> !permission.holds()
                        || caller.permissions().of(ApiType.DATA).holds(action.level())
                                && caller.licensed().allows(action.level()))
                .flatMap(action ->
                        held(caller.holdings(), table, action).stream().map(reach -> new Rule.Held(action, reach)))
                .toList();
        reasons.add(new Reason(new Rule.OnTable(table, actions, held), !held.isEmpty()));
    }

    /**
     * {@code data:r|rw} opens every open table; {@code data.<table>:<action>} and a role's entry open that table alone. What opens it
     * whole makes the narrower entries idle.
     */
    public static Optional<Reach> reach(Caller caller, String table, Action action) {
        boolean allowed = caller.permissions().of(ApiType.DATA).holds(action.level())
                && caller.licensed().allows(action.level());
        return allowed ? held(caller.holdings(), table, action) : Optional.empty();
    }

    static Optional<Reach> held(Holdings holdings, String table, Action action) {
        if (holdings.level(ApiType.DATA).holds(action.level())
                || holdings.holds("data." + table + ":" + action.word())) {
            return Optional.of(Reach.ALL);
        }
        List<Reach.Part> parts = holdings.tables().stream()
                .filter(right -> right.table().equals(table) && right.actions().contains(action))
                .map(right -> new Reach.Part(right.rowFilter(), right.columns()))
                .distinct()
                .toList();
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Reach(parts));
    }
}
