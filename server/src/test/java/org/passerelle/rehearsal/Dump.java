package org.passerelle.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that a server keeps, at one moment: each table of the catalogue and of the business database, the outbox too, and each file; but for what
 * tells that somebody was here. Immutable.
 */
record Dump(Map<String, String> parts) {

    /** Use, and the beat of what runs by itself. */
    private static final Set<String> STAMPS =
            Set.of("usage_count", "session", "scheduled_tasks", "flyway_schema_history", "outbox_receipt");

    private static final Map<String, Set<String>> STAMPED_COLUMNS =
            Map.of("api_key", Set.of("last_used", "last_ip"), "account", Set.of("last_login"));

    static Dump of(Path folder) {
        var parts = new TreeMap<String, String>();
        tables(folder.resolve("catalogue.db"), "catalogue", parts);
        tables(folder.resolve("demo.db"), "business", parts);
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches(".*\\.db(-wal|-shm)?"))
                    .filter(file -> !folder.relativize(file).startsWith("audit")) // the audit log's, as its tables are
                    .forEach(file -> parts.put("file " + folder.relativize(file), digest(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Dump(parts);
    }

    /** Whether nothing is on its way any more: the outbox is empty, and every event was handed on. */
    static boolean isQuiet(Path folder) {
        return isNone(folder.resolve("demo.db"), "SELECT 1 FROM passerelle_outbox")
                && isNone(
                        folder.resolve("catalogue.db"),
                        "SELECT 1 FROM event, event_position p WHERE p.name = 'dispatch' AND event.number > p.number");
    }

    private static boolean isNone(Path file, String query) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            return column(statement, query).isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection open(Path file) throws SQLException {
        return new org.sqlite.JDBC().connect("jdbc:sqlite:" + file + "?busy_timeout=10000", new Properties());
    }

    /** What is other than in this one, by table or file. */
    List<String> differences(Dump later) {
        var names = new ArrayList<>(parts.keySet());
        later.parts.keySet().stream().filter(name -> !parts.containsKey(name)).forEach(names::add);
        return names.stream()
                .filter(name -> !String.valueOf(parts.get(name)).equals(String.valueOf(later.parts.get(name))))
                .map(name -> name + ": " + first(parts.get(name), later.parts.get(name)))
                .toList();
    }

    private static String first(String before, String after) {
        List<String> old = before == null ? List.of() : Arrays.asList(before.split("\n"));
        return after == null
                ? "gone"
                : Arrays.stream(after.split("\n"))
                        .filter(line -> !old.contains(line))
                        .findFirst()
                        .orElse("less than before");
    }

    private static void tables(Path file, String name, Map<String, String> parts) {
        try (Connection connection = open(file);
                Statement statement = connection.createStatement()) {
            for (String table :
                    column(statement, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
                if (!STAMPS.contains(table) && !table.startsWith("audit")) {
                    parts.put(name + " " + table, rows(statement, table));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> column(Statement statement, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private static String rows(Statement statement, String table) throws SQLException {
        Set<String> stamped = STAMPED_COLUMNS.getOrDefault(table, Set.of());
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
            while (rows.next()) {
                var line = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    if (!stamped.contains(rows.getMetaData().getColumnName(i))) {
                        line.append(rows.getString(i)).append('|');
                    }
                }
                lines.add(line.toString());
            }
        }
        lines.sort(null);
        return String.join("\n", lines);
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
