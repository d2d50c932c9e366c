package org.passerelle.catalogue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The catalogue over JDBC. SQLite keeps what it has acknowledged: write-ahead log with {@code synchronous=FULL}; PostgreSQL with
 * {@code fsync=off} is refused. A connection that was lost meanwhile is thrown away, not kept.
 *
 * @param reads for what is looked up beside the units of work: by units too, which would wait for one another if they shared their connections
 */
record JdbcStore(AgroalDataSource dataSource, AgroalDataSource reads, boolean isSqlite) implements AutoCloseable {

    private static final int NODES_POOL = 10;
    private static final int FILE_POOL = 4; // one unit at a time, and three that read
    private static final Duration TRUSTED = Duration.ofSeconds(5);

    /** Connects, and brings the tables to this version. */
    static JdbcStore open(CatalogueSettings settings) {
        JdbcStore store = connect(settings);
        store.migrations().load().migrate();
        return store;
    }

    /** The migrations, to be loaded. */
    FluentConfiguration migrations() {
        return Flyway.configure().dataSource(dataSource).locations("classpath:db/migration");
    }

    static JdbcStore connect(CatalogueSettings settings) {
        boolean sqlite = settings.url() == null;
        String url = sqlite
                ? "jdbc:sqlite:" + settings.dataFolder().resolve(Catalogue.FILE)
                        + "?journal_mode=WAL&synchronous=FULL&foreign_keys=ON&busy_timeout=10000&transaction_mode=IMMEDIATE"
                : nodes(Objects.requireNonNull(settings.url()));
        try {
            if (sqlite) {
                makePrivate(settings.dataFolder().resolve(Catalogue.FILE));
            }
            AgroalDataSource units = pool(settings, sqlite, url);
            var store = new JdbcStore(units, sqlite ? units : pool(settings, false, url), sqlite);
            store.refuseUnsafe();
            return store;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The catalogue cannot be opened.", e);
        }
    }

    /** For its owner's eyes only, whatever the folder; SQLite makes the files beside it alike. */
    private static void makePrivate(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static AgroalDataSource pool(CatalogueSettings settings, boolean sqlite, String url) throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled(false)
                .connectionPoolConfiguration(pool -> pool.maxSize(sqlite ? FILE_POOL : NODES_POOL)
                        .acquisitionTimeout(Duration.ofSeconds(10))
                        .idleValidationTimeout(TRUSTED)
                        .connectionValidator(JdbcStore::isValid)
                        .exceptionSorter(Away::isLost)
                        .connectionFactoryConfiguration(factory -> {
                            // by name, not through DriverManager, which minds whose class loader asks
                            factory.connectionProviderClass(
                                            sqlite ? org.sqlite.JDBC.class : org.postgresql.Driver.class)
                                    .jdbcUrl(url)
                                    .jdbcTransactionIsolation(
                                            sqlite
                                                    ? TransactionIsolation.UNDEFINED
                                                    : TransactionIsolation.READ_COMMITTED);
                            if (settings.user() != null) {
                                factory.principal(new NamePrincipal(settings.user()));
                            }
                            if (settings.password() != null) {
                                factory.credential(new SimplePassword(settings.password()));
                            }
                            return factory;
                        })));
    }

    /** What the URL leaves open: when nothing is heard for this many seconds, the network is gone. */
    private static String nodes(String url) {
        return url
                + (url.contains("?") ? "&" : "?")
                + Stream.of("ApplicationName=passerelle", "tcpKeepAlive=true", "connectTimeout=3", "socketTimeout=60")
                        .filter(parameter -> !url.contains(parameter.substring(0, parameter.indexOf('=') + 1)))
                        .collect(Collectors.joining("&"));
    }

    private static boolean isValid(Connection connection) {
        try {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private void refuseUnsafe() throws SQLException {
        if (isSqlite) {
            return;
        }
        try (var connection = dataSource.getConnection();
                var answer = connection.createStatement().executeQuery("SHOW fsync")) {
            if (answer.next() && answer.getString(1).equals("off")) {
                throw new IllegalStateException(
                        "The catalogue's PostgreSQL runs with fsync=off: it may lose what it has acknowledged. Set fsync=on.");
            }
        }
    }

    @Override
    public void close() {
        dataSource.close();
        reads.close();
    }
}
