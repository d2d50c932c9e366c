package org.passerelle.idempotency;

import jakarta.inject.Singleton;
import org.passerelle.catalogue.Unit;
import org.passerelle.outbox.Letter;
import org.passerelle.outbox.Receiver;

/** Keeps the answers that come with the outboxes: of calls whose server died before it could. */
@Singleton
final class Settling implements Receiver {

    @Override
    public void receive(Unit unit, Letter letter) {
        Letter.Kept kept = letter.kept();
        if (kept == null) {
            return;
        }
        if (kept.answer() == null) {
            ClaimStore.unknown(unit, kept.mark());
        } else {
            ClaimStore.settle(unit, kept.mark(), kept.answer());
        }
    }
}
