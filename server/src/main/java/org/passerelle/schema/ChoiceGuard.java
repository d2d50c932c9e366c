package org.passerelle.schema;

import java.util.Optional;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.fault.Fault;

/**
 * What nobody opens to himself by what he chooses for a table: rights are held by its public name, and its cle always shows. Pure.
 *
 * @param grant of who chooses; what counts is what he holds, whatever this credential allows
 */
record ChoiceGuard(Grant grant) {

    /** @throws Fault 403 when he would see or do more than before */
    void check(Table before, Table after) {
        for (Action action : Action.values()) {
            Optional<Reach> held = grant.held(before.name(), action);
            Optional<Reach> gained = grant.held(after.name(), action);
            if (gained.isPresent() && !held.equals(gained) && !held.equals(Optional.of(Reach.ALL))) {
                throw Fault.forbidden(
                        "By that name you would {} records that you cannot {} now.", action.word(), action.word());
            }
            after.key()
                    .filter(key -> before.key().filter(key::equals).isEmpty())
                    .filter(key ->
                            held.filter(reach -> !reach.showsAlways(key.name())).isPresent())
                    .ifPresent(key -> {
                        throw Fault.forbidden(
                                "{} does not show to you on every row, and cle always shows.", key.name());
                    });
        }
    }
}
