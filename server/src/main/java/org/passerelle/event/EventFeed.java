package org.passerelle.event;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;

/** Rings when something happened, here or on another node, and when rights may have changed. Thread-safe. */
@Singleton
final class EventFeed {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private final AtomicLong rings = new AtomicLong();
    private final AtomicLong rights = new AtomicLong();
    private volatile boolean ending;
    private volatile boolean closed;

    @Inject
    EventFeed(Catalogue catalogue) {
        catalogue.onChange(Topic.EVENTS, this::ring);
        catalogue.onChange(Topic.PEOPLE, this::rightsChanged);
        catalogue.onChange(Topic.CREDENTIALS, this::rightsChanged);
    }

    long rings() {
        return rings.get();
    }

    /** Another number after each change of people or credentials. */
    long rights() {
        return rights.get();
    }

    boolean isClosed() {
        return closed;
    }

    /**
     * Waits for a ring.
     *
     * @param heard the last ring that the caller knows of
     * @return whether there was one before the patience ended
     */
    boolean await(long heard, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (rings.get() == heard && left > 0) {
                left = rung.awaitNanos(left);
            }
            return rings.get() != heard;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The server was told to stop: who listens ends now, so that no stream holds up the requests that end by themselves. */
    void farewell(@Observes ShutdownDelayInitiatedEvent begin) {
        ending = true;
        ring();
    }

    /** Whether the server is about to stop. */
    boolean isEnding() {
        return ending || closed;
    }

    /** Wakes everybody for good. */
    void close() {
        closed = true;
        ring();
    }

    private void rightsChanged() {
        rights.incrementAndGet();
        ring();
    }

    private void ring() {
        lock.lock();
        try {
            rings.incrementAndGet();
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
