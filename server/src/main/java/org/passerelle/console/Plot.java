package org.passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Bars of two parts, drawn by the template in a box of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param most what the highest bar stands for
 */
public record Plot(List<Bar> bars, long most) {

    static final int WIDTH = 600;
    static final int HEIGHT = 140;
    private static final int GAP = 4;
    private static final int MOST_BARS = 60;

    /** @param bad the upper part of {@code all} */
    public record Bar(String label, long all, long bad, int x, int width, int y, int height, int badHeight) {}

    private record Sum(long all, long bad) {
        Sum plus(long more, long worse) {
            return new Sum(all + more, bad + worse);
        }
    }

    /** Requests by day, the refused ones apart. */
    static Plot ofDays(JsonNode lines) {
        var days = new TreeMap<String, Sum>();
        lines.forEach(line -> days.merge(
                line.path("day").asText(),
                new Sum(line.path("requests").asLong(), line.path("refusals").asLong()),
                (one, other) -> one.plus(other.all, other.bad)));
        return of(days);
    }

    /** Requests by minute, those apart that were refused or failed. */
    static Plot ofMinutes(Cells cells, JsonNode minutes) {
        var sums = new LinkedHashMap<String, Sum>();
        minutes.forEach(minute -> sums.put(
                cells.time(minute.path("time").asText()).text(),
                new Sum(
                        minute.path("requests").asLong(),
                        minute.path("refusals").asLong() + minute.path("errors").asLong())));
        return of(sums);
    }

    private static Plot of(SequencedMap<String, Sum> sums) {
        long most = sums.values().stream().mapToLong(Sum::all).max().orElse(0);
        int count = Math.max(1, Math.min(MOST_BARS, sums.size()));
        int width = Math.min(60, WIDTH / count - GAP);
        var bars = new ArrayList<Bar>();
        int x = GAP / 2;
        for (var day : sums.entrySet()) {
            int height = scaled(day.getValue().all(), most);
            int bad = scaled(day.getValue().bad(), most);
            bars.add(new Bar(
                    day.getKey(), day.getValue().all(), day.getValue().bad(), x, width, HEIGHT - height, height, bad));
            x += width + GAP;
        }
        return new Plot(bars, most);
    }

    private static int scaled(long value, long most) {
        return value == 0 ? 0 : Math.max(2, (int) (value * HEIGHT / most));
    }

    public boolean isEmpty() {
        return bars.isEmpty();
    }

    /** Whether nothing has happened in all its time. */
    public boolean isSilent() {
        return most == 0;
    }
}
