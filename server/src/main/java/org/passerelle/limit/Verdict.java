package org.passerelle.limit;

import java.time.Duration;

/**
 * Whether a request may pass, and what is left.
 *
 * @param limit requests a minute
 * @param remaining how many more may pass now
 * @param resetNanos until there is room for one more than now
 */
public record Verdict(boolean passes, int limit, int remaining, long resetNanos) {

    /** In which the limit holds. */
    public static final int WINDOW_SECONDS = SlidingLog.WINDOW_SECONDS;

    private static final long SECOND = 1_000_000_000L;

    /** Whole seconds until there is room for one more than now; at least one. */
    public int resetSeconds() {
        long up = (resetNanos + SECOND - 1) / SECOND;
        long longest = Math.max(WINDOW_SECONDS, resetNanos / SECOND);
        return (int) Math.clamp(up, 1, longest);
    }

    public Duration retryAfter() {
        return Duration.ofSeconds(resetSeconds());
    }
}
