package org.passerelle.operation;

import java.nio.file.Path;

/**
 * Long work in parts, each of which is committed by itself together with how far the work has come: begun anew, it goes on behind the last. Belongs to
 * one thread.
 */
public interface Parts {

    /**
     * How far the work has come.
     *
     * @param rows of the parts that are committed
     * @param ledger how many of the ledger's bytes tell of them
     */
    record Reached(long rows, long ledger) {}

    /** A file in which the work writes down what comes of it, part by part. It is there as long as the work is. */
    Path ledger();

    Reached reached();

    /** What makes the part that ends with this row count once. What the ledger tells of the part is on the disk before its answer is kept. */
    Once until(long row);
}
