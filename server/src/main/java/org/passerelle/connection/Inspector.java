package org.passerelle.connection;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.PhysicalTable.Check;
import org.passerelle.connection.PhysicalTable.ForeignKey;
import org.passerelle.connection.PhysicalTable.PhysicalColumn;
import org.passerelle.connection.PhysicalTable.UniqueKey;

/**
 * Reads what a database holds from JDBC's metadata: tables and views of all schemas but the system's, in the order of their names. SQLite
 * is read by its own pragmas, which tell the declared types whole. Belongs to one connection.
 */
final class Inspector {

    private static final Set<String> KINDS = Set.of(
            "TABLE", "BASE TABLE", "VIEW", "MATERIALIZED VIEW", "PARTITIONED TABLE", "FOREIGN TABLE", "BASE VIEW");
    private static final Set<String> SYSTEM =
            Set.of("information_schema", "pg_catalog", "pg_toast", "sys", "mysql", "performance_schema", "system");

    private final Engine engine;
    private final Connection connection;
    private final DatabaseMetaData about;

    Inspector(Engine engine, Connection connection) throws SQLException {
        this.engine = engine;
        this.connection = connection;
        this.about = connection.getMetaData();
    }

    List<PhysicalTable> tables() throws SQLException {
        if (engine == Engine.SQLITE) {
            return new SqliteInspector(connection).tables();
        }
        var found = new TreeMap<String, Entry>();
        try (ResultSet rows = about.getTables(catalog(), null, "%", null)) {
            while (rows.next()) {
                String kind = String.valueOf(rows.getString("TABLE_TYPE")).toUpperCase(java.util.Locale.ROOT);
                String schema = schema(rows, "TABLE_SCHEM", "TABLE_CAT");
                if (KINDS.contains(kind) && !SYSTEM.contains(schema.toLowerCase(java.util.Locale.ROOT))) {
                    var entry = new Entry(schema, rows.getString("TABLE_NAME"), kind.endsWith("VIEW"));
                    found.put(entry.key(), entry);
                }
            }
        }
        Untold untold = Untold.of(engine, connection);
        for (String schema :
                found.values().stream().map(Entry::schema).distinct().toList()) {
            columns(schema, found, untold);
        }
        for (Entry entry : found.values()) {
            if (!entry.isView) {
                keys(entry);
            }
        }
        for (Checks.Named check : Checks.of(engine, connection)) {
            Entry entry = found.get(Entry.key(check.schema(), check.table()));
            if (entry != null) {
                entry.checks
                        .computeIfAbsent(check.name(), k -> new ArrayList<>())
                        .add(check.column());
            }
        }
        return found.values().stream().map(Entry::table).toList();
    }

    /** What is gathered of one table. */
    private record Entry(
            String schema,
            String name,
            boolean isView,
            List<PhysicalColumn> columns,
            List<String> primaryKey,
            List<UniqueKey> uniqueKeys,
            List<ForeignKey> foreignKeys,
            Map<String, List<String>> checks) {

        Entry(String schema, String name, boolean isView) {
            this(
                    schema,
                    name,
                    isView,
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new TreeMap<>());
        }

        String key() {
            return key(schema, name);
        }

        static String key(String schema, String name) {
            return schema + "\0" + name;
        }

        PhysicalTable table() {
            return new PhysicalTable(
                    schema,
                    name,
                    isView,
                    List.copyOf(columns),
                    List.copyOf(primaryKey),
                    List.copyOf(uniqueKeys),
                    List.copyOf(foreignKeys),
                    checks.entrySet().stream()
                            .map(check -> new Check(check.getKey(), List.copyOf(check.getValue())))
                            .toList());
        }
    }

