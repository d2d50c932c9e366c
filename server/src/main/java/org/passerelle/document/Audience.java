package org.passerelle.document;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.passerelle.access.Access;
import org.passerelle.access.Action;
import org.passerelle.access.Caller;
import org.passerelle.access.Grant;
import org.passerelle.access.Level;
import org.passerelle.access.Reach;
import org.passerelle.access.Right;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Method;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Tag;

/**
 * For whom a document is made.
 *
 * @param breadth what he is shown beside what he may use, behind a lock
 * @param examples of records, as far as he may read them
 */
record Audience(Grant grant, Breadth breadth, Limits limits, Examples examples) {

    /** What is shown of what one may not use. */
    enum Breadth {
        NOTHING,
        /** The operations, and no table. */
        OPERATIONS,
        EVERYTHING
    }

    private static final String FIRST_TOKEN = "/api/v1/auth/jwt";

    /** One who sees values that are invented. */
    Audience(Grant grant, Breadth breadth, Limits limits) {
        this(grant, breadth, limits, Examples.INVENTED);
    }

    boolean everything() {
        return breadth == Breadth.EVERYTHING;
    }

    Audience seeing(Examples others) {
        return new Audience(grant, breadth, limits, others);
    }

    /** Whether an operation that is about no table is shown. */
    boolean shows(Operation operation) {
        return breadth != Breadth.NOTHING || isDoor(operation) || isMeantForCallers(operation) && may(operation, "");
    }

    /** Whether he could use it: on this table, when it is about records. */
    boolean may(Operation operation, String table) {
        Caller caller = grant.caller();
        boolean credential = operation.credentials() == Operation.Credentials.ANY
                || caller.credential().kind() == Caller.Kind.OAUTH;
        return isDoor(operation)
                || credential && (isPublished(operation) || Access.may(caller, told(operation), table));
    }

    /** How much of a table an operation reaches. */
    Reach reach(Operation operation, String table) {
        Optional<Reach> reach = told(operation) instanceof Right.Data(var actions)
                ? actions.stream()
                        .sorted(Comparator.reverseOrder())
                        .flatMap(action -> grant.reach(table, action).stream())
                        .findFirst()
                : Optional.empty();
        return reach.orElse(everything() ? Reach.ALL : new Reach(List.of()));
    }

    /** Whether a table may be named to him. */
    boolean knows(String table) {
        return !known(table).parts().isEmpty();
    }

    /** Which of its columns may. */
    Reach known(String table) {
        return everything()
                ? Reach.ALL
                : grant.reach(table, Action.READ)
                        .or(() -> grant.reach(table, Action.LIST))
                        .orElse(new Reach(List.of()));
    }

    /** What leads in, and is shown to everyone: the status, the token endpoints, the first token. */
    private static boolean isDoor(Operation operation) {
        boolean open = operation.right() instanceof Right.Open
                && (operation.tag() == Tag.SYSTEM || operation.tag() == Tag.AUTHENTICATION);
        return open || operation.method() == Method.POST && operation.path().equals(FIRST_TOKEN);
    }

    /** What is published is told to those who might hand out its tokens: no account's credential opens it. */
    private boolean isPublished(Operation operation) {
        return operation.right() instanceof Right.Published
                && grant.caller().holdings().apiAccess();
    }

    /** The set-up of a new server is open, and yet for the holder of its link alone; public data is for those who are let in. */
    private boolean isMeantForCallers(Operation operation) {
        return !(operation.right() instanceof Right.Open)
                || operation.tag() == Tag.PUBLIC && grant.caller().holdings().apiAccess();
    }

    /** An operation that changes records is told to those who may change some, even where it reads too when its body is left out. */
    private static Right told(Operation operation) {
        return operation.right() instanceof Right.Data(var actions) && operation.dryRun() == DryRun.DATA
                ? new Right.Data(actions.stream()
                        .filter(action -> action.level() == Level.RW)
                        .collect(Collectors.toUnmodifiableSet()))
                : operation.right();
    }
}
