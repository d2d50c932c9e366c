package org.passerelle.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Disk;
import org.passerelle.fault.Fault;
import org.passerelle.format.RowSink;

/**
 * One business database, open. Thread-safe. What goes wrong in it comes out as a {@link Fault}, a {@link Violation} or a {@link
 * StaleSchema}; a database that is away is a 503 and nothing worse.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int TRIES = 3;

    /** The one table that is ours in a database that is not: nobody is shown it. */
    public static final String OUTBOX = "passerelle_outbox";

    private final ConnectionSpec spec;
    private final Cells cells;
    private final Pool pool;
    private final @Nullable SqliteAids sqlite;
    private final SlowStatements.Watch watch;
    private final Turns turns;
    private final Disk disk;

    Database(ConnectionSpec spec, ZoneId zone) {
        this(spec, zone, SlowStatements.Watch.NOBODY);
    }

    Database(ConnectionSpec spec, ZoneId zone, SlowStatements.Watch watch) {
        this.spec = spec;
        this.watch = watch;
        this.disk = new Disk("The database " + spec.id(), this::probe);
        this.cells = new Cells(spec.engine(), zone);
        this.sqlite = spec.engine() == Engine.SQLITE ? new SqliteAids(spec.statementTimeout(), zone) : null;
        this.pool = new Pool(spec, new Greeting(spec, sqlite));
        this.turns = spec.engine() == Engine.SQLITE ? Turns.oneAtATime(DriverUrl.patience(spec)) : Turns.ALL_AT_ONCE;
    }

    public String id() {
        return spec.id();
    }

    public Engine engine() {
        return spec.engine();
    }

    public boolean isReadOnly() {
        return spec.readOnly();
    }

    /** The most rows that one answer may hold. */
    public long rowCap() {
        return spec.rowCap() == 0 ? Long.MAX_VALUE : spec.rowCap();
    }

    ConnectionSpec spec() {
        return spec;
    }

    /**
     * Reads a little, each statement by itself. A connection that is lost is replaced: one that waited in the pool may be lost already, and its
     * successor on the way.
     */
    public <T> T read(Function<Session, T> work) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = connection(tried)) {
                return work.apply(session(connection, false));
            } catch (SQLException e) {
                throw SqlErrors.translate(e, spec.engine());
            } catch (Fault e) {
                if (tried == TRIES || !isLost(e)) {
                    throw e;
                }
            }
        }
    }

    /** Reads much, in one transaction, as the rows come. What is out cannot be taken back, so the connection is tried before. */
    public <T> T stream(Function<Session, T> work) {
        try (Connection connection = pool.takeTried()) {
            if (spec.engine() == Engine.SQLITE) {
                return work.apply(session(connection, false));
            }
            begin(connection);
            try {
                return work.apply(session(connection, true));
            } finally {
                undo(connection);
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /**
     * Changes, all or nothing. Work that lost against another transaction, or its connection, is run again, so it must be fit to run
     * twice; but what may have been committed never is.
     *
     * @param rehearsal rolls back what has run, so that constraints and triggers have spoken and nothing has changed
     */
    public <T> T write(boolean rehearsal, Function<Session, T> work) {
        if (spec.readOnly()) {
            throw Fault.forbidden("This table is read-only: its connection is.");
        }
        for (int tried = 1; ; tried++) {
            try (Turns.Turn _ = turns.await();
                    Connection connection = connection(tried)) {
                T result = uncommitted(connection, work);
                if (rehearsal) {
                    undo(connection);
                } else {
                    connection.commit();
                    disk.passed();
                }
                return result;
            } catch (SQLException e) {
                if (tried == TRIES || !SqlErrors.isCollision(e, spec.engine())) {
                    throw noted(SqlErrors.translate(e, spec.engine()));
                }
            } catch (Fault e) {
                if (tried == TRIES || !isCollision(e) && !isLost(e)) {
                    throw noted(e);
                }
            }
        }
    }

    /** A file's disk is this machine's: what it does not keep is told to who looks after the machine. */
    private RuntimeException noted(RuntimeException e) {
        if (spec.engine() == Engine.SQLITE && Disk.isToBlame(e)) {
            disk.failed(e);
        }
        return e;
    }

    /** What ails it, in a sentence; empty as long as what was written to it was kept. */
    public Optional<String> ailment() {
        return disk.ailment();
    }

    /** Writes a number that is there. */
    private void probe() {
        write(
                false,
                session -> session.update(new Sql(
                        "PRAGMA user_version = " + session.number(new Sql("PRAGMA user_version", List.of())),
                        List.of())));
    }

    private Connection connection(int tried) {
        return tried == 1 ? pool.take() : pool.takeTried();
    }

    private <T> T uncommitted(Connection connection, Function<Session, T> work) {
        begin(connection);
        boolean done = false;
        try {
            T result = work.apply(session(connection, false));
            done = true;
            return result;
        } finally {
            if (!done) {
                undo(connection);
            }
        }
    }

    private void begin(Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** Never hides why: an engine may have rolled back already, or be gone. */
    private void undo(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            LOG.debugf(e, "%s: nothing was left to roll back", spec);
        }
    }

    private Session session(Connection connection, boolean streaming) {
        return new Session(connection, spec.engine(), cells, sqlite, streaming, watch);
    }

    /** Lost at once, as one is that waited in the pool; after a long silence nothing is tried again. */
    private boolean isLost(Fault e) {
        return e.getCause() instanceof SQLException cause
                && SqlErrors.isLost(cause, spec.engine())
                && !SqlErrors.isSilence(cause);
    }

    private boolean isCollision(Fault e) {
        return e.getCause() instanceof SQLException cause && SqlErrors.isCollision(cause, spec.engine());
    }

    /** Writes fetched values into the sink, as {@link Session#copy} would have. */
    public void emit(@Nullable Object[] row, RowSink out) {
        out.startRow();
        for (Object value : row) {
            cells.emit(value, out);
        }
        out.endRow();
    }

    /** Tries the connection, and tells the product and its version. */
    public String greet() {
        try (Connection connection = pool.take()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** What it holds now, but for what is ours. */
    public List<PhysicalTable> inspect() {
        try (Connection connection = pool.take()) {
            return new Inspector(spec.engine(), connection)
                    .tables().stream()
                            .filter(table -> !table.name().equalsIgnoreCase(OUTBOX))
                            .toList();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** Changes whenever what it holds does; cheap where the engine allows. */
    public String fingerprint() {
        return Fingerprint.of(spec.engine())
                .map(sql -> read(session -> session.text(sql)))
                .orElseGet(() -> Integer.toHexString(inspect().hashCode()));
    }

    @Override
    public void close() {
        pool.close();
    }
}
