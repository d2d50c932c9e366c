package org.passerelle.credential;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** When and from where keys were last used: gathered while requests run, written behind them, many at once. Thread-safe. */
@Singleton
final class KeyUses {

    private static final Logger LOG = Logger.getLogger(KeyUses.class);
    private static final int PAUSE_SECONDS = 10;

    private final KeyStore store;
    private final ConcurrentHashMap<String, KeyStore.Use> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("key-uses").factory());

    @Inject
    KeyUses(KeyStore store) {
        this.store = store;
        writer.scheduleWithFixedDelay(this::write, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
    }

    /** @param at milliseconds since 1970 */
    void note(String id, long at, String address) {
        waiting.putIfAbsent(id, new KeyStore.Use(at, address));
    }

    /** Writes what is waiting; what cannot be written waits on. */
    synchronized void write() {
        if (waiting.isEmpty()) {
            return;
        }
        Map<String, KeyStore.Use> batch = new HashMap<>(waiting);
        try {
            store.used(batch);
            batch.forEach(waiting::remove);
        } catch (RuntimeException e) {
            LOG.debug("the use of keys cannot be written now", e);
        }
    }

    void stop(@Observes ShutdownEvent end) {
        writer.shutdown();
        write();
    }
}
