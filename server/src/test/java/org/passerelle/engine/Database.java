package org.passerelle.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * One database of one engine: what a setting needs to open it, and a side door for tests to prepare and look.
 * User and password are empty on SQLite. Every helper opens its own connection and closes it; an {@link SQLException}
 * comes out as {@link IllegalStateException} with the driver's as cause, except from {@link #connect}.
 */
public record Database(String type, String jdbcUrl, String user, String password) {

    public Engine engine() {
        return Engine.of(type);
    }

    /** A new connection, the caller's to close; from the driver itself, as DriverManager minds class loaders. */
    public Connection connect() throws SQLException {
        return connect(jdbcUrl);
    }

    /** Each statement in its own transaction, in order. */
    public void execute(String... sql) {
        with(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String one : sql) {
                    statement.execute(one);
                }
            }
            return null;
        });
    }

    /** Inserts, updates or deletes, and tells how many rows. */
    public int update(String sql, Object... args) {
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, args)) {
                return statement.executeUpdate();
            }
        });
    }

    /** Rows with labels in select order. Values are the driver's own; arrays become lists, large objects are read. */
    public List<Map<String, Object>> query(String sql, Object... args) {
        return with(connection -> {
            try (PreparedStatement statement = prepare(connection, sql, args);
                    ResultSet rows = statement.executeQuery()) {
                List<Map<String, Object>> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(row(rows));
                }
                return all;
            }
        });
    }

    /** The first column of the first row; a fault when there is no row. */
    public Object value(String sql, Object... args) {
        return query(sql, args).getFirst().values().iterator().next();
    }

    public long count(String table) {
        return ((Number) value("select count(*) from " + quote(table))).longValue();
    }

    /** Runs a whole SQL file in one transaction (MariaDB commits at each DDL); backslashes in strings are plain. */
    public void script(Path file) {
        try {
            runScript(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #script(Path)}, from the class path: {@code "zoo/h2.sql"}. */
    public void script(String resource) {
        runScript(resource(resource));
    }

    void runScript(String sql) {
        String settings =
                "&allowMultiQueries=true" + "&sessionVariables=sql_mode=concat(@@sql_mode,',NO_BACKSLASH_ESCAPES')";
        String url = engine() == Engine.MARIADB ? jdbcUrl + settings : jdbcUrl;
        with(url, connection -> {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                if (engine() == Engine.SQLITE) {
                    statement.executeUpdate(sql); // execute would run the first statement only
                } else {
                    statement.execute(sql);
                    while (statement.getMoreResults() || statement.getUpdateCount() >= 0) {
                        // a later statement's fault is thrown only when its result is asked for
                    }
                }
            }
            connection.commit();
            return null;
        });
    }

    /** As this engine writes an exact name: double quotes, on MariaDB backticks. */
    public String quote(String name) {
        String mark = engine() == Engine.MARIADB ? "`" : "\"";
        return mark + name.replace(mark, mark + mark) + mark;
    }

    /** The file of a SQLite database; a fault for every other. */
    public Path file() {
        if (engine() != Engine.SQLITE) {
            throw new IllegalStateException("Not a file: " + jdbcUrl);
        }
        return Path.of(jdbcUrl.substring("jdbc:sqlite:".length(), jdbcUrl.indexOf('?')));
    }

    /** Takes the database away, under open connections too. */
    public void drop() {
        switch (engine()) {
            case SQLITE -> {
                for (String suffix : List.of("", "-wal", "-shm")) {
                    var ignored = Path.of(file() + suffix).toFile().delete();
                }
            }
            case POSTGRESQL -> PostgresServer.drop(name());
            case MARIADB -> execute("drop database " + name());
            case H2 -> execute("drop all objects delete files", "shutdown");
        }
    }

    /** The name the server knows it by: what stands in the URL between the last slash and the first question mark. */
    String name() {
        String path = jdbcUrl.substring(jdbcUrl.lastIndexOf('/') + 1);
        return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    }

    static String resource(String name) {
        try (InputStream in = Database.class.getResourceAsStream("/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("No such resource: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Connection connect(String url) throws SQLException {
        Properties login = new Properties();
        if (!user.isEmpty()) {
            login.setProperty("user", user);
            login.setProperty("password", password);
        }
        Driver driver = switch (engine()) {
            case SQLITE -> new org.sqlite.JDBC();
            case POSTGRESQL -> new org.postgresql.Driver();
            case MARIADB -> new org.mariadb.jdbc.Driver();
            case H2 -> org.h2.Driver.load();
        };
        return driver.connect(url, login);
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... args) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < args.length; i++) {
            statement.setObject(i + 1, args[i]);
        }
        return statement;
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            // the driver of PostgreSQL takes money for a double and fails at its thousands separators
            boolean money = rows.getMetaData().getColumnTypeName(i).equals("money");
            row.put(rows.getMetaData().getColumnLabel(i), money ? rows.getString(i) : detached(rows.getObject(i)));
        }
        return row;
    }

    /** What stays readable after the connection closes. */
    private static Object detached(Object value) throws SQLException {
        return switch (value) {
            case Array array -> Arrays.asList((Object[]) array.getArray());
            case SQLXML xml -> xml.getString();
            case Clob clob -> clob.getSubString(1, (int) clob.length());
            case Blob blob -> blob.getBytes(1, (int) blob.length());
            case null, default -> value;
        };
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T with(Work<T> work) {
        return with(jdbcUrl, work);
    }

    private <T> T with(String url, Work<T> work) {
        try (Connection connection = connect(url)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(type + ": " + e.getMessage(), e);
        }
    }
}
