package org.passerelle.limit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * When the last requests were let through: a ring of timestamps, as long as it must be. A request is let through when fewer than the limit
 * were let through in the {@value #WINDOW_SECONDS} seconds before it, so no window of that length, wherever it begins, ever holds more; a
 * bucket that refills would let two limits' worth through one. Thread-safe.
 */
final class SlidingLog {

    static final int WINDOW_SECONDS = 60;

    /** Nanoseconds, as all times here. */
    static final long WINDOW = WINDOW_SECONDS * 1_000_000_000L;

    private static final int FIRST = 8;

    private long[] ring = new long[FIRST];
    private int head;
    private int count;
    private boolean cooling;
    private long cool;
    private boolean closed;

    /**
     * @param now never less than at the call before, by more than threads may overtake each other
     * @param coolDown how long all is refused after a refusal
     * @return null when this log is closed: ask for another
     */
    synchronized @Nullable Verdict take(long now, int limit, long coolDown) {
        if (closed) {
            return null;
        }
        forget(now);
        if (cooling) {
            return new Verdict(false, limit, 0, cool - now);
        }
        if (count >= limit) {
            // the one that must leave before there is room: the oldest, unless the limit was lowered since
            long wait = at(count - limit) + WINDOW - now;
            cooling = coolDown > 0;
            cool = now + Math.max(coolDown, wait);
            return new Verdict(false, limit, 0, cooling ? cool - now : wait);
        }
        add(now);
        return new Verdict(true, limit, limit - count, at(0) + WINDOW - now);
    }

    /** Closes it when nothing in it matters any more. */
    synchronized boolean closeIfIdle(long now) {
        forget(now);
        closed = count == 0 && !cooling;
        return closed;
    }

    private void forget(long now) {
        while (count > 0 && now - ring[head] > WINDOW) {
            head = (head + 1) % ring.length;
            count--;
        }
        if (cooling && now - cool >= 0) {
            cooling = false;
        }
    }

    private void add(long now) {
        if (count == ring.length) {
            long[] longer = Arrays.copyOf(ring, ring.length * 2);
            System.arraycopy(ring, 0, longer, ring.length, head);
            ring = longer;
        }
        // threads may come in another order than their clocks: a stamp is never older than the one before
        ring[(head + count) % ring.length] = count == 0 ? now : Math.max(now - at(count - 1), 0) + at(count - 1);
        count++;
    }

    private long at(int index) {
        return ring[(head + index) % ring.length];
    }
}
