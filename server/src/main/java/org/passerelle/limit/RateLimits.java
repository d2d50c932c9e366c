package org.passerelle.limit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;
import org.passerelle.access.Caller;

/** How many requests a minute each credential may make, and each account if that is set. Thread-safe. */
@Singleton
public final class RateLimits {

    private final LimitSettings settings;
    private final Windows windows;

    @Inject
    RateLimits(LimitSettings settings, SharedRedis redis) {
        this(settings, windows(redis, System::nanoTime));
    }

    RateLimits(LimitSettings settings, Windows windows) {
        this.settings = settings;
        this.windows = windows;
    }

    private static Windows windows(SharedRedis redis, LongSupplier clock) {
        LocalWindows local = new LocalWindows(clock).swept();
        return redis.isConfigured() ? new RedisWindows(redis, local) : local;
    }

    /** Counts a request of someone who has said who he is. */
    public Verdict take(Caller caller) {
        String account = caller.actor() == null ? caller.user() : caller.actor();
        Caller.Credential credential = caller.credential();
        Verdict one = take(new Windows.Bucket(credential.kind(), credential.id(), account), figure(caller));
        if (!one.passes() || settings.accountRateLimit() == 0) {
            return one; // what its own limit refuses takes nothing from the account's other credentials
        }
        Verdict all = take(new Windows.Bucket(null, "", account), settings.accountRateLimit());
        return all.passes() ? one : all;
    }

    /** How many requests a minute this caller may make: by his credential, else his account, else by default. Pages have their own. */
    public int figure(Caller caller) {
        if (caller.credential().kind() == Caller.Kind.CONSOLE) {
            return settings.consoleRateLimit();
        }
        return caller.bounds().rate().orElse(settings.rateLimit());
    }

    private Verdict take(Windows.Bucket bucket, int limit) {
        return windows.take(bucket, limit, settings.coolDown());
    }

    @PreDestroy
    void stop() {
        windows.close();
    }
}
