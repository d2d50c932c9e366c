package org.passerelle.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.passerelle.connection.Told;
import org.passerelle.engine.Database;

/** A database of PostgreSQL as a plain JDBC program sees it, and what the server's processes use. */
final class Postgres implements AutoCloseable {

    private static final int ROWS_AT_A_TIME = 500; // as the server does

    private final Connection connection;
    private final long server;

    /** A connection with the URL and the settings that the server would give it. */
    Postgres(Database database) throws SQLException {
        var login = new Properties();
        login.setProperty("user", database.user());
        login.setProperty("password", database.password());
        connection = new org.postgresql.Driver().connect(Told.url(database.jdbcUrl()), login);
        connection.createStatement().execute(Told.greeting(database.jdbcUrl()));
        server = server(database);
    }

    /** The process that all others come from. */
    static long server(Database database) throws SQLException {
        try (Connection connection = database.connect();
                ResultSet row = connection.createStatement().executeQuery("select pg_backend_pid()")) {
            row.next();
            return Cpu.parent(row.getLong(1)); // asked while the connection, and so its process, is there
        }
    }

    Connection connection() {
        return connection;
    }

    /** CPU microseconds so far of all its processes. */
    long cpu() {
        return Cpu.ofFamily(server);
    }

    /** Reads every cell, as the server must. @return how many characters */
    long scan(String query) throws SQLException {
        connection.setAutoCommit(false);
        long characters = 0;
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            try (ResultSet rows = statement.executeQuery()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int i = 1; i <= width; i++) {
                        String cell = rows.getString(i);
                        characters += cell == null ? 0 : cell.length();
                    }
                }
            }
        }
        connection.rollback();
        return characters;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
