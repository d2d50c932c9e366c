package org.passerelle.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a table's rules look at, which JDBC's metadata does not tell: PostgreSQL and H2 keep them, MariaDB keeps the rule's text,
 * with each name quoted. HSQLDB names the rule that a unique key is, and not its index, when it refuses. SQLite has {@link SqliteChecks}.
 */
final class Checks {

    private Checks() {}

    /** One rule and one column of it. */
    record Named(String schema, String table, String name, String column) {}

    static List<Named> of(Engine engine, Connection connection) throws SQLException {
        Optional<String> sql = query(engine);
        var found = new ArrayList<Named>();
        if (sql.isPresent()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql.get())) {
                while (rows.next()) {
                    found.add(new Named(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
        }
        return found;
    }

    private static Optional<String> query(Engine engine) {
        if (engine.isPostgres()) {
            return Optional.of("""
                    SELECT n.nspname, t.relname, c.conname, a.attname
                    FROM pg_constraint c
                    JOIN pg_class t ON t.oid = c.conrelid
                    JOIN pg_namespace n ON n.oid = t.relnamespace
                    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
                    WHERE c.contype = 'c'
                    ORDER BY c.conrelid, a.attnum""");
        }
        return switch (engine) {
            case MARIADB -> Optional.of("""
                    SELECT '', k.TABLE_NAME, k.CONSTRAINT_NAME, c.COLUMN_NAME
                    FROM information_schema.CHECK_CONSTRAINTS k
                    JOIN information_schema.COLUMNS c ON c.TABLE_SCHEMA = k.CONSTRAINT_SCHEMA AND c.TABLE_NAME = k.TABLE_NAME
                      AND LOCATE(CONCAT('`', REPLACE(c.COLUMN_NAME, '`', '``'), '`'), k.CHECK_CLAUSE) > 0
                    WHERE k.CONSTRAINT_SCHEMA = DATABASE()
                    ORDER BY c.TABLE_NAME, c.ORDINAL_POSITION""");
            case H2 -> Optional.of(usage("'CHECK'"));
            case HSQLDB -> Optional.of(usage("'CHECK', 'UNIQUE', 'PRIMARY KEY'"));
            default -> Optional.empty();
        };
    }

    /** By the views of the standard. */
    private static String usage(String kinds) {
        return """
                SELECT U.TABLE_SCHEMA, U.TABLE_NAME, U.CONSTRAINT_NAME, U.COLUMN_NAME
                FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS C
                JOIN INFORMATION_SCHEMA.CONSTRAINT_COLUMN_USAGE U
                  ON U.CONSTRAINT_SCHEMA = C.CONSTRAINT_SCHEMA AND U.CONSTRAINT_NAME = C.CONSTRAINT_NAME
                WHERE C.CONSTRAINT_TYPE IN (%s)
                ORDER BY U.TABLE_NAME, U.COLUMN_NAME""".formatted(kinds);
    }
}
