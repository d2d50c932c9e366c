package org.passerelle.catalogue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.passerelle.fault.Fault;

/**
 * Passerelle's own database. Thread-safe. A change made by another process or node is noticed within half a second, and told to those who
 * said {@link #onChange}; one's own changes are told before {@link #change} returns.
 */
public final class Catalogue implements Source, AutoCloseable {

    /** In the data folder, where it is no PostgreSQL. */
    public static final String FILE = "catalogue.db";

    private static final Logger LOG = Logger.getLogger(Catalogue.class);
    private static final int WATCH_MILLIS = 500;

    private final JdbcStore store;
    private final DSLContext sql;
    private final DSLContext reads;
    private final Disk disk = new Disk("The catalogue", this::probe);
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Map<Topic, List<Runnable>> listeners = new ConcurrentHashMap<>();
    private final Map<Topic, Long> seen = new EnumMap<>(Topic.class);
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("catalogue-watch").factory());

    private Catalogue(JdbcStore store) {
        this.store = store;
        SQLDialect dialect = store.isSqlite() ? SQLDialect.SQLITE : SQLDialect.POSTGRES;
        this.sql = DSL.using(store.dataSource(), dialect);
        this.reads = DSL.using(store.reads(), dialect);
        seen.putAll(revisions());
    }

    /** Opens it, and brings its tables to this version. */
    public static Catalogue open(CatalogueSettings settings) {
        return new Catalogue(JdbcStore.open(settings));
    }

    /** Begins to notice what other processes change. */
    public void watch() {
        watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public <T> List<T> all(Function<Row, T> make, String statement, Object... values) {
        return Away.told(() -> new Unit(reads).all(make, statement, values));
    }

    @Override
    public <T> Optional<T> one(Function<Row, T> make, String statement, Object... values) {
        return Away.told(() -> new Unit(reads).one(make, statement, values));
    }

    /** Runs a unit of work and commits it; whatever it throws rolls it back. */
    public <T> T change(Function<Unit, T> work) {
        return change(false, work);
    }

    /**
     * @param rehearsal rolls the unit back after it has run, so that every check and constraint has spoken and nothing has changed
     */
    public <T> T change(boolean rehearsal, Function<Unit, T> work) {
        boolean oneWriter = store.isSqlite();
        if (oneWriter) {
            writing.lock();
        }
        try {
            return Away.told(() -> committed(rehearsal, work));
        } finally {
            if (oneWriter) {
                writing.unlock();
            }
        }
    }

    private <T> T committed(boolean rehearsal, Function<Unit, T> work) {
        var units = new ArrayList<Unit>(1);
        T result;
        try {
            result = sql.transactionResult(transaction -> {
                var unit = new Unit(transaction.dsl());
                units.add(unit);
                T made = work.apply(unit);
                if (rehearsal) {
                    throw new Rehearsed(made);
                }
                unit.companions().forEach(Unit.Companion::prepare);
                unit.close();
                return made;
            });
            units.getFirst().companions().forEach(Unit.Companion::commit);
            disk.passed();
        } catch (Rehearsed rehearsed) {
            @SuppressWarnings("unchecked")
            T made = (T) rehearsed.result;
            return made;
        } catch (DataAccessException e) {
            if (Disk.isToBlame(e)) {
                disk.failed(e);
                throw Disk.refusal(e);
            }
            throw e;
        } finally {
            units.forEach(unit -> unit.companions().forEach(Unit.Companion::end));
        }
        Unit unit = units.getFirst();
        unit.followers().forEach(Runnable::run);
        if (!unit.touched().isEmpty()) {
            look();
        }
        return result;
    }

    public void onChange(Topic topic, Runnable listener) {
        listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** What ails it, in a sentence; empty when it answers and keeps what is written. */
    public Optional<String> ailment() {
        try {
            reads.fetchOne("SELECT 1");
            return disk.ailment();
        } catch (DataAccessException e) {
            LOG.warn("the catalogue does not answer", e);
            return Optional.of("The catalogue does not answer.");
        }
    }

    public boolean isWell() {
        return ailment().isEmpty();
    }

    private void probe() {
        // another number: SQLite writes nothing where nothing changes
        change(unit -> unit.run("UPDATE revision SET number = number + 1 WHERE topic = ?", Topic.SETTINGS.name()));
    }

    JdbcStore store() {
        return store;
    }

    DSLContext sql() {
        return sql;
    }

    /** Whether other servers may work with it: a catalogue in a file has one server. */
    public boolean isShared() {
        return !store.isSqlite();
    }

    /** The product and its version. */
    public String product() {
        return store.isSqlite()
                ? "SQLite " + sql.fetchValue("SELECT sqlite_version()")
                : "PostgreSQL " + sql.fetchValue("SHOW server_version");
    }

    @Override
    public void close() {
        watch.shutdownNow();
        store.close();
    }

    private synchronized void look() {
        try {
            revisions().forEach((topic, number) -> {
                if (!number.equals(seen.put(topic, number))) {
                    listeners.getOrDefault(topic, List.of()).forEach(Runnable::run);
                }
            });
        } catch (RuntimeException e) {
            LOG.warn("the catalogue cannot be watched", e);
        }
    }

    private Map<Topic, Long> revisions() {
        var numbers = new EnumMap<Topic, Long>(Topic.class);
        all(r -> numbers.put(Topic.valueOf(r.text("topic")), r.big("number")), "SELECT topic, number FROM revision");
        return numbers;
    }

    /** The unique key that a unit ran against, told as a 409. */
    public static Fault taken(String what, String id) {
        return Fault.conflict("{} {} exists already.", what, id);
    }

    private static final class Rehearsed extends RuntimeException {
        private final transient Object result;

        Rehearsed(Object result) {
            super(null, null, false, false);
            this.result = result;
        }
    }
}
