package org.passerelle.connection;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.SQLDialect;

/**
 * A kind of database, named as in a connection's {@code type}. Those with a case of their own are tested on the real thing; the others are
 * jOOQ's open-source dialects, for which a driver on the class path is enough.
 */
public enum Engine {
    SQLITE(SQLDialect.SQLITE),
    POSTGRESQL(SQLDialect.POSTGRES),
    MARIADB(SQLDialect.MARIADB),
    MYSQL(SQLDialect.MYSQL),
    H2(SQLDialect.H2),
    CLICKHOUSE(SQLDialect.CLICKHOUSE),
    DERBY(SQLDialect.DERBY),
    DUCKDB(SQLDialect.DUCKDB),
    FIREBIRD(SQLDialect.FIREBIRD),
    HSQLDB(SQLDialect.HSQLDB),
    TRINO(SQLDialect.TRINO),
    YUGABYTEDB(SQLDialect.YUGABYTEDB);

    private final SQLDialect dialect;

    Engine(SQLDialect dialect) {
        this.dialect = dialect;
    }

    public SQLDialect dialect() {
        return dialect;
    }

    /** As it is written in a connection's {@code type}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Engine> of(String word) {
        return Stream.of(values()).filter(e -> e.word().equals(word)).findFirst();
    }

    /** By the second part of a JDBC URL. */
    public static Optional<Engine> ofUrl(String url) {
        return url.startsWith("jdbc:") && url.indexOf(':', 5) > 0
                ? of(url.substring(5, url.indexOf(':', 5)).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    boolean isPostgres() {
        return this == POSTGRESQL || this == YUGABYTEDB;
    }

    /** Whether it speaks the dialect of MariaDB and MySQL. */
    public boolean isMaria() {
        return this == MARIADB || this == MYSQL;
    }

    /** What every new session is told. {@code seconds} bounds a statement. */
    List<String> greeting(int seconds) {
        if (isPostgres()) {
            return List.of("SET statement_timeout = " + seconds * 1000L
                    + "; SET plan_cache_mode = force_custom_plan; SET intervalstyle = iso_8601; SET timezone = 'UTC'"
                    + "; SET bytea_output = hex; SET extra_float_digits = 1");
        }
        return switch (this) {
            case MARIADB ->
                List.of("SET SESSION max_statement_time = " + seconds
                        + ", time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO'"
                        + ", collation_connection = utf8mb4_bin");
            case MYSQL -> List.of("SET SESSION max_execution_time = " + seconds * 1000L + ", time_zone = '+00:00'");
            case H2 -> List.of("SET QUERY_TIMEOUT " + seconds * 1000L);
            default -> List.of();
        };
    }
}
