package org.passerelle.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.passerelle.connection.Database;

/**
 * Empties one outbox, in the order of its letters: read some, take them in, delete them. Whatever ends it in between, the next round begins with
 * the same letters. Thread-safe.
 */
final class Courier {

    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int AT_ONCE = 64;
    private static final int EVENTS_AT_ONCE = 500;

    /** Letters of a busy moment go together: a commit of the catalogue costs more than they do. */
    private static final long GATHER_MILLIS = 20;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

    private final String connection;
    private final Supplier<Optional<Database>> outbox;
    private final Receipts receipts;
    private final ReentrantLock atWork = new ReentrantLock();
    private final AtomicBoolean awake = new AtomicBoolean();
    private volatile boolean stopped;
    private Instant cleaned = Instant.EPOCH;

    /** @param outbox empty while there is none */
    Courier(String connection, Supplier<Optional<Database>> outbox, Receipts receipts) {
        this.connection = connection;
        this.outbox = outbox;
        this.receipts = receipts;
    }

    void wake() {
        if (!stopped && awake.compareAndSet(false, true)) {
            Thread.ofVirtual().name("outbox-" + connection).start(this::work);
        }
    }

    void stop() {
        stopped = true;
    }

    private void work() {
        Duration pause = SHORTEST_PAUSE;
        atWork.lock();
        try {
            TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
            awake.set(false); // whoever wakes it from here on finds that it looks again
            while (!stopped && !empty()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            atWork.unlock();
        }
    }

    /** @return whether nothing is left to do now */
    private boolean empty() {
        try {
            outbox.get().ifPresent(this::empty);
            return true;
        } catch (RuntimeException e) {
            LOG.warnf("what changes of %s have left waits to be taken in: %s", connection, e.getMessage());
            LOG.debug("because", e);
            return false;
        }
    }

    private void empty(Database database) {
        while (!stopped) {
            Instant looked = receipts.clock().instant();
            List<Letter> letters = database.read(session -> OutboxTable.first(session, AT_ONCE));
            if (letters.isEmpty()) {
                clean(looked);
                return;
            }
            portions(letters).forEach(portion -> receipts.take(connection, portion));
            List<String> ids = letters.stream().map(Letter::id).toList();
            database.write(false, session -> {
                OutboxTable.delete(session, ids);
                return ids;
            });
        }
    }

    /** The catalogue is held up by nobody for long: a unit has about so many events. */
    private static List<List<Letter>> portions(List<Letter> letters) {
        List<List<Letter>> portions = new ArrayList<>();
        int events = EVENTS_AT_ONCE;
        for (Letter letter : letters) {
            if (events >= EVENTS_AT_ONCE) {
                portions.add(new ArrayList<>());
                events = 0;
            }
            portions.getLast().add(letter);
            events += letter.events().size();
        }
        return portions;
    }

    private void clean(Instant looked) {
        if (looked.isAfter(cleaned.plus(BETWEEN_CLEANINGS))) {
            receipts.forget(connection, looked);
            cleaned = looked;
        }
    }
}
