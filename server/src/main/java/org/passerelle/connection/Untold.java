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
import org.jspecify.annotations.Nullable;

/**
 * What JDBC's metadata does not tell of types: the words of an enumerated one, what a domain of PostgreSQL is made of, and which texts of
 * MariaDB are JSON.
 *
 * @param types by the engine's name of the type, or by table and column
 */
record Untold(Map<String, ColumnType> types) {

    private static final Pattern WORD = Pattern.compile("'((?:[^']|'')*)'");
    private static final Pattern JSON = Pattern.compile("json_valid\\(`(.*)`\\)");
    private static final int NUMERIC_HEAD = 4;

    static Untold of(Engine engine, Connection connection) throws SQLException {
        var types = new HashMap<String, ColumnType>();
        if (engine.isPostgres()) {
            words(connection, types);
            domains(connection, types);
        } else if (engine.isMaria()) {
            for (String[] column : read(
                    connection,
                    "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE FROM information_schema.COLUMNS"
                            + " WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE = 'enum'")) {
                // its catalogue knows no character beyond the Basic Multilingual Plane
                types.put(
                        key(column[0], column[1]),
                        column[2].contains("?") ? new ColumnType.Text(0) : new ColumnType.Choice(quoted(column[2])));
            }
        }
        if (engine == Engine.MARIADB) {
            for (String[] check : read(
                    connection,
                    "SELECT TABLE_NAME, CHECK_CLAUSE FROM information_schema.CHECK_CONSTRAINTS"
                            + " WHERE CONSTRAINT_SCHEMA = DATABASE() AND CHECK_CLAUSE LIKE 'json_valid(%'")) {
                Matcher column = JSON.matcher(check[1]);
                if (column.matches()) {
                    types.put(key(check[0], column.group(1).replace("``", "`")), new ColumnType.JsonValue());
                }
            }
        }
        return new Untold(types);
    }

    @Nullable
    ColumnType of(String type, String table, String column) {
        if (type.startsWith("ENUM(")) {
            return new ColumnType.Choice(quoted(type)); // H2
        }
        ColumnType own = types.get(key(table, column));
        if (own == null && type.startsWith("_") && types.get(type.substring(1)) instanceof ColumnType items) {
            return new ColumnType.Array(items);
        }
        return own == null ? types.get(type) : own;
    }

    private static void words(Connection connection, Map<String, ColumnType> types) throws SQLException {
        Map<String, List<String>> words = new HashMap<>();
        for (String[] word : read(
                connection,
                "SELECT t.typname, e.enumlabel FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid ORDER BY e.enumsortorder")) {
            words.computeIfAbsent(word[0], k -> new ArrayList<>()).add(word[1]);
        }
        words.forEach((type, all) -> types.put(type, new ColumnType.Choice(List.copyOf(all))));
    }

    /** In the order in which they were made, so that one that is made of another comes after it. */
    private static void domains(Connection connection, Map<String, ColumnType> types) throws SQLException {
        for (String[] domain : read(
                connection,
                "SELECT d.typname, b.typname, d.typtypmod FROM pg_type d JOIN pg_type b ON b.oid = d.typbasetype"
                        + " WHERE d.typtype = 'd' ORDER BY d.oid")) {
            int modifier = Integer.parseInt(domain[2]) - NUMERIC_HEAD;
            boolean numeric = domain[1].equals("numeric");
            int size = modifier < 0 ? 0 : numeric ? modifier >> 16 : modifier;
            ColumnType base = types.get(domain[1]);
            types.put(
                    domain[0],
                    base != null
                            ? base
                            : TypeNames.type(Engine.POSTGRESQL, domain[1], 0, size, numeric ? modifier & 0x7FF : 0));
        }
    }

    private static String key(String table, String column) {
        return table + "\0" + column;
    }

    private static List<String[]> read(Connection connection, String sql) throws SQLException {
        var found = new ArrayList<String[]>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                var row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = rows.getString(i + 1);
                }
                found.add(row);
            }
        }
        return found;
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
