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
 * become one line when the minute is over. With too many kinds, users are no longer told apart, then addresses; but what went well is
 * counted apart from what was refused, so that no flood of refusals hides who came in. Thread-safe.
 */
final class Waiting {

    static final int SINGLY = 10;
    static final int MOST_KINDS = 1_000;
    private static final int MOST_LINES = 20_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final List<AuditLine> lines = new ArrayList<>();
    private final Crowd well = new Crowd();
    private final Crowd refused = new Crowd();
    private Instant windowEnds = Instant.MIN;

    /** By what lines are told apart. */
    private record Kind(
            String user, @Nullable String actor, String address, String operation, String result, boolean dryRun) {

        static final Kind OTHERS = new Kind("", null, "", "others", "", false);

        static Kind of(AuditLine line) {
            return new Kind(line.user(), line.actor(), line.address(), line.operation(), line.result(), line.dryRun());
        }

        Kind ofAnybody() {
            return new Kind("", null, address, operation, result, dryRun);
        }

        AuditLine counted(Instant time, long many) {
            return new AuditLine(time, user, actor, address, operation, "", (result + " x" + many).strip(), dryRun, "");
        }
    }

    private static final class Count {
        private int singly;
        private long more;
    }

    /** What is counted in a minute: by kind while there is room, then by kind whoever it was, then all together. */
    private static final class Crowd {
        private final Map<Kind, Count> kinds = new LinkedHashMap<>();
        private final Map<Kind, Count> kindsOfAnybody = new LinkedHashMap<>();
        private long others;

        /** @return whether the line is to wait for itself */
        boolean takesSingly(Kind kind, boolean hasRoom) {
            Count count = count(kinds, kind);
            if (count == null) {
                count = count(kindsOfAnybody, kind.ofAnybody());
            }
            if (count == null) {
                others++;
                return false;
            }
            if (hasRoom && count.singly < SINGLY) {
                count.singly++;
                return true;
            }
            count.more++;
            return false;
        }

        private static @Nullable Count count(Map<Kind, Count> counts, Kind kind) {
            return counts.size() < MOST_KINDS ? counts.computeIfAbsent(kind, k -> new Count()) : counts.get(kind);
        }

        void end(Instant now, List<AuditLine> into) {
            for (Map<Kind, Count> counts : List.of(kinds, kindsOfAnybody)) {
                counts.forEach((kind, count) -> tell(kind, count.more, now, into));
                counts.clear();
            }
            tell(Kind.OTHERS, others, now, into);
            others = 0;
        }

        private static void tell(Kind kind, long many, Instant now, List<AuditLine> into) {
            if (many > 0) {
                into.add(kind.counted(now, many));
            }
        }
    }

    synchronized void add(AuditLine line) {
        Crowd crowd = line.result().startsWith("2") ? well : refused;
        if (crowd.takesSingly(Kind.of(line), lines.size() < MOST_LINES)) {
            lines.add(line);
        }
    }

    /** Takes out what may be written now. @param all also what is still being counted */
    synchronized List<AuditLine> take(Instant now, boolean all) {
        var taken = new ArrayList<>(lines);
        lines.clear();
        if (all || !now.isBefore(windowEnds)) {
            well.end(now, taken);
            refused.end(now, taken);
            windowEnds = now.plus(WINDOW);
        }
        return taken;
    }

    /** Puts back what could not be written, before all that came meanwhile. */
    synchronized void putBack(List<AuditLine> unwritten) {
        lines.addAll(0, unwritten.subList(0, Math.clamp(MOST_LINES - lines.size(), 0, unwritten.size())));
    }
}
