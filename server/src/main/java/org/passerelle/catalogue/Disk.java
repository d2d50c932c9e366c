package org.passerelle.catalogue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.passerelle.fault.Fault;

/**
 * Whether a database keeps what is written. Once its disk has failed, it is not believed until a write has passed again; who asks for the reason tries
 * one, at most once a second. Thread-safe.
 */
public final class Disk {

    private static final Logger LOG = Logger.getLogger(Disk.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final long BETWEEN_PROBES = Duration.ofSeconds(1).toNanos();
    private static final int MOST_CAUSES = 10;

    /** SQLITE_IOERR and SQLITE_FULL. */
    private static final Set<Integer> SQLITE = Set.of(10, 13);

    /** disk_full and io_error of PostgreSQL. */
    private static final Set<String> STATES = Set.of("53100", "58030");

    private final String name;
    private final Runnable probe;
    private final AtomicBoolean failing = new AtomicBoolean();
    private final AtomicLong probed = new AtomicLong();

    /**
     * @param name what is kept on it, to begin a sentence with
     * @param probe writes something that changes nothing
     */
    public Disk(String name, Runnable probe) {
        this.name = name;
        this.probe = probe;
    }

    /** Whether that went wrong because of a disk. */
    public static boolean isToBlame(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .anyMatch(cause -> cause instanceof SQLException e
                        && (e instanceof org.sqlite.SQLiteException
                                ? SQLITE.contains(e.getErrorCode() & 0xFF)
                                : e.getSQLState() != null && STATES.contains(e.getSQLState())));
    }

    /** What a client is told whose change was not kept. */
    public static Fault refusal(Throwable cause) {
        return Fault.unavailable("This cannot be kept: a disk is full or fails. Try again later.", SOON, cause);
    }

    public void failed(Throwable cause) {
        if (failing.compareAndSet(false, true)) {
            LOG.errorf(cause, "%s cannot be written: its disk is full or fails", name);
        }
    }

    public void passed() {
        if (failing.get() && failing.compareAndSet(true, false)) {
            LOG.infof("%s can be written again", name);
        }
    }

    /** What ails it, in a sentence; empty while it keeps what is written. */
    public Optional<String> ailment() {
        if (failing.get()) {
            probe();
        }
        return failing.get() ? Optional.of(name + " cannot be written: its disk is full or fails.") : Optional.empty();
    }

    private void probe() {
        long last = probed.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_PROBES && probed.compareAndSet(last, now)) {
            try {
                probe.run();
            } catch (RuntimeException e) {
                LOG.debugf(e, "%s cannot be written yet", name);
            }
        }
    }
}
