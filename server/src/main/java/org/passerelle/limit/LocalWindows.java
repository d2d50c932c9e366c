package org.passerelle.limit;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * In this process. A log lives from a bucket's first request until a minute after its last, so memory is bounded by what is let through in
 * a minute or two. Thread-safe.
 */
final class LocalWindows implements Windows {

    private final LongSupplier clock;
    private final ConcurrentHashMap<Bucket, SlidingLog> logs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rate-limits").factory());

    /** @param clock monotonic, in nanoseconds */
    LocalWindows(LongSupplier clock) {
        this.clock = clock;
    }

    /** Forgets from now on, by itself, who has made no request for a minute. */
    LocalWindows swept() {
        sweeper.scheduleWithFixedDelay(
                this::sweep, SlidingLog.WINDOW_SECONDS, SlidingLog.WINDOW_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    @Override
    public Verdict take(Bucket bucket, int limit, Duration coolDown) {
        while (true) {
            SlidingLog log = logs.get(bucket);
            if (log == null) {
                log = logs.computeIfAbsent(bucket, b -> new SlidingLog());
            }
            Verdict verdict = log.take(clock.getAsLong(), limit, coolDown.toNanos());
            if (verdict != null) {
                return verdict;
            }
            logs.remove(bucket, log);
        }
    }

    void sweep() {
        long now = clock.getAsLong();
        logs.forEach((bucket, log) -> {
            if (log.closeIfIdle(now)) {
                logs.remove(bucket, log);
            }
        });
    }

    /** How many are remembered. */
    int size() {
        return logs.size();
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
