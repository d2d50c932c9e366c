package org.passerelle.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines that wait to be written. A flood stays bounded: the first ten of a kind in a minute wait each for itself, the others are counted and
 * become one line when the minute is over; when there are too many kinds, the rest is one kind. Thread-safe.
 */
final class Waiting {

    static final int SINGLY = 10;
    static final int MOST_KINDS = 1_000;
    private static final int MOST_LINES = 20_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Kind OTHERS = new Kind("", null, "", "others", "", false);

    private final List<AuditLine> lines = new ArrayList<>();
    private final Map<Kind, Count> kinds = new LinkedHashMap<>();
    private Instant windowEnds = Instant.MIN;

    /** By what lines are told apart. */
    private record Kind(
            String user, @Nullable String actor, String address, String operation, String result, boolean dryRun) {

        static Kind of(AuditLine line) {
            return new Kind(line.user(), line.actor(), line.address(), line.operation(), line.result(), line.dryRun());
        }

        AuditLine counted(Instant time, long many) {
            return new AuditLine(time, user, actor, address, operation, "", (result + " x" + many).strip(), dryRun, "");
        }
    }

    private static final class Count {
        private int singly;
        private long more;
    }

    synchronized void add(AuditLine line) {
        Kind kind = Kind.of(line);
        if (kinds.size() >= MOST_KINDS && !kinds.containsKey(kind)) {
            kind = OTHERS;
        }
        Count count = kinds.computeIfAbsent(kind, k -> new Count());
        if (kind != OTHERS && count.singly < SINGLY && lines.size() < MOST_LINES) {
            count.singly++;
            lines.add(line);
        } else {
            count.more++;
        }
    }

    /** Takes out what may be written now. @param all also what is still being counted */
    synchronized List<AuditLine> take(Instant now, boolean all) {
        var taken = new ArrayList<>(lines);
        lines.clear();
        if (all || !now.isBefore(windowEnds)) {
            kinds.forEach((kind, count) -> {
                if (count.more > 0) {
                    taken.add(kind.counted(now, count.more));
                }
            });
            kinds.clear();
            windowEnds = now.plus(WINDOW);
        }
        return taken;
    }

    /** Puts back what could not be written, before all that came meanwhile. */
    synchronized void putBack(List<AuditLine> unwritten) {
        lines.addAll(0, unwritten.subList(0, Math.clamp(MOST_LINES - lines.size(), 0, unwritten.size())));
    }
}
