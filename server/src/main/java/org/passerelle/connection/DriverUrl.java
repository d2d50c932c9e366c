package org.passerelle.connection;

import java.util.Optional;

/** The URL that the driver is given: the one that was saved, and what this server always asks of the driver. */
final class DriverUrl {

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

    static String of(ConnectionSpec spec) {
        String url = spec.url();
        return switch (spec.engine()) {
            case SQLITE ->
                url + (url.contains("?") ? "&" : "?")
                        + "foreign_keys=ON&synchronous=FULL&busy_timeout=5000&transaction_mode=IMMEDIATE";
            case POSTGRESQL ->
                url + (url.contains("?") ? "&" : "?")
                        + "stringtype=unspecified&reWriteBatchedInserts=true&tcpKeepAlive=true"
                        + "&ApplicationName=passerelle&connectTimeout=3&binaryTransferDisable=TIMETZ";
            case MARIADB, MYSQL ->
                url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:") + (url.contains("?") ? "&" : "?")
                        + "allowLocalInfile=false&allowMultiQueries=false&useBulkStmts=false&rewriteBatchedStatements=false"
                        + "&yearIsDateType=false&connectTimeout=3000";
            case H2 -> url + ";LAZY_QUERY_EXECUTION=1";
            default -> url;
        };
    }
}
