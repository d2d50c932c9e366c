package org.passerelle.outbox;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Ids of letters: UUIDs of version 7 (RFC 9562 §5.7, with a counter as in §6.2 method 1), so that those of one process sort in the order in which
 * they were made, also within a millisecond and when the clock is set back. Thread-safe.
 */
@Singleton
final class LetterIds {

    private static final int COUNTER_BITS = 12;
    private static final long VERSION = 7L << COUNTER_BITS;
    private static final long VARIANT = 0b10L << (Long.SIZE - 2);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;

    /** Milliseconds, and behind them the counter. */
    private long last;

    @Inject
    LetterIds(Clock clock) {
        this.clock = clock;
    }

    String next() {
        long moment = moment();
        long high = moment >>> COUNTER_BITS << (COUNTER_BITS + 4) | VERSION | moment & ((1 << COUNTER_BITS) - 1);
        return new UUID(high, RANDOM.nextLong() >>> 2 | VARIANT).toString();
    }

    /** A counter that is full goes on into the next millisecond. */
    private synchronized long moment() {
        last = Math.max(last + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
