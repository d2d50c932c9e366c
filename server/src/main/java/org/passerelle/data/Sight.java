package org.passerelle.data;

import java.util.Optional;
import java.util.function.Function;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;

/**
 * How far one looks along foreign keys, and who one is to the row rules there.
 *
 * @param further how much of a table, by public name, may be read on the way; empty for nothing
 */
record Sight(Function<String, Optional<Reach>> further, Rsql.Variables variables) {

    /** Without bounds: what was laid down by who answers for it, a row rule or a saved filter, sees all that it names. */
    static final Sight ALL = new Sight(table -> Optional.of(Reach.ALL), Rsql.Variables.NONE);

    static Sight of(Grant grant) {
        return new Sight(table -> grant.reach(table, Action.READ), Rsql.variables(grant.caller()));
    }
}
