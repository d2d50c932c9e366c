package org.passerelle.audit;

/**
 * Something that is wrong with the log, and where.
 *
 * @param from the first line that it is about
 * @param to the last one
 */
public record Finding(Kind kind, long from, long to, String text) {

    /** What was done to it. */
    public enum Kind {
        ALTERED,
        MISSING,
        INSERTED,
        MOVED,
        TRUNCATED,
        /** Changed, with all hashes after it made anew: a signature tells. */
        REWRITTEN,
        /** A checkpoint, a segment or the head is not what this server has signed. */
        FORGED
    }

    static Finding of(Kind kind, long from, long to, String text) {
        return new Finding(kind, from, to, text);
    }

    @Override
    public String toString() {
        return kind + " " + (from == to ? "line " + from : "lines " + from + " to " + to) + ": " + text;
    }
}
