package org.passerelle.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * In a Redis or Valkey that all nodes share: a script does there, at once and by that server's clock, what {@link SlidingLog} does here, so
 * that no window of any minute holds more on all nodes together. While that server is away each node counts by itself, with what it let
 * through before: a limit is there to share the machine out, not to keep anybody out, so an outage must not close the API (decision 17).
 * Thread-safe.
 */
final class RedisWindows implements Windows {

    private static final Logger LOG = Logger.getLogger(RedisWindows.class);

    /** How long Redis may take, to connect and for each answer, where its address says nothing else: {@code ?timeout=1s}. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Pattern TIMEOUT = Pattern.compile("[?&]timeout=");
    private static final String SCRIPT = script();

    private final ClientResources resources;
    private final RedisClient client;
    private final LocalWindows local;
    private final String window;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable Connected connected;
    private volatile long awayUntil = System.nanoTime();
    private volatile boolean away;

    RedisWindows(String url, LocalWindows local) {
        this(url, local, Duration.ofSeconds(SlidingLog.WINDOW_SECONDS));
    }

    RedisWindows(String url, LocalWindows local, Duration window) {
        this.window = Long.toString(TimeUnit.NANOSECONDS.toMicros(window.toNanos()));
        RedisURI uri = RedisURI.create(url);
        if (!TIMEOUT.matcher(url).find()) {
            uri.setTimeout(PATIENCE);
        }
        this.resources = DefaultClientResources.builder()
                .reconnectDelay(Delay.constant(PAUSE))
                .build();
        this.client = RedisClient.create(resources, uri);
        this.client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(uri.getTimeout()).build())
                .build());
        this.local = local;
    }

    /** @param script its digest, by which it is called */
    private record Connected(RedisCommands<String, String> commands, String script) {}

    @Override
    public Verdict take(Bucket bucket, int limit, Duration coolDown) {
        if (isToBeAsked()) {
            try {
                Connected redis = connected();
                if (redis != null) {
                    Verdict verdict = ask(redis, bucket, limit, coolDown);
                    back();
                    if (verdict.passes()) {
                        local.take(
                                bucket, Integer.MAX_VALUE, Duration.ZERO); // known here too, should that server go away
                    }
                    return verdict;
                }
            } catch (RedisException e) {
                away(e);
            }
        }
        return local.take(bucket, limit, coolDown);
    }

    private Verdict ask(Connected redis, Bucket bucket, int limit, Duration coolDown) {
        String kind = bucket.kind() == null ? "account" : bucket.kind().word();
        String log = "passerelle:limit:{" + kind + ":" + bucket.credential() + ":" + bucket.account() + "}";
        String[] keys = {log, log + ":cool"};
        String[] values = {
            Integer.toString(limit), window, Long.toString(TimeUnit.NANOSECONDS.toMicros(coolDown.toNanos()))
        };
        List<Long> answer;
        try {
            answer = redis.commands.evalsha(redis.script, ScriptOutputType.MULTI, keys, values);
        } catch (RedisNoScriptException e) {
            answer = redis.commands.eval(SCRIPT, ScriptOutputType.MULTI, keys, values);
        }
        return new Verdict(
                answer.get(0) == 1, limit, answer.get(1).intValue(), TimeUnit.MICROSECONDS.toNanos(answer.get(2)));
    }

    /** Who comes while somebody else connects waits for him: counted in two places, a window would hold too much. Null where Redis is away. */
    private @Nullable Connected connected() {
        Connected known = connected;
        if (known != null) {
            return known;
        }
        connecting.lock();
        try {
            known = connected;
            if (known == null && isToBeAsked()) {
                RedisCommands<String, String> commands = client.connect().sync();
                known = new Connected(commands, commands.digest(SCRIPT));
                connected = known;
            }
            return known;
        } catch (RedisException e) {
            away(e);
            return null;
        } finally {
            connecting.unlock();
        }
    }

    private boolean isToBeAsked() {
        return System.nanoTime() - awayUntil >= 0;
    }

    private void away(RedisException e) {
        awayUntil = System.nanoTime() + PAUSE.toNanos();
        if (!away) {
            away = true;
            LOG.warnf("limits are counted on each node by itself, because Redis does not answer: %s", e.getMessage());
        }
    }

    private void back() {
        if (away) {
            away = false;
            LOG.info("limits are counted on all nodes together again");
        }
    }

    private static String script() {
        try (InputStream script = RedisWindows.class.getResourceAsStream("/limit/sliding-log.lua")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        local.close();
        client.shutdown(Duration.ZERO, PATIENCE);
        resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
