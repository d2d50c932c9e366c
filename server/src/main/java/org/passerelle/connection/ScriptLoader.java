package org.passerelle.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.passerelle.format.Format;
import org.passerelle.format.RowSource;

/** Makes a SQLite database of SQL scripts and CSV files: the file is there whole, or not at all. */
public final class ScriptLoader {

    private static final int BATCH = 1_000;

    private ScriptLoader() {}

    /**
     * @param file must not be there; its folder must
     * @param scripts run in order
     * @param tables then filled in order: CSV with a header of column names, where an empty field is NULL
     * @param lastScripts run in order, on what is filled
     */
    public static void load(
            Path file, List<String> scripts, Map<String, InputStream> tables, List<String> lastScripts) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.deleteIfExists(unfinished);
            fill(unfinished, scripts, tables, lastScripts);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException e) {
            throw new IllegalStateException("the database " + file.getFileName() + " cannot be made", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without any care for a crash half-way: the file has not its name yet. */
    private static void fill(Path file, List<String> scripts, Map<String, InputStream> tables, List<String> lastScripts)
            throws SQLException {
        String url = "jdbc:sqlite:" + file + "?synchronous=OFF&journal_mode=MEMORY&foreign_keys=ON";
        try (Connection connection = new org.sqlite.JDBC().connect(url, new Properties())) {
            connection.setAutoCommit(false);
            run(connection, scripts);
            for (Map.Entry<String, InputStream> table : tables.entrySet()) {
                insert(connection, table.getKey(), RowSource.open(table.getValue(), Format.CSV, Optional.empty()));
            }
            run(connection, lastScripts);
            connection.commit();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA journal_mode = WAL"); // the file remembers it
            }
        }
    }

    private static void run(Connection connection, List<String> scripts) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String script : scripts) {
                statement.executeUpdate(script); // runs all its statements; execute would run the first
            }
        }
    }

    private static void insert(Connection connection, String table, Iterator<ObjectNode> rows) throws SQLException {
        if (!rows.hasNext()) {
            return;
        }
        ObjectNode row = rows.next();
        var columns = new ArrayList<String>();
        row.fieldNames().forEachRemaining(columns::add);
        String sql = "INSERT INTO \"" + table + "\" (\"" + String.join("\", \"", columns) + "\") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int count = 1; ; count++, row = rows.next()) {
                for (int i = 0; i < columns.size(); i++) {
                    JsonNode value = row.get(columns.get(i));
                    statement.setString(i + 1, value.isNull() ? null : value.textValue());
                }
                statement.addBatch();
                if (count % BATCH == 0 || !rows.hasNext()) {
                    statement.executeBatch();
                }
                if (!rows.hasNext()) {
                    return;
                }
            }
        }
    }
}
