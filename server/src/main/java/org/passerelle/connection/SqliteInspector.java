package org.passerelle.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.passerelle.connection.PhysicalTable.Check;
import org.passerelle.connection.PhysicalTable.ForeignKey;
import org.passerelle.connection.PhysicalTable.PhysicalColumn;
import org.passerelle.connection.PhysicalTable.UniqueKey;

/** Reads what a SQLite database holds by its pragmas (sqlite.org/pragma.html), which tell the declared types whole. */
record SqliteInspector(Connection connection) {

    /** {@code NUMERIC(10,2)}, {@code NVARCHAR(160)}, {@code TIMESTAMP WITH TIME ZONE}. */
    private static final Pattern DECLARED = Pattern.compile("([^(]*)(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?(.*)");

    List<PhysicalTable> tables() throws SQLException {
        List<PhysicalTable> tables = new ArrayList<>();
        for (String[] table : read(
                "SELECT name, type FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")) {
            tables.add(table(table[0], table[1].equals("view")));
        }
        return tables;
    }

    private PhysicalTable table(String name, boolean isView) throws SQLException {
        var columns = new ArrayList<PhysicalColumn>();
        var primary = new TreeMap<Integer, String>();
        List<String[]> described =
                read("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?)", name);
        long keyColumns = described.stream().filter(c -> !c[4].equals("0")).count();
        for (String[] c : described) {
            ColumnType type = type(c[1]);
            boolean rowid = !c[4].equals("0") && keyColumns == 1 && c[1].equalsIgnoreCase("INTEGER");
            if (!c[4].equals("0")) {
                primary.put(Integer.valueOf(c[4]), c[0]);
            }
            if (!c[5].equals("1")) {
                columns.add(new PhysicalColumn(
                        c[0],
                        type,
                        c[2].equals("0") && c[4].equals("0"),
                        rowid || c[3] != null && !c[3].equalsIgnoreCase("NULL"),
                        c[5].equals("2") || c[5].equals("3"),
                        c[3]));
            }
        }
        List<String> key = List.copyOf(primary.values());
        return new PhysicalTable(
                "", name, isView, List.copyOf(columns), key, unique(name, key), foreign(name), checks(name, columns));
    }

    private List<Check> checks(String table, List<PhysicalColumn> columns) throws SQLException {
        List<String[]> made = read("SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", table);
        return made.isEmpty()
                ? List.of()
                : SqliteChecks.of(
                        made.getFirst()[0],
                        columns.stream().map(PhysicalColumn::name).toList());
    }

    private List<UniqueKey> unique(String table, List<String> primary) throws SQLException {
        var keys = new ArrayList<UniqueKey>();
        for (String[] index :
                read("SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND partial = 0", table)) {
            List<String> columns = new ArrayList<>();
            for (String[] column : read("SELECT name FROM pragma_index_info(?) ORDER BY seqno", index[0])) {
                columns.add(column[0]);
            }
            if (!columns.contains(null) && !columns.equals(primary)) {
                keys.add(new UniqueKey(index[0], List.copyOf(columns)));
            }
        }
        return keys;
    }

    /** A key that names no target columns means the target's primary key. */
    private List<ForeignKey> foreign(String table) throws SQLException {
        var keys = new TreeMap<Integer, ForeignKey>();
        for (String[] part : read(
                "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)) {
            var known = keys.get(Integer.valueOf(part[0]));
            List<String> from = known == null ? new ArrayList<>() : new ArrayList<>(known.columns());
            List<String> to = known == null ? new ArrayList<>() : new ArrayList<>(known.targetColumns());
            from.add(part[2]);
            if (part[3] != null) {
                to.add(part[3]);
            } else {
                var target = read("SELECT name FROM pragma_table_xinfo(?) WHERE pk = " + from.size(), part[1]);
                to.add(target.isEmpty() ? part[2] : target.getFirst()[0]);
            }
            keys.put(
                    Integer.valueOf(part[0]),
                    new ForeignKey("fk" + part[0], List.copyOf(from), "", part[1], List.copyOf(to)));
        }
        return List.copyOf(keys.values());
    }

    /** By the declared name, as a careful person meant it; SQLite's own affinity rules (sqlite.org/datatype3.html §3.1) come after. */
    static ColumnType type(String declared) {
        Matcher parts = DECLARED.matcher(declared.trim().toUpperCase(Locale.ROOT));
        if (declared.isBlank() || !parts.matches()) {
            return ColumnType.Other.ANY;
        }
        String name = (parts.group(1).trim() + " " + parts.group(4).trim()).trim();
        int size = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        int digits = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        if (name.startsWith("DECIMALTEXT")) {
            return new ColumnType.Decimal(size, size == 0 ? -1 : digits);
        }
        if (name.contains("DECIMAL") || name.contains("NUMERIC") || name.equals("NUMBER") || name.equals("MONEY")) {
            return new ColumnType.Decimal(size, size == 0 ? -1 : digits);
        }
        if (name.contains("TIMESTAMP") || name.contains("DATETIME")) {
            return new ColumnType.Moment(name.contains("WITH TIME ZONE") || name.contains("TIMESTAMPTZ"), "");
        }
        return switch (name) {
            case "DATE" -> new ColumnType.Day("");
            case "TIME" -> new ColumnType.Clock("");
            case "UUID", "GUID" -> new ColumnType.Uuid();
            case "JSON", "JSONB" -> new ColumnType.JsonValue();
            default -> byAffinity(name, size);
        };
    }

    private static ColumnType byAffinity(String name, int size) {
        if (name.contains("BOOL") || name.equals("BIT")) {
            return new ColumnType.Bool();
        }
        if (name.contains("INT")) {
            return ColumnType.Whole.signed(64);
        }
        if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
            return new ColumnType.Text(size);
        }
        if (name.contains("BLOB") || name.contains("BINARY")) {
            return new ColumnType.Binary();
        }
        if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
            return new ColumnType.Floating(false);
        }
        return new ColumnType.Other(name.toLowerCase(Locale.ROOT));
    }

    private List<String[]> read(String sql, String... values) throws SQLException {
        var rows = new ArrayList<String[]>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (ResultSet answer = statement.executeQuery()) {
                int width = answer.getMetaData().getColumnCount();
                while (answer.next()) {
                    var row = new String[width];
                    for (int i = 0; i < width; i++) {
                        row[i] = answer.getString(i + 1);
                    }
                    rows.add(row);
                }
            }
        }
        return rows;
    }
}
