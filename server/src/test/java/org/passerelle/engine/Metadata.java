package org.passerelle.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What JDBC tells of a database's tables. */
final class Metadata {

    private Metadata() {}

    /** {@code Table.Column} of every table. */
    static Set<String> names(Database database) throws SQLException {
        Set<String> names = new TreeSet<>();
        String schema = database.engine() == Engine.POSTGRESQL ? "public" : null;
        try (Connection connection = database.connect();
                ResultSet columns = connection.getMetaData().getColumns(connection.getCatalog(), schema, "%", "%")) {
            while (columns.next()) {
                names.add(columns.getString("TABLE_NAME") + "." + columns.getString("COLUMN_NAME"));
            }
        }
        names.removeIf(name -> name.startsWith("sqlite_schema.")); // SQLite tells of its catalogue too
        return names;
    }

    static Set<String> keys(Database database, String table) throws SQLException {
        Set<String> keys = new HashSet<>();
        try (Connection connection = database.connect();
                ResultSet columns = connection.getMetaData().getPrimaryKeys(connection.getCatalog(), null, table)) {
            while (columns.next()) {
                keys.add(columns.getString("COLUMN_NAME"));
            }
        }
        return keys;
    }

    static int references(Database database) throws SQLException {
        int references = 0;
        try (Connection connection = database.connect()) {
            for (String table : Chinook.ROWS.keySet()) {
                try (ResultSet keys = connection.getMetaData().getImportedKeys(connection.getCatalog(), null, table)) {
                    while (keys.next()) {
                        references++;
                    }
                }
            }
        }
        return references;
    }
}
