package org.passerelle.limit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Caller;

/**
 * How many requests a minute each credential may make, and each account if that is set. A log lives from a credential's first request until
 * a minute after its last, so memory is bounded by what is let through in a minute or two. Thread-safe.
 */
@Singleton
public final class RateLimits {

    private final LimitSettings settings;
    private final LongSupplier clock;
    private final ConcurrentHashMap<Bucket, SlidingLog> logs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rate-limits").factory());

    /** Whose requests are counted together. An account's bucket has no kind. */
    private record Bucket(Caller.@Nullable Kind kind, String credential, String account) {}

    @Inject
    RateLimits(LimitSettings settings) {
        this(settings, System::nanoTime);
        sweeper.scheduleWithFixedDelay(
                this::sweep, SlidingLog.WINDOW_SECONDS, SlidingLog.WINDOW_SECONDS, TimeUnit.SECONDS);
    }

    /** @param clock monotonic, in nanoseconds */
    RateLimits(LimitSettings settings, LongSupplier clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts a request of someone who has said who he is. */
    public Verdict take(Caller caller) {
        String account = caller.actor() == null ? caller.user() : caller.actor();
        Caller.Credential credential = caller.credential();
        Verdict one = take(new Bucket(credential.kind(), credential.id(), account), figure(caller));
        if (!one.passes() || settings.accountRateLimit() == 0) {
            return one; // what its own limit refuses takes nothing from the account's other credentials
        }
        Verdict all = take(new Bucket(null, "", account), settings.accountRateLimit());
        return all.passes() ? one : all;
    }

    /** How many requests a minute this caller may make: by his credential, else his account, else by default. Pages have their own. */
    public int figure(Caller caller) {
        if (caller.credential().kind() == Caller.Kind.CONSOLE) {
            return settings.consoleRateLimit();
        }
        return caller.bounds().rate().orElse(settings.rateLimit());
    }

    private Verdict take(Bucket bucket, int limit) {
        while (true) {
            SlidingLog log = logs.get(bucket);
            if (log == null) {
                log = logs.computeIfAbsent(bucket, b -> new SlidingLog());
            }
            Verdict verdict =
                    log.take(clock.getAsLong(), limit, settings.coolDown().toNanos());
            if (verdict != null) {
                return verdict;
            }
            logs.remove(bucket, log);
        }
    }

    /** Forgets who has made no request for a minute. */
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

    @PreDestroy
    void stop() {
        sweeper.shutdownNow();
    }
}
