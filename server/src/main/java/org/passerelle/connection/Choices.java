package org.passerelle.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of enumerated types, which JDBC's metadata does not tell: by type name on PostgreSQL, by table and column on MariaDB. */
record Choices(Engine engine, Connection connection) {

    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");

    Map<String, List<String>> words(String schema) throws SQLException {
        if (engine.isPostgres()) {
            return read(
                    "SELECT t.typname, e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid ORDER BY e.enumsortorder");
        }
        if (engine.isMaria()) {
            var words = new HashMap<String, List<String>>();
            read("SELECT CONCAT(TABLE_NAME, CHAR(0), COLUMN_NAME), COLUMN_TYPE FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE = 'enum'")
                    .forEach((column, type) -> words.put(column, quoted(type.getFirst())));
            return words;
        }
        return Map.of();
    }

    private Map<String, List<String>> read(String sql) throws SQLException {
        var words = new HashMap<String, List<String>>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                words.computeIfAbsent(rows.getString(1), k -> new ArrayList<>()).add(rows.getString(2));
            }
        }
        return words;
    }

    private static List<String> quoted(String type) {
        var words = new ArrayList<String>();
        Matcher word = WORD.matcher(type);
        while (word.find()) {
            words.add(word.group(1).replace("''", "'"));
        }
        return words;
    }
}
