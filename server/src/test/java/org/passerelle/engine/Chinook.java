package org.passerelle.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The Chinook music shop, 11 tables and 15,607 rows, the same on SQLite, PostgreSQL and MariaDB:
 * {@code Chinook.on(POSTGRESQL).sameNames().shared()}. Each script is loaded once per JVM and copied from then on,
 * MariaDB, which cannot copy a database, reads it again.
 * The PostgreSQL script says invoice_line where the others say InvoiceLine: {@link #sameNames} makes all three equal.
 */
public record Chinook(Engine engine, boolean renamed) {

    /** Rows of each table, by the names of the SQLite script. */
    public static final Map<String, Integer> ROWS = Map.ofEntries(
            Map.entry("Album", 347),
            Map.entry("Artist", 275),
            Map.entry("Customer", 59),
            Map.entry("Employee", 8),
            Map.entry("Genre", 25),
            Map.entry("Invoice", 412),
            Map.entry("InvoiceLine", 2240),
            Map.entry("MediaType", 5),
            Map.entry("Playlist", 18),
            Map.entry("PlaylistTrack", 8715),
            Map.entry("Track", 3503));

    /** What scripts say of databases as a whole, and psql's command: the database is ours to choose. */
    private static final Pattern ABOUT_DATABASES =
            Pattern.compile("^(DROP DATABASE|CREATE DATABASE|USE|\\\\c) .*$", Pattern.MULTILINE);

    public Chinook {
        if (engine == Engine.H2) {
            throw new IllegalArgumentException("Chinook has no script for H2");
        }
    }

    /** With the names of the engine's own script. */
    public static Chinook on(Engine engine) {
        return new Chinook(engine, false);
    }

    /** With PostgreSQL's tables and columns named as in the other scripts; constraints and indexes keep theirs. */
    public Chinook sameNames() {
        return new Chinook(engine, true);
    }

    /** The one every test of this JVM may read, and none may change. */
    public Database shared() {
        return engine.at(EngineFolder.perJvm(key("shared"), () -> copy().jdbcUrl()));
    }

    /** One of its own for the asker. */
    public Database copy() {
        return switch (engine) {
            case SQLITE -> copyOfFile();
            case POSTGRESQL ->
                PostgresServer.create(
                        Engine.unique("chinook"), EngineFolder.perJvm(key("template"), () -> loaded().name()));
            case MARIADB -> loaded();
            case H2 -> throw new IllegalStateException();
        };
    }

    /** {@code invoice_line} as the other scripts have it: {@code InvoiceLine}. */
    public static String sameName(String name) {
        return Arrays.stream(name.split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private Database loaded() {
        Database database = engine.fresh("chinook");
        String word = engine == Engine.MARIADB ? "mysql" : engine.type();
        String script = Database.resource("chinook/chinook_" + word + ".sql");
        database.runScript(ABOUT_DATABASES.matcher(script).replaceAll(""));
        if (renamed && engine == Engine.POSTGRESQL) {
            database.runScript(String.join(";\n", renames(database)));
        }
        return database;
    }

    private static List<String> renames(Database database) {
        List<String> renames = new ArrayList<>();
        for (Map<String, Object> row : database.query(
                "select table_name, column_name from information_schema.columns where table_schema = 'public'")) {
            String column = (String) row.get("column_name");
            renames.add("alter table %s rename column %s to \"%s\""
                    .formatted(row.get("table_name"), column, sameName(column)));
        }
        for (Map<String, Object> row :
                database.query("select table_name from information_schema.tables where table_schema = 'public'")) {
            String table = (String) row.get("table_name");
            renames.add("alter table %s rename to \"%s\"".formatted(table, sameName(table)));
        }
        return renames;
    }

    private Database copyOfFile() {
        Path template = Path.of(
                EngineFolder.perJvm(key("template"), () -> loaded().file().toString()));
        Path copy = EngineFolder.of("sqlite").resolve(Engine.unique("chinook") + ".db");
        try {
            Files.copy(template, copy); // its last connection closed, so nothing waits in a write-ahead log
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Engine.ofFile(copy);
    }

    /** SQLite and MariaDB have the names already: one database serves both variants. */
    private String key(String what) {
        boolean own = renamed && engine == Engine.POSTGRESQL;
        return "chinook." + engine.type() + "." + what + (own ? ".same-names" : "");
    }
}
