package org.passerelle.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.passerelle.address.ClientAddress;
import org.passerelle.fault.Fault;

/**
 * Slows down who guesses secrets that people choose. Wrong ones are counted for each pair of an address and a name: after the first
 * {@value #FREE} each costs a wait that doubles, up to {@value #LONGEST_SECONDS} seconds, until one is right or an hour has passed. Nobody
 * else's address is kept waiting, so nobody can be locked out from elsewhere. Checks of one pair run one after the other, so a crowd of
 * guesses sent at once is no way around it. Nodes that share a Redis count together. Thread-safe.
 */
@Singleton
public final class FailedLogins {

    static final int FREE = 5;
    static final int LONGEST_SECONDS = 900;

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST = 100_000;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier clock;
    private final Cache<Pair, Failures> failures;

    /** After so many the wait grows no more. */
    private static final int STEPS = FREE + 10;

    private final SharedFailures elsewhere;

    record Pair(String neighbourhood, String name) {}

    /** Guarded by itself. */
    private static final class Failures {
        private long count;
        private long until;
    }

    @Inject
    FailedLogins(SharedRedis redis) {
        this(System::nanoTime, redis);
    }

    /** @param clock monotonic, in nanoseconds */
    public FailedLogins(LongSupplier clock) {
        this(clock, new SharedRedis((String) null));
    }

    FailedLogins(LongSupplier clock, SharedRedis redis) {
        this.clock = clock;
        this.elsewhere = new SharedFailures(
                redis,
                REMEMBERED,
                LongStream.rangeClosed(1, STEPS)
                        .mapToObj(count -> Duration.ofNanos(waitAfter(count)))
                        .toList());
        this.failures = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(REMEMBERED)
                .ticker((Ticker) clock::getAsLong)
                .build();
    }

    /**
     * Checks a secret.
     *
     * @param name of the account or client, which need not be
     * @return what the check says
     * @throws Fault 429 when too many were wrong before, without any check
     */
    public boolean check(String address, String name, BooleanSupplier check) {
        var pair = new Pair(ClientAddress.neighbourhood(address), name);
        Failures known = failures.get(pair, p -> new Failures());
        synchronized (known) {
            Duration shared = elsewhere.waitOf(pair);
            long wait = shared == null ? known.until - clock.getAsLong() : shared.toNanos();
            if (wait > 0) {
                throw Fault.tooMany(Duration.ofSeconds((wait + SECOND - 1) / SECOND));
            }
            if (check.getAsBoolean()) {
                known.count = 0;
                failures.invalidate(pair);
                elsewhere.right(pair);
                return true;
            }
            Long all = elsewhere.wrong(pair);
            known.count = all == null ? known.count + 1 : all;
            known.until = clock.getAsLong() + waitAfter(known.count);
            return false;
        }
    }

    private static long waitAfter(long count) {
        return count < FREE ? 0 : Math.min(1L << Math.min(count - FREE, 30), LONGEST_SECONDS) * SECOND;
    }
}
