package org.passerelle.limit;

import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * In a Redis or Valkey that all nodes share: a script does there, at once and by that server's clock, what {@link SlidingLog} does here, so
 * that no window of any minute holds more on all nodes together. While that server is away each node counts by itself, with what it let
 * through before. Thread-safe.
 */
final class RedisWindows implements Windows {

    private static final SharedRedis.Script LOG = SharedRedis.Script.of("/limit/sliding-log.lua");

    private final SharedRedis redis;
    private final LocalWindows local;
    private final String window;

    RedisWindows(SharedRedis redis, LocalWindows local) {
        this(redis, local, Duration.ofSeconds(SlidingLog.WINDOW_SECONDS));
    }

    RedisWindows(SharedRedis redis, LocalWindows local, Duration window) {
        this.redis = redis;
        this.local = local;
        this.window = micros(window);
    }

    @Override
    public Verdict take(Bucket bucket, int limit, Duration coolDown) {
        String kind = bucket.kind() == null ? "account" : bucket.kind().word();
        String log = "passerelle:limit:{" + kind + ":" + bucket.credential() + ":" + bucket.account() + "}";
        List<Long> answer = redis.ask(commands -> LOG.run(
                commands,
                ScriptOutputType.MULTI,
                new String[] {log, log + ":cool"},
                Integer.toString(limit),
                window,
                micros(coolDown)));
        if (answer == null) {
            return local.take(bucket, limit, coolDown);
        }
        var verdict = new Verdict(
                answer.get(0) == 1, limit, answer.get(1).intValue(), TimeUnit.MICROSECONDS.toNanos(answer.get(2)));
        if (verdict.passes()) {
            local.take(bucket, Integer.MAX_VALUE, Duration.ZERO); // known here too, should that server go away
        }
        return verdict;
    }

    private static String micros(Duration duration) {
        return Long.toString(TimeUnit.NANOSECONDS.toMicros(duration.toNanos()));
    }

    @Override
    public void close() {
        local.close();
    }
}
