package org.passerelle.operation;

/** How many records a call reads or writes, counted as they pass. Belongs to one thread. */
public final class Tally {

    private long rows;

    public void add(long more) {
        rows += more;
    }

    public long rows() {
        return rows;
    }
}
