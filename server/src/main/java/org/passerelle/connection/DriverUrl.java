package org.passerelle.connection;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The URL that the driver is given: the one that was saved, and what this server always asks of the driver. */
final class DriverUrl {

    private static final int GRACE_SECONDS = 3;
    private static final Duration BUSY = Duration.ofSeconds(5);

    private DriverUrl() {}

    /**
     * The drivers that are here, by name: DriverManager minds whose class loader asks, and gives none after a Quarkus test. It finds the
     * others.
     */
    static Optional<Class<?>> driver(Engine engine) {
        return switch (engine) {
            case SQLITE -> Optional.of(org.sqlite.JDBC.class);
            case POSTGRESQL -> Optional.of(org.postgresql.Driver.class);
            case MARIADB, MYSQL -> Optional.of(org.mariadb.jdbc.Driver.class);
            case H2 -> Optional.of(org.h2.Driver.class);
            default -> Optional.empty();
        };
    }

    /** The engine ends a statement that takes too long; when not even that is heard, the network is gone. */
    private static String silence(ConnectionSpec spec, int unit) {
        boolean said = spec.url().toLowerCase(Locale.ROOT).contains("sockettimeout=");
        return said ? "" : "&socketTimeout=" + (spec.statementTimeout() + GRACE_SECONDS) * unit;
    }

    /** How long to wait for somebody else who writes. */
    static Duration patience(ConnectionSpec spec) {
        Duration most = Duration.ofSeconds(spec.statementTimeout());
        return most.compareTo(BUSY) < 0 ? most : BUSY;
    }

    static String of(ConnectionSpec spec) {
        String url = spec.url();
        return switch (spec.engine()) {
            case SQLITE ->
                url + (url.contains("?") ? "&" : "?")
                        + "foreign_keys=ON&synchronous=FULL&transaction_mode=IMMEDIATE&busy_timeout="
                        + patience(spec).toMillis();
            case POSTGRESQL ->
                url + (url.contains("?") ? "&" : "?")
                        + "stringtype=unspecified&reWriteBatchedInserts=true&tcpKeepAlive=true"
                        + "&ApplicationName=passerelle&connectTimeout=3&loginTimeout=3&binaryTransferDisable=TIMETZ"
                        + silence(spec, 1);
            case MARIADB, MYSQL ->
                url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:") + (url.contains("?") ? "&" : "?")
                        + "allowLocalInfile=false&allowMultiQueries=false&useBulkStmts=false&rewriteBatchedStatements=false"
                        + "&yearIsDateType=false&connectTimeout=3000" + silence(spec, 1_000);
            case H2 -> url + ";LAZY_QUERY_EXECUTION=1";
            default -> url;
        };
    }
}
