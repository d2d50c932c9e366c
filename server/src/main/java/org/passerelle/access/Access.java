package org.passerelle.access;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides. Pure: the same caller, right and table give the same decision, and a refusal tells its reason. */
public final class Access {

    private Access() {}

    public sealed interface Decision {}

    public record Granted(Grant grant) implements Decision {}

    /** Someone must first say who they are. */
    public record Unknown() implements Decision {}

    /** @param reason one sentence, public */
    public record Refused(String reason) implements Decision {}

    /**
     * @param table the public name of the table that the request names; empty when it names none
     */
    public static Decision decide(Caller caller, Right right, String table) {
        return switch (right) {
            case Right.Open() -> granted(caller);
            case Right r when caller.isAnonymous() -> new Unknown();
            case Right.Known() -> granted(caller);
            case Right r
            when !caller.holdings().apiAccess() ->
                new Refused("The account has no API access: ask an administrator for the ACL api.access.");
            case Right.Own()
            when caller.permissions().isNone() ->
                new Refused("The credential has no permissions: all that it opens is GET /api/v1/auth/me.");
            case Right.Own() -> granted(caller);
            case Right.Api(ApiType type, Level level) -> decide(caller, type, level);
            case Right.Data(var actions) ->
                actions.stream().anyMatch(a -> allows(caller, table, a))
                        ? granted(caller)
                        : new Refused("This needs the right to "
                                + actions.stream().map(Action::word).sorted().collect(Collectors.joining(" or "))
                                + " records of " + table + ".");
        };
    }

    /** Whether {@link #decide} would grant it: for those who only describe, because no grant comes of it. */
    public static boolean may(Caller caller, Right right, String table) {
        return decide(caller, right, table) instanceof Granted;
    }

    private static Decision decide(Caller caller, ApiType type, Level level) {
        if (!caller.permissions().of(type).holds(level)) {
            return new Refused("The credential does not allow " + type.word() + ":" + level.word() + ".");
        }
        if (!caller.aclLevel(type).holds(level)) {
            return new Refused("The account does not hold the ACL " + type.word() + ":" + level.word() + ".");
        }
        return granted(caller);
    }

    private static boolean allows(Caller caller, String table, Action action) {
        return reach(caller, table, action).isPresent();
    }

    /**
     * {@code data:r|rw} opens every open table; {@code data.<table>:<action>} and a role's entry open that table alone. What opens it
     * whole makes the narrower entries idle.
     */
    static Optional<Reach> reach(Caller caller, String table, Action action) {
        return caller.permissions().of(ApiType.DATA).holds(action.level())
                ? held(caller.holdings(), table, action)
                : Optional.empty();
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

    private static Granted granted(Caller caller) {
        return new Granted(new Grant(caller));
    }
}
