package org.passerelle.usage;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is counted and not kept yet. Bounded: when there are too many lines, the rest of a day is one line. Thread-safe. */
final class Counts {

    private static final int MOST_LINES = 100_000;

    private final ConcurrentHashMap<Line, Sum> sums = new ConcurrentHashMap<>();

    /** By what is counted. */
    record Line(LocalDate day, String key, String user, String operation) {

        Line rest() {
            return new Line(day, "", "", "other");
        }
    }

    /** Immutable. */
    record Sum(long requests, long refusals, long rows) {

        Sum plus(Sum other) {
            return new Sum(requests + other.requests, refusals + other.refusals, rows + other.rows);
        }
    }

    void add(Line line, Sum sum) {
        boolean room = sums.size() < MOST_LINES || sums.containsKey(line);
        sums.merge(room ? line : line.rest(), sum, Sum::plus);
    }

    /** Takes out what has gathered; what is counted meanwhile stays for the next time. */
    Map<Line, Sum> take() {
        var taken = new ConcurrentHashMap<Line, Sum>();
        sums.keySet().forEach(line -> {
            Sum sum = sums.remove(line);
            if (sum != null) {
                taken.put(line, sum);
            }
        });
        return taken;
    }
}
