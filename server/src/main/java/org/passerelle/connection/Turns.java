package org.passerelle.connection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.passerelle.fault.Fault;

/**
 * Whose turn it is to write. SQLite has one writer at a time, and its library makes the others wait in native code: there a virtual thread
 * keeps its carrier, and as many of them as there are cores would stop the whole server. So they wait here, first come first served.
 * Thread-safe.
 */
interface Turns {

    /** For engines that see to it themselves. */
    Turns ALL_AT_ONCE = () -> () -> {};

    /** @throws Fault 503 when the turn does not come in time */
    Turn await();

    /** Ends when it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    static Turns oneAtATime(Duration patience) {
        var lock = new ReentrantLock(true);
        return () -> {
            try {
                if (lock.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    return lock::unlock;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw SqlErrors.busy(null);
        };
    }
}
