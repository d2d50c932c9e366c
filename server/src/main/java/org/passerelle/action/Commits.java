package org.passerelle.action;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.passerelle.action.ActionStore.Stand;
import org.passerelle.catalogue.Unit;
import org.passerelle.outbox.Letter;
import org.passerelle.outbox.Receiver;

/** Hears from the outboxes which actions have committed their change, and of which nobody knows. */
@Singleton
final class Commits implements Receiver {

    private static final String UNKNOWN =
            "The server died while this was committed, and its database cannot tell whether it was done.";

    private final Endings endings;

    @Inject
    Commits(Endings endings) {
        this.endings = endings;
    }

    @Override
    public void receive(Unit unit, Letter letter) {
        Letter.Kept kept = letter.kept();
        if (kept != null) {
            ActionOnce.action(kept.mark()).ifPresent(id -> {
                if (kept.answer() == null) {
                    endings.end(unit, id, Action.Status.ERROR, unknown(unit, id), null);
                } else if (ActionOnce.isOfPart(kept.mark())) {
                    ActionStore.reach(unit, id, ActionParts.parse(kept.answer()));
                } else {
                    ActionStore.commit(unit, id, Stand.parse(kept.answer()));
                }
            });
        }
    }

    private static String unknown(Unit unit, long id) {
        return ActionStore.reached(unit, id)
                .map(known -> UNKNOWN + " What was right in the first " + known.rows() + " rows has been kept.")
                .orElse(UNKNOWN);
    }
}
