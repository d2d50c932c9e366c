package org.passerelle.access;

import java.util.Optional;
import org.passerelle.fault.Fault;

/**
 * The meeting of a credential and a user's rights for one operation. Only {@link Access} can make one, and only the gate asks it to,
 * so an operation that takes a grant cannot have forgotten to ask.
 */
public final class Grant {

    private final Caller caller;

    Grant(Caller caller) {
        this.caller = caller;
    }

    public Caller caller() {
        return caller;
    }

    /** How much of this table (by public name) the caller may touch in this way; empty when nothing of it. */
    public Optional<Reach> reach(String table, Action action) {
        return Access.reach(caller, table, action);
    }

    /** Why the caller may not do this to any record of a table: where {@link #reach} is empty. */
    public Fault lacking(String table, Action action) {
        return Access.reasons(caller, Demand.of(Right.data(action), table)).stream()
                .filter(reason -> !reason.holds())
                .findFirst()
                .orElseThrow()
                .discreet()
                .refusal();
    }

    /** How much of it the user holds, whatever this credential allows. */
    public Optional<Reach> held(String table, Action action) {
        return Access.held(caller.holdings(), table, action);
    }
}
