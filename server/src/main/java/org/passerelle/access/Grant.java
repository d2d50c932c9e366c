package org.passerelle.access;

import java.util.Optional;

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

    /** The same by what the user holds, whatever this credential allows. */
    public Optional<Reach> held(String table, Action action) {
        return Access.held(caller.holdings(), table, action);
    }
}
