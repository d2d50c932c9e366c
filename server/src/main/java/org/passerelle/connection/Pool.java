package org.passerelle.connection;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.passerelle.fault.Fault;

/** The connections of one business database. When none is to be had within three seconds, that is a 503. Thread-safe. */
final class Pool implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Pool.class);
    private static final Duration ACQUISITION = Duration.ofSeconds(3);
    private static final Duration TRUSTED = Duration.ofSeconds(5);
    private static final int SIZE = 10;
    private static final int SQLITE_SIZE = 4;

    private final ConnectionSpec spec;
    private final @Nullable AgroalDataSource source;

    Pool(ConnectionSpec spec, Greeting greeting) {
        this.spec = spec;
        this.source = source(spec, greeting);
    }

    /** Null without a driver: such a database is away, and must not stop the others. */
    private static @Nullable AgroalDataSource source(ConnectionSpec spec, Greeting greeting) {
        try {
            return AgroalDataSource.from(
                    new AgroalDataSourceConfigurationSupplier()
                            .metricsEnabled(false)
                            .connectionPoolConfiguration(pool -> pool.maxSize(size(spec))
                                    .acquisitionTimeout(ACQUISITION)
                                    .idleValidationTimeout(TRUSTED)
                                    .connectionValidator(Pool::isValid)
                                    .exceptionSorter(e -> SqlErrors.isLost(e, spec.engine()))
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
        } catch (SQLException | RuntimeException e) {
            LOG.errorf("%s cannot be opened: %s", spec, e.getMessage());
            return null;
        }
    }

    /** A SQLite database in memory belongs to its connection: there is one. */
    private static int size(ConnectionSpec spec) {
        if (spec.engine() != Engine.SQLITE) {
            return SIZE;
        }
        return spec.url().contains(":memory:") ? 1 : SQLITE_SIZE;
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** @throws Fault 503 */
    Connection take() {
        try {
            if (source != null) {
                return source.getConnection();
            }
        } catch (SQLException e) {
            throw away(e);
        }
        throw away(null);
    }

    /** One that answered just now; those that do not are thrown away. */
    Connection takeTried() throws SQLException {
        for (int tried = 0; tried < SIZE; tried++) {
            Connection connection = take();
            if (spec.engine() == Engine.SQLITE || isValid(connection)) {
                return connection;
            }
            connection.abort(Runnable::run);
            connection.close();
        }
        return take();
    }

    /** Not a lost connection, which would be replaced at once: the pool has tried already. */
    private static Fault away(@Nullable SQLException cause) {
        return Fault.unavailable(
                "The database behind this does not answer. Try again later.",
                Duration.ofSeconds(5),
                new SQLTransientConnectionException(cause));
    }

    @Override
    public void close() {
        if (source != null) {
            source.close();
        }
    }
}
