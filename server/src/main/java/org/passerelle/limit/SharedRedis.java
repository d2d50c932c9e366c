package org.passerelle.limit;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A Redis or Valkey in which all nodes count together, if there is one. While it is away each node counts by itself: a limit is there to share
 * the machine out and to slow down who guesses, not to keep anybody out, so an outage must not close the API (decision 17). Thread-safe.
 */
@Singleton
final class SharedRedis implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SharedRedis.class);

    /** How long it may take, to connect and for each answer, where its address says nothing else: {@code ?timeout=1s}. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Pattern TIMEOUT = Pattern.compile("[?&]timeout=");

    private final @Nullable Client client;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable RedisCommands<String, String> connected;
    private volatile long awayUntil = System.nanoTime();
    private volatile boolean away;

    private record Client(ClientResources resources, RedisClient redis) {

        static Client of(String url) {
            RedisURI uri = RedisURI.create(url);
            if (!TIMEOUT.matcher(url).find()) {
                uri.setTimeout(PATIENCE);
            }
            ClientResources resources = DefaultClientResources.builder()
                    .reconnectDelay(Delay.constant(PAUSE))
                    .build();
            RedisClient redis = RedisClient.create(resources, uri);
            redis.setOptions(ClientOptions.builder()
                    .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                    .socketOptions(SocketOptions.builder()
                            .connectTimeout(uri.getTimeout())
                            .build())
                    .build());
            return new Client(resources, redis);
        }

        void close() {
            redis.shutdown(Duration.ZERO, PATIENCE);
            resources.shutdown(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What is done there at once, by that server's clock. */
    record Script(String text, String digest) {

        static Script of(String resource) {
            try (InputStream in = SharedRedis.class.getResourceAsStream(resource)) {
                String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
                return new Script(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        <T> T run(RedisCommands<String, String> commands, ScriptOutputType type, String[] keys, String... values) {
            try {
                return commands.evalsha(digest, type, keys, values);
            } catch (RedisNoScriptException e) {
                return commands.eval(text, type, keys, values);
            }
        }
    }

    @Inject
    SharedRedis(LimitSettings settings) {
        this(settings.redisUrl());
    }

    /** @param url null where each node counts by itself */
    SharedRedis(@Nullable String url) {
        this.client = url == null ? null : Client.of(url);
    }

    boolean isConfigured() {
        return client != null;
    }

    /** What it answers; null when there is none, or it is away. */
    <T> @Nullable T ask(Function<RedisCommands<String, String>, T> question) {
        if (client == null || !isToBeAsked()) {
            return null;
        }
        try {
            RedisCommands<String, String> commands = connected(client.redis);
            if (commands == null) {
                return null;
            }
            T answer = question.apply(commands);
            back();
            return answer;
        } catch (RedisException e) {
            away(e);
            return null;
        }
    }

    /** Who comes while somebody else connects waits for him: counted in two places, a window would hold too much. Null where it is away. */
    private @Nullable RedisCommands<String, String> connected(RedisClient redis) {
        RedisCommands<String, String> known = connected;
        if (known != null) {
            return known;
        }
        connecting.lock();
        try {
            known = connected;
            if (known == null && isToBeAsked()) {
                known = redis.connect().sync();
                connected = known;
            }
            return known;
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

    @Override
    @PreDestroy
    public void close() {
        if (client != null) {
            client.close();
        }
    }
}
