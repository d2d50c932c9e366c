package org.passerelle.idempotency;

import java.util.Optional;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.format.Format;
import org.passerelle.operation.Once;
import org.passerelle.operation.Reply;

/** The right to make one call. Belongs to one thread. */
final class Claim implements Once {

    private final String mark;
    private final boolean isAgain;
    private final Format format;
    private final Catalogue catalogue;
    private final Vault vault;
    private boolean isSettled;

    /** @param format in which the client wants the answer */
    Claim(String mark, boolean isAgain, Format format, Catalogue catalogue, Vault vault) {
        this.mark = mark;
        this.isAgain = isAgain;
        this.format = format;
        this.catalogue = catalogue;
        this.vault = vault;
    }

    @Override
    public String mark() {
        return mark;
    }

    @Override
    public boolean isAgain() {
        return isAgain;
    }

    @Override
    public Optional<Reply> answered() {
        return ClaimStore.find(catalogue, mark).map(ClaimStore.Claimed::answer).map(this::again);
    }

    @Override
    public String keep(Reply reply) {
        return vault.seal(KeptAnswer.of(reply, format).text());
    }

    @Override
    public Reply again(String kept) {
        return KeptAnswer.read(vault.unseal(kept)).reply();
    }

    @Override
    public void settle(Unit unit, Reply reply) {
        ClaimStore.settle(unit, mark, keep(reply));
        unit.afterCommit(() -> isSettled = true);
    }

    boolean isSettled() {
        return isSettled;
    }
}
