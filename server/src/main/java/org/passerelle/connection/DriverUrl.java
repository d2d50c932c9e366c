package org.passerelle.connection;

/** The URL that the driver is given: the one that was saved, and what this server always asks of the driver. */
final class DriverUrl {

    private DriverUrl() {}

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
