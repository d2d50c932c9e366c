package org.passerelle.operation;

/** What an operation may change, and thereby how a rehearsal of it is undone (wire.md §7). */
public enum DryRun {
    /** It reads: a rehearsal is the real thing. */
    READS,
    /** It changes the catalogue: it runs in a unit of work, which is rolled back. */
    CATALOGUE,
    /** It changes a business database: its transaction is rolled back. */
    DATA
}
