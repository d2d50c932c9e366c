package org.passerelle.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.audit.Finding.Kind;

/**
 * Walks along the chain and tells what does not fit. Pure; belongs to one thread.
 *
 * <p>A line that does not follow from the one before is first held against the places around it, because who inserts or removes a line may
 * have numbered the others anew; then it waits as a suspect until {@link #end}, when lines that changed their places are told from altered ones.
 */
final class Verifier {

    private static final int MOST_SUSPECTS = 500;
    private static final int MOST_RENUMBERED = 50;

    private final List<Finding> findings = new ArrayList<>();
    private final List<Suspect> suspects = new ArrayList<>();
    private final Map<Long, String> signed;
    private final long first;
    private long place;
    private String before;
    private long shift;
    private long seen;
    private long trusted;
    private long doubtful;

    /** A line that does not follow from the one before it. */
    private record Suspect(long place, String before, Numbered row) {}

    /**
     * @param place of the line before the first that comes
     * @param before its hash
     * @param signed hashes by line, as genuine checkpoints tell them
     */
    Verifier(long place, String before, Map<Long, String> signed) {
        this.first = place + 1;
        this.seen = place;
        this.place = place;
        this.before = before;
        this.trusted = place;
        this.signed = signed;
    }

    /** Lines come in the order of their numbers. */
    void next(Numbered row) {
        long claimed = row.number() - shift;
        if (claimed > place + 1) {
            tell(Kind.MISSING, place + 1, claimed - 1, "not there any more");
            place = claimed; // what stands behind a gap has nothing to be held against
            before = row.hash();
        } else if (row.isAt(claimed, before)) {
            place = claimed;
            before = row.hash();
        } else if (!fitsNearby(row, claimed)) {
            if (suspects.size() < MOST_SUSPECTS) {
                suspects.add(new Suspect(claimed, before, row));
            }
            place = claimed;
            before = row.hash();
        }
        seen = row.number();
        compare();
    }

    /** Whether the last suspect and this line are in order once one knows what was done. */
    private boolean fitsNearby(Numbered row, long claimed) {
        Suspect last = suspects.isEmpty() ? null : suspects.getLast();
        if (last == null || last.place() != claimed - 1) {
            return false;
        }
        if (row.isAt(claimed - 1, last.before())) {
            suspects.removeLast();
            if (last.row().isAt(claimed, row.hash())) {
                tell(Kind.MOVED, claimed - 1, claimed, "they stand in each other's place");
                place = claimed;
                before = last.row().hash();
            } else {
                tell(Kind.INSERTED, last.row().number(), last.row().number(), "never written by this server");
                shift++;
                place = claimed - 1;
                before = row.hash();
            }
            return true;
        }
        for (int by = -MOST_RENUMBERED; by <= MOST_RENUMBERED; by++) {
            if (by != 0 && row.isAt(claimed + by, last.row().hash())) {
                suspects.removeLast();
                tellRenumbered(last.place(), by);
                shift -= by;
                place = claimed + by;
                before = row.hash();
                return true;
            }
        }
        return false;
    }

    /** @param by how much lower the lines are numbered than they were, from this place on */
    private void tellRenumbered(long at, int by) {
        if (by > 0) {
            tell(Kind.MISSING, at, at + by - 1, "taken out, and the others numbered anew");
        } else {
            tell(Kind.INSERTED, at + by, at - 1, "put in, and the others numbered anew");
        }
    }

    private void compare() {
        String attested = signed.get(place);
        if (attested != null) {
            if (!attested.equals(before)) {
                doubtful = place;
            } else if (doubtful == 0) {
                trusted = place;
            }
        }
    }

    /** @param lastSigned the last line that something genuine tells of: there must be so many */
    List<Finding> end(long lastSigned) {
        explain();
        if (doubtful > 0) {
            tell(Kind.REWRITTEN, trusted + 1, doubtful, "not what was signed");
        }
        if (lastSigned > place) {
            tell(Kind.TRUNCATED, place + 1, lastSigned, "cut off at the end");
        }
        return findings;
    }

    /** The line that the walk has come to, as it was numbered when it was written. */
    long place() {
        return place;
    }

    /** The number that this line has now. */
    long seen() {
        return seen;
    }

    /** Its hash. */
    String hash() {
        return before;
    }

    /** Whether all is well up to there. */
    boolean isContent() {
        return findings.isEmpty() && suspects.isEmpty();
    }

    private void explain() {
        var genuine = new HashMap<Long, String>(); // hashes of lines that were found elsewhere
        var left = new ArrayList<>(suspects);
        for (Suspect suspect : suspects) {
            long at = suspect.place();
            String hash = genuine.getOrDefault(at - 1, suspect.before());
            Suspect found = left.stream()
                    .filter(other -> other.row().isAt(at, hash))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                long from = Math.max(first, at - 1);
                tell(Kind.ALTERED, from, at, from == at ? "not as it was written" : "the second does not follow");
                continue;
            }
            left.remove(found);
            genuine.put(at, found.row().hash());
            if (found != suspect) {
                tell(Kind.MOVED, at, at, "it stands as line " + found.row().number());
            }
        }
        if (suspects.size() == MOST_SUSPECTS) {
            tell(Kind.ALTERED, suspects.getLast().place(), place, "no more is told of so much");
        }
    }

    private void tell(Kind kind, long from, long to, String text) {
        findings.add(Finding.of(kind, from, to, text));
    }
}
