package org.passerelle.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the whole catalogue as it is at one moment, made while others write: of SQLite the file, of PostgreSQL each table as JSON lines,
 * which any PostgreSQL takes back.
 */
public final class CatalogueCopy {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LINES = ".ndjson";

    private CatalogueCopy() {}

    /** The version of its tables. */
    public static String schema(Catalogue catalogue) {
        return flyway(catalogue.store(), "latest").info().current().getVersion().getVersion();
    }

    /** Writes it into an empty folder. */
    public static void write(Catalogue catalogue, Path folder) throws IOException {
        DSLContext sql = catalogue.sql();
        if (!catalogue.isShared()) {
            String file = folder.resolve(Catalogue.FILE).toString().replace("'", "''");
            sql.execute("VACUUM INTO '" + file + "'");
            return;
        }
        sql.transaction(transaction -> {
            DSLContext within = transaction.dsl();
            within.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"); // one moment for all tables
            for (String table : tables(within)) {
                try (var lines = Files.newBufferedWriter(folder.resolve(table + LINES));
                        Cursor<Record> rows = within.fetchLazy("SELECT * FROM " + quoted(table))) {
                    for (Record row : rows) {
                        write(row, lines);
                    }
                }
            }
        });
    }

    /**
     * Makes the catalogue anew of a copy.
     *
     * @param schema the version of the tables then
     * @throws IllegalStateException when there is a catalogue already
     */
    public static void read(Path folder, CatalogueSettings settings, String schema) throws IOException {
        if (settings.url() == null) {
            Files.copy(folder.resolve(Catalogue.FILE), settings.dataFolder().resolve(Catalogue.FILE));
            return;
        }
        try (JdbcStore store = JdbcStore.connect(settings)) {
            DSLContext sql = DSL.using(store.dataSource(), org.jooq.SQLDialect.POSTGRES);
            if (!tables(sql).isEmpty()) {
                throw new IllegalStateException("The database that catalogueUrl names is not empty.");
            }
            flyway(store, schema).migrate();
            sql.transaction(transaction -> fill(transaction.dsl(), folder));
        }
    }

    private static void fill(DSLContext sql, Path folder) throws IOException {
        List<Table<?>> ordered = ordered(sql);
        ordered.reversed().forEach(table -> sql.deleteFrom(table).execute()); // what the migrations began with
        for (Table<?> table : ordered) {
            try (var lines = Files.lines(folder.resolve(table.getName() + LINES))) {
                lines.forEach(line -> insert(sql, table, line));
            }
        }
    }

    /** Those that others refer to come first. */
    private static List<Table<?>> ordered(DSLContext sql) {
        Set<String> wanted = new LinkedHashSet<>(tables(sql));
        String schema = String.valueOf(sql.fetchValue("SELECT current_schema()"));
        var waiting = new ArrayList<Table<?>>(
                sql.meta().filterSchemas(s -> s.getName().equals(schema)).getTables());
        waiting.removeIf(table -> !wanted.contains(table.getName()));
        var ordered = new ArrayList<Table<?>>();
        while (!waiting.isEmpty()) {
            List<Table<?>> free = waiting.stream()
                    .filter(table -> table.getReferences().stream()
                            .map(reference -> reference.getKey().getTable().getName())
                            .allMatch(parent -> parent.equals(table.getName())
                                    || waiting.stream()
                                            .noneMatch(other -> other.getName().equals(parent))))
                    .toList();
            ordered.addAll(free);
            waiting.removeAll(free);
        }
        return ordered;
    }

    private static void insert(DSLContext sql, Table<?> table, String line) {
        try {
            JsonNode row = JSON.readTree(line);
            var fields = new ArrayList<Field<?>>();
            var values = new ArrayList<@Nullable Object>();
            row.properties().forEach(member -> {
                Field<?> field = table.field(member.getKey());
                if (field == null) {
                    throw new IllegalStateException(table.getName() + " has no column " + member.getKey());
                }
                fields.add(field);
                values.add(value(field, member.getValue()));
            });
            sql.insertInto(table).columns(fields).values(values).execute();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(Field<?> field, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        return field.getType() == byte[].class
                ? Base64.getDecoder().decode(value.asText())
                : field.getDataType().convert(value.isBoolean() ? (Object) value.asBoolean() : value.asText());
    }

    private static void write(Record row, BufferedWriter lines) throws IOException {
        ObjectNode line = JSON.createObjectNode();
        for (Field<?> field : row.fields()) {
            switch (row.get(field)) {
                case null -> line.putNull(field.getName());
                case byte[] bytes ->
                    line.put(field.getName(), Base64.getEncoder().encodeToString(bytes));
                case Number number -> line.put(field.getName(), new java.math.BigDecimal(number.toString()));
                case Boolean flag -> line.put(field.getName(), flag);
                case Object other -> line.put(field.getName(), other.toString());
            }
        }
        lines.write(line.toString());
        lines.write('\n');
    }

    private static List<String> tables(DSLContext sql) throws DataAccessException {
        return sql.fetch(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
                                + " AND table_type = 'BASE TABLE' AND table_name <> 'flyway_schema_history' ORDER BY table_name")
                .getValues(0, String.class);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static Flyway flyway(JdbcStore store, String target) {
        return store.migrations().target(target).load();
    }
}
