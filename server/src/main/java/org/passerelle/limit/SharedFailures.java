package org.passerelle.limit;

import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.limit.FailedLogins.Pair;

/**
 * Wrong secrets as all nodes have counted them. Nothing there tells who it was: a pair is kept by its digest. Where there is no such place, or it
 * is away, nothing is known. Thread-safe.
 */
final class SharedFailures {

    private static final SharedRedis.Script WRONG = SharedRedis.Script.of("/limit/wrong-secret.lua");

    private final SharedRedis redis;
    private final String[] arguments;

    /** @param waits after one, two … wrong ones; the last for all that follow */
    SharedFailures(SharedRedis redis, Duration remembered, List<Duration> waits) {
        this.redis = redis;
        this.arguments = Stream.concat(
                        Stream.of(remembered.toSeconds()), waits.stream().map(Duration::toMillis))
                .map(Object::toString)
                .toArray(String[]::new);
    }

    /** How long one must wait by now; null when that is not known. */
    @Nullable
    Duration waitOf(Pair pair) {
        Long millis = redis.ask(commands -> commands.pttl(waiting(pair)));
        return millis == null ? null : Duration.ofMillis(Math.max(millis, 0));
    }

    /** One more; how many by now, null when that is not known. */
    @Nullable
    Long wrong(Pair pair) {
        return redis.ask(commands ->
                WRONG.run(commands, ScriptOutputType.INTEGER, new String[] {count(pair), waiting(pair)}, arguments));
    }

    void right(Pair pair) {
        redis.ask(commands -> commands.del(count(pair), waiting(pair)));
    }

    private static String count(Pair pair) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((pair.neighbourhood() + "\n" + pair.name()).getBytes(StandardCharsets.UTF_8));
            return "passerelle:wrong:{" + HexFormat.of().formatHex(digest) + "}";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String waiting(Pair pair) {
        return count(pair) + ":wait";
    }
}
