package org.passerelle.operation;

/** How far long work has come. Whoever does it tells; an action shows it, and a call that answers at once tells nobody. */
@FunctionalInterface
public interface Progress {

    Progress UNTOLD = (done, total) -> {};

    /** Of a total that nobody knows yet. */
    long UNKNOWN = -1;

    /**
     * Cheap enough to be called at each row.
     *
     * @param done rows, from the first
     * @param total rows, or {@link #UNKNOWN}
     * @throws Stopped when nobody wants the rest
     */
    void at(long done, long total);

    /** The work begins, for the first time or anew: nothing of what was told before holds. */
    default void begins() {}

    /**
     * A row was refused.
     *
     * @param row from 1
     * @param cle by which it says what it is; may be empty
     */
    default void wrong(long row, String cle, String reason) {}

    /** So many rows, from the first, stay whatever becomes of the rest. */
    default void kept(long rows) {}

    /** So many rows, from the first, are about to be committed: until more is told, nobody knows whether they were. */
    default void mayKeep(long rows) {}

    /** The work was cancelled. */
    final class Stopped extends RuntimeException {
        public Stopped() {
            super("cancelled", null, false, false);
        }
    }
}
