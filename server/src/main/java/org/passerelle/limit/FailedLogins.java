package org.passerelle.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.passerelle.address.ClientAddress;
import org.passerelle.fault.Fault;

/**
 * Slows down who guesses secrets that people choose. Wrong ones are counted for each pair of an address and a name: after the first
 * {@value #FREE} each costs a wait that doubles, up to {@value #LONGEST_SECONDS} seconds, until one is right or an hour has passed. Nobody
 * else's address is kept waiting, so nobody can be locked out from elsewhere. Checks of one pair run one after the other, so a crowd of
 * guesses sent at once is no way around it. Thread-safe.
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

    private record Pair(String neighbourhood, String name) {}

    /** Guarded by itself. */
    private static final class Failures {
        private int count;
        private long until;
    }

    @Inject
    public FailedLogins() {
        this(System::nanoTime);
    }

    /** @param clock monotonic, in nanoseconds */
    public FailedLogins(LongSupplier clock) {
        this.clock = clock;
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
            long wait = known.until - clock.getAsLong();
            if (known.count >= FREE && wait > 0) {
                throw Fault.tooMany(Duration.ofSeconds((wait + SECOND - 1) / SECOND));
            }
            if (check.getAsBoolean()) {
                known.count = 0;
                failures.invalidate(pair);
                return true;
            }
            known.count++;
            known.until = clock.getAsLong() + wait(known.count);
            return false;
        }
    }

    private static long wait(int count) {
        return count < FREE ? 0 : Math.min(1L << Math.min(count - FREE, 30), LONGEST_SECONDS) * SECOND;
    }
}