    private void columns(String schema, Map<String, Entry> found, Untold untold) throws SQLException {
        try (ResultSet rows = about.getColumns(catalog(), pattern(schema), "%", "%")) {
            while (rows.next()) {
                Entry entry =
                        found.get(Entry.key(schema(rows, "TABLE_SCHEM", "TABLE_CAT"), rows.getString("TABLE_NAME")));
                if (entry == null) {
                    continue;
                }
                String name = rows.getString("COLUMN_NAME");
                String type = String.valueOf(rows.getString("TYPE_NAME"));
                String fallback = rows.getString("COLUMN_DEF");
                boolean automatic = "YES".equals(rows.getString("IS_AUTOINCREMENT"));
                ColumnType ours = untold.of(type, entry.name, name);
                entry.columns.add(new PhysicalColumn(
                        name,
                        ours != null ? ours : type(type, rows),
                        rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                        automatic || fallback != null && !fallback.equalsIgnoreCase("NULL"),
                        "YES".equals(rows.getString("IS_GENERATEDCOLUMN")) && !automatic,
                        null));
            }
        }
    }

    private ColumnType type(String name, ResultSet column) throws SQLException {
        return TypeNames.type(
                engine,
                name,
                column.getInt("DATA_TYPE"),
                column.getInt("COLUMN_SIZE"),
                column.getInt("DECIMAL_DIGITS"));
    }

    private void keys(Entry entry) throws SQLException {
        var primary = new TreeMap<Integer, String>();
        try (ResultSet rows = about.getPrimaryKeys(catalog(), schemaOrNull(entry.schema), entry.name)) {
            while (rows.next()) {
                primary.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        entry.primaryKey.addAll(primary.values());
        uniqueKeys(entry);
        foreignKeys(entry);
    }

    private void uniqueKeys(Entry entry) throws SQLException {
        var unique = new TreeMap<String, List<String>>();
        try (ResultSet rows = about.getIndexInfo(catalog(), schemaOrNull(entry.schema), entry.name, true, true)) {
            while (rows.next()) {
                if (rows.getString("INDEX_NAME") != null && rows.getString("FILTER_CONDITION") == null) {
                    unique.computeIfAbsent(rows.getString("INDEX_NAME"), k -> new ArrayList<>())
                            .add(String.valueOf(rows.getString("COLUMN_NAME")));
                }
            }
        }
        Set<String> names = new java.util.HashSet<>();
        entry.columns.forEach(c -> names.add(c.name()));
        unique.forEach((name, columns) -> {
            if (!columns.equals(entry.primaryKey) && names.containsAll(columns)) {
                entry.uniqueKeys.add(new UniqueKey(name, List.copyOf(columns)));
            }
        });
    }

    private void foreignKeys(Entry entry) throws SQLException {
        var foreign = new ArrayList<Foreign>();
        try (ResultSet rows = about.getImportedKeys(catalog(), schemaOrNull(entry.schema), entry.name)) {
            while (rows.next()) {
                if (rows.getInt("KEY_SEQ") == 1) {
                    foreign.add(new Foreign(
                            String.valueOf(rows.getString("FK_NAME")),
                            schema(rows, "PKTABLE_SCHEM", "PKTABLE_CAT"),
                            rows.getString("PKTABLE_NAME"),
                            new ArrayList<>(),
                            new ArrayList<>()));
                }
                foreign.getLast().columns.add(rows.getString("FKCOLUMN_NAME"));
                foreign.getLast().targets.add(rows.getString("PKCOLUMN_NAME"));
            }
        }
        foreign.forEach(key -> entry.foreignKeys.add(
                new ForeignKey(key.name, List.copyOf(key.columns), key.schema, key.table, List.copyOf(key.targets))));
    }

    private record Foreign(String name, String schema, String table, List<String> columns, List<String> targets) {}

    /** MariaDB calls a schema a catalog: only the connection's own is read, and it needs no name. */
    private @Nullable String catalog() throws SQLException {
        return connection.getCatalog();
    }

    private String schema(ResultSet rows, String schemaColumn, String catalogColumn) throws SQLException {
        String schema = engine.isMaria() ? "" : rows.getString(schemaColumn);
        return schema == null ? "" : schema;
    }

    private static @Nullable String schemaOrNull(String schema) {
        return schema.isEmpty() ? null : schema;
    }

    private @Nullable String pattern(String schema) throws SQLException {
        String escape = about.getSearchStringEscape();
        return schema.isEmpty() ? null : schema.replace("_", escape + "_").replace("%", escape + "%");
    }
}
