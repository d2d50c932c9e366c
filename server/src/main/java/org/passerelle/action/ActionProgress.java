package org.passerelle.action;

import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.passerelle.action.ActionStore.Stand;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.operation.Progress;

/**
 * Writes down how far an action has come, a few times a second, and hears whether it is still wanted; and which rows it refuses, as they are found.
 * Belongs to one thread.
 */
final class ActionProgress implements Progress, AutoCloseable {

    private static final long PAUSE_MILLIS = 300;

    private final long id;
    private final InputStream body;
    private final RefusedRows refused;
    private final Catalogue catalogue;
    private final Clock clock;
    private long done;
    private long total = UNKNOWN;
    private long told;
    private long kept;
    private long perhaps;

    /** @param action as it stood before: where it had been begun, nobody knows yet what it has kept */
    ActionProgress(Action action, InputStream body, RefusedRows refused, Catalogue catalogue, Clock clock) {
        this.id = action.id();
        this.kept = action.lastUpdatedAt().isAfter(action.submittedAt()) ? UNKNOWN : 0;
        this.body = body;
        this.refused = refused;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Override
    public void begins() {
        refused.clear();
        tell();
    }

    @Override
    public void at(long nowDone, long nowTotal) {
        done = nowDone;
        total = nowTotal;
        if (clock.millis() - told >= PAUSE_MILLIS) {
            tell();
        }
    }

    @Override
    public void wrong(long row, String cle, String reason) {
        refused.add(new RefusedRows.Refused(row, cle, reason));
    }

    @Override
    public void kept(long rows) {
        kept = rows;
        perhaps = rows;
    }

    @Override
    public void mayKeep(long rows) {
        perhaps = rows;
    }

    /** Why it ended, and what of it stays in spite of that. */
    String ends(String reason) {
        return kept == 0 ? reason : reason + " " + kept();
    }

    /** The same of what its database ended: fallen silent at a commit, it did not tell whether it has kept what was committed. */
    String endsSilent(String reason) {
        if (perhaps <= kept || kept == UNKNOWN) {
            return ends(reason);
        }
        return kept == 0
                ? reason + " Whether it has been kept the database did not tell: look before it is sent again."
                : "%s What was right in the first %d rows has been kept; whether in those up to row %d too, the database did not tell."
                        .formatted(reason, kept, perhaps);
    }

    /** What has become of the work where it did not come to its end. */
    String kept() {
        if (kept == UNKNOWN) {
            return "What it had kept before the server stopped stays.";
        }
        return kept == 0 ? "Nothing has been kept." : "What was right in the first " + kept + " rows has been kept.";
    }

    private void tell() {
        told = clock.millis();
        if (catalogue.change(unit -> ActionStore.tell(unit, id, stand(), clock.instant()))) {
            throw new Stopped();
        }
    }

    Stand stand() {
        return new Stand(done, total, hundredths(), refused.count());
    }

    /** By the bytes that were read of what came with it. */
    private @Nullable Integer hundredths() {
        return body instanceof BodyFile file ? file.hundredths() : null;
    }

    /** What was told of rows is on the disk. */
    void settle() {
        refused.settle();
    }

    @Override
    public void close() {
        refused.close();
    }
}
