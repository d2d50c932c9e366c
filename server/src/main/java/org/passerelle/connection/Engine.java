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

    /**
     * A query whose answer changes whenever tables, columns or keys do, and which is cheap to ask every two seconds; empty where there is
     * none, so that the whole description is read and compared.
     */
    Optional<String> fingerprint() {
        if (isPostgres()) {
            return Optional.of("""
                    SELECT (SELECT count(*) || '/' || coalesce(sum(hashtext(concat_ws('|', a.attrelid, a.attnum, a.attname, a.atttypid,
                             a.atttypmod, a.attnotnull, a.atthasdef, a.attidentity, a.attgenerated))::bigint), 0)
                            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v', 'm', 'p', 'f')
                              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema')
                        || (SELECT '/' || coalesce(sum(hashtext(concat_ws('|', c.oid, c.relname, n.nspname))::bigint), 0)
                            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                            WHERE c.relkind IN ('r', 'v', 'm', 'p', 'f')
                              AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema')
                        || (SELECT '/' || coalesce(sum(hashtext(concat_ws('|', indexrelid, indrelid, indisunique, indkey))::bigint), 0)
                            FROM pg_index WHERE indisunique)
                        || (SELECT '/' || coalesce(sum(hashtext(concat_ws('|', oid, conrelid, confrelid, conkey, confkey))::bigint), 0)
                            FROM pg_constraint WHERE contype = 'f')""");
        }
        return switch (this) {
            case SQLITE -> Optional.of("SELECT schema_version FROM pragma_schema_version");
            case MARIADB, MYSQL -> Optional.of("""
                    SELECT CONCAT(
                      (SELECT CONCAT(COUNT(*), '/', COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION,
                         COLUMN_TYPE, IS_NULLABLE, COALESCE(COLUMN_DEFAULT, ''), COLUMN_KEY, EXTRA))), 0))
                       FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()), '/',
                      (SELECT COALESCE(SUM(CRC32(CONCAT_WS('|', TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME,
                         COALESCE(REFERENCED_TABLE_NAME, ''), COALESCE(REFERENCED_COLUMN_NAME, '')))), 0)
                       FROM information_schema.KEY_COLUMN_USAGE WHERE TABLE_SCHEMA = DATABASE()))""");
            case H2 -> Optional.of("""
                    SELECT (SELECT COUNT(*) || '/' || COALESCE(SUM(ORA_HASH(TABLE_SCHEMA || '|' || TABLE_NAME || '|' || COLUMN_NAME || '|'
                        || ORDINAL_POSITION || '|' || DATA_TYPE || '|' || COALESCE(CHARACTER_MAXIMUM_LENGTH, 0) || '|'
                        || COALESCE(NUMERIC_PRECISION, 0) || '|' || COALESCE(NUMERIC_SCALE, 0) || '|' || IS_NULLABLE || '|'
                        || COALESCE(COLUMN_DEFAULT, ''))), 0) FROM INFORMATION_SCHEMA.COLUMNS
                        WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA')
                      || '/' || (SELECT COALESCE(SUM(ORA_HASH(CONSTRAINT_SCHEMA || '|' || CONSTRAINT_NAME || '|' || TABLE_NAME || '|'
                        || COLUMN_NAME)), 0) FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE)""");
            default -> Optional.empty();
        };
    }
}
