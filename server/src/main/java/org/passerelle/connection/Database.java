package org.passerelle.connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;
import org.passerelle.format.RowSink;

/**
 * One business database, open. Thread-safe. What goes wrong in it comes out as a {@link Fault}, a {@link Violation} or a {@link
 * StaleSchema}; a database that is away is a 503 and nothing worse.
 */
public final class Database implements AutoCloseable {

    private static final Duration ACQUISITION = Duration.ofSeconds(3);
    private static final int POOL = 10;
    private static final int SQLITE_POOL = 4;
    private static final int TRIES = 3;

    private final ConnectionSpec spec;
    private final Cells cells;
    private final AgroalDataSource pool;
    private final @Nullable SqliteAids sqlite;

    Database(ConnectionSpec spec, ZoneId zone) {
        this.spec = spec;
        this.cells = new Cells(spec.engine(), zone);
        this.sqlite = spec.engine() == Engine.SQLITE ? new SqliteAids(spec.statementTimeout(), zone) : null;
        this.pool = pool(spec, new Greeting(spec, sqlite));
    }

    private static AgroalDataSource pool(ConnectionSpec spec, Greeting greeting) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .metricsEnabled(false)
                            .connectionPoolConfiguration(pool -> pool.maxSize(size(spec))
                                    .acquisitionTimeout(ACQUISITION)
                                    .idleValidationTimeout(Duration.ofSeconds(5))
                                    .connectionValidator(Database::isValid)
                                    .connectionFactoryConfiguration(factory -> {
                                        factory.jdbcUrl(DriverUrl.of(spec));
                                        DriverUrl.driver(spec.engine()).ifPresent(factory::connectionProviderClass);
                                        if (spec.user() != null && spec.engine() != Engine.SQLITE) {
                                            factory.principal(new NamePrincipal(spec.user()));
                                        }
                                        if (spec.password() != null && spec.engine() != Engine.SQLITE) {
                                            factory.credential(new SimplePassword(spec.password()));
                                        }
                                        return factory;
                                    })),
                    greeting);
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** A SQLite database in memory belongs to its connection: there is one. */
    private static int size(ConnectionSpec spec) {
        if (spec.engine() != Engine.SQLITE) {
            return POOL;
        }
        return spec.url().contains(":memory:") ? 1 : SQLITE_POOL;
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
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

    /** Reads a little, each statement by itself. A connection that was lost meanwhile is replaced once. */
    public <T> T read(Function<Session, T> work) {
        for (int tried = 1; ; tried++) {
            try (Connection connection = connection()) {
                return work.apply(new Session(connection, spec.engine(), cells, sqlite, false));
            } catch (SQLException e) {
                throw SqlErrors.translate(e, spec.engine());
            } catch (Fault e) {
                if (tried > 1
                        || !(e.getCause() instanceof SQLException cause)
                        || !SqlErrors.isLost(cause, spec.engine())) {
                    throw e;
                }
                pool.flush(AgroalDataSource.FlushMode.IDLE);
            }
        }
    }

    /** Reads much, in one transaction, as the rows come. */
    public <T> T stream(Function<Session, T> work) {
        try (Connection connection = connection()) {
            if (spec.engine() == Engine.SQLITE) {
                return work.apply(new Session(connection, spec.engine(), cells, sqlite, false));
            }
            connection.setAutoCommit(false);
            try {
                return work.apply(new Session(connection, spec.engine(), cells, sqlite, true));
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /**
     * Changes, all or nothing. Work that lost against another transaction is run again, so it must be fit to run twice.
     *
     * @param rehearsal rolls back what has run, so that constraints and triggers have spoken and nothing has changed
     */
    public <T> T write(boolean rehearsal, Function<Session, T> work) {
        if (spec.readOnly()) {
            throw Fault.forbidden("This table is read-only: its connection is.");
        }
        for (int tried = 1; ; tried++) {
            try (Connection connection = connection()) {
                connection.setAutoCommit(false);
                boolean committed = false;
                try {
                    T result = work.apply(new Session(connection, spec.engine(), cells, sqlite, false));
                    if (!rehearsal) {
                        connection.commit();
                        committed = true;
                    }
                    return result;
                } finally {
                    if (!committed) {
                        connection.rollback();
                    }
                }
            } catch (SQLException e) {
                if (tried == TRIES || !SqlErrors.isCollision(e, spec.engine())) {
                    throw SqlErrors.translate(e, spec.engine());
                }
            } catch (Fault e) {
                if (tried == TRIES
                        || !(e.getCause() instanceof SQLException cause)
                        || !SqlErrors.isCollision(cause, spec.engine())) {
                    throw e;
                }
            }
        }
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
        try (Connection connection = connection()) {
            var about = connection.getMetaData();
            return about.getDatabaseProductName() + " " + about.getDatabaseProductVersion();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** What it holds now. */
    public List<PhysicalTable> inspect() {
        try (Connection connection = connection()) {
            return new Inspector(spec.engine(), connection).tables();
        } catch (SQLException e) {
            throw SqlErrors.translate(e, spec.engine());
        }
    }

    /** Changes whenever what it holds does; cheap where the engine allows. */
    public String fingerprint() {
        return spec.engine()
                .fingerprint()
                .map(sql -> read(session -> session.text(sql)))
                .orElseGet(() -> Integer.toHexString(inspect().hashCode()));
    }

    private Connection connection() throws SQLException {
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            throw Fault.unavailable(
                    "The database behind this does not answer. Try again later.", Duration.ofSeconds(5), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
