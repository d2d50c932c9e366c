package org.passerelle.access;

/** What the licence lets an account do, whatever it holds (wire.md §4, §8). */
public enum Licensed {
    /** All that it holds. */
    FULLY,
    /** The licence has ended: all that it holds of reading. */
    READING,
    /** It has no seat: nothing. */
    NO_SEAT;

    boolean allows(Level level) {
        return this == FULLY || this == READING && Level.R.holds(level);
    }
}
