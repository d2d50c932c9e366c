package org.passerelle.limit;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.setting.Settings;

/**
 * @param rateLimit requests a minute of a credential for which nothing else is said
 * @param accountRateLimit requests a minute of all credentials of an account together; 0 for no such limit
 * @param consoleRateLimit requests a minute of a console session, which has its own
 * @param coolDown for how long a credential is refused from a refusal on, however soon there would be room again
 * @param redisUrl of a Redis or Valkey in which all nodes count together; null where each counts by itself
 */
public record LimitSettings(
        int rateLimit,
        int accountRateLimit,
        int consoleRateLimit,
        Duration coolDown,
        @Nullable String redisUrl) {

    /** A page and what it loads by itself are several requests. */
    private static final int CONSOLE = 600;

    /** Requests a minute, where no setting says otherwise (PlanRadar P3). */
    public static final int STANDARD = 30;

    /** Nobody has more: it bounds the memory that one credential can take. */
    public static final int MOST = 1_000_000;

    private static final Pattern REDIS = Pattern.compile("rediss?://.");
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws Fault 400 for no sensible figure */
    public static @Nullable Integer checked(@Nullable Integer rateLimit) {
        if (rateLimit != null && (rateLimit < 1 || rateLimit > MOST)) {
            throw Fault.badMember("rateLimit", "is a whole number from 1 to {}", MOST);
        }
        return rateLimit;
    }

    public static LimitSettings from(Settings settings) {
        Duration coolDown = settings.duration("rateLimitCoolDown", Duration.ZERO);
        if (coolDown.isNegative() || coolDown.compareTo(LONGEST) > 0) {
            settings.problem("rateLimitCoolDown must be from PT0S to " + LONGEST);
        }
        String redisUrl = settings.text("redisUrl");
        if (redisUrl != null && !REDIS.matcher(redisUrl).lookingAt()) {
            settings.problem(
                    "redisUrl must be an address such as redis://user:password@redis.example.org:6379/0, or rediss:// for TLS");
        }
        return new LimitSettings(
                settings.number("rateLimit", STANDARD, 1, MOST),
                settings.number("accountRateLimit", 0, 0, MOST),
                settings.number("consoleRateLimit", CONSOLE, 1, MOST),
                coolDown,
                redisUrl);
    }
}
