package org.passerelle.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.passerelle.operation.Doc;

/** What went on in the last hour on this node, as far as its last calls tell. */
public record Recent(
        @Doc("The last sixty minutes, the oldest first") List<Minute> minutes,

        @Doc("The operations that took longest, the slowest first")
        List<Slow> slowest) {

    /** Begins the names of what is no call of the API. */
    private static final String PAGES = "console.";

    private static final int MINUTES = 60;
    private static final int MOST = 10;
    private static final int SERVER_ERROR = 500;
    private static final long MILLI = 1_000_000;

    /** What happened in a minute. */
    public record Minute(
            @Doc(value = "When it began", example = "2026-11-22T08:30:00.000+0000")
            Instant time,

            @Doc(value = "How many requests", example = "42")
            long requests,

            @Doc(value = "How many of them were refused: 401, 403, 429", example = "1")
            long refusals,

            @Doc(value = "How many of them failed here: 500 and more", example = "0")
            long errors) {}

    /** How long an operation takes. */
    public record Slow(
            @Doc(value = "The operation's name", example = "data.list")
            String operation,

            @Doc(value = "How many requests", example = "42")
            long requests,

            @Doc(value = "How long they took on average, in milliseconds", example = "12")
            long mean,

            @Doc(value = "How long the longest took, in milliseconds", example = "130")
            long longest) {}

    static Recent of(List<Served> calls, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1L));
        List<Served> hour = calls.stream()
                .filter(call -> !call.time().isBefore(first))
                .filter(call -> !call.operation().startsWith(PAGES))
                .toList();
        return new Recent(minutes(hour, first), slowest(hour));
    }

    private static List<Minute> minutes(List<Served> calls, Instant first) {
        Map<Instant, List<Served>> by = new TreeMap<>();
        for (int i = 0; i < MINUTES; i++) {
            by.put(first.plus(Duration.ofMinutes(i)), List.of());
        }
        by.putAll(
                calls.stream().collect(Collectors.groupingBy(call -> call.time().truncatedTo(ChronoUnit.MINUTES))));
        return by.entrySet().stream()
                .map(minute -> new Minute(
                        minute.getKey(),
                        minute.getValue().size(),
                        minute.getValue().stream().filter(Served::isRefusal).count(),
                        minute.getValue().stream()
                                .filter(call -> call.status() >= SERVER_ERROR)
                                .count()))
                .toList();
    }

    private static List<Slow> slowest(List<Served> calls) {
        return calls.stream().collect(Collectors.groupingBy(Served::operation)).entrySet().stream()
                .map(operation -> {
                    var nanos = operation.getValue().stream()
                            .mapToLong(Served::nanos)
                            .summaryStatistics();
                    return new Slow(
                            operation.getKey(),
                            nanos.getCount(),
                            (long) nanos.getAverage() / MILLI,
                            nanos.getMax() / MILLI);
                })
                .sorted(Comparator.comparing(Slow::mean).reversed())
                .limit(MOST)
                .toList();
    }
}
