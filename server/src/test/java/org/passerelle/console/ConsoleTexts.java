package org.passerelle.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which texts the console's pages ask for, besides those that their templates name. */
final class ConsoleTexts {

    private static final Path SOURCES = Path.of("src/main/java/org/passerelle/console");
    private static final Pattern COLUMN = Pattern.compile("Column\\.\\w+\\(\"([\\w.]+)\"\\)");
    private static final Pattern LITERAL = Pattern.compile("\"(\\w+)\"");

    /** What columns of states may say, in the words of the API. */
    private static final Map<String, Set<String>> STATES = Map.of(
            "origin", Set.of("default", "kept", "file", "environment"),
            "type", Set.of("USER", "ADMIN"),
            "status",
                    Set.of(
                            "up",
                            "down",
                            "unknown",
                            "active",
                            "delivered",
                            "failed",
                            "IN_PROGRESS",
                            "SUCCESS",
                            "ERROR",
                            "community",
                            "valid",
                            "expiring",
                            "grace",
                            "expired",
                            "invalid",
                            "WAITING",
                            "RUNNING",
                            "pending",
                            "accepted",
                            "refused"));

    /** The fields of a table's publication. */
    private static final Set<String> PUBLICATION = Set.of(
            "on",
            "name",
            "statusColumn",
            "everyRecord",
            "nameColumn",
            "publicColumns",
            "publishedColumns",
            "parentColumn",
            "values",
            "recordColumn",
            "dateColumn",
            "valueColumn",
            "columns");

    private ConsoleTexts() {}

    /** What there must be: without it a page fails, or shows the name of a member. */
    static Set<String> needed() {
        var needed = new TreeSet<String>();
        for (Menu.Part part : Menu.Part.values()) {
            if (part != Menu.Part.NONE) {
                needed.add("part_" + part.name().toLowerCase(Locale.ROOT));
            }
        }
        Stream.of("none", "r", "rw").forEach(level -> needed.add("level_" + level));
        PUBLICATION.forEach(field -> needed.add("publication_" + field));
        for (Collection collection : Collections.ALL) {
            needed.add(collection.textKey("title"));
            needed.add(collection.textKey("lead"));
            collection.columns().forEach(column -> needed.add("f_" + column.field()));
            collection.fields().forEach(field -> needed.add("f_" + text(field)));
            collection.deeds().forEach(deed -> needed.add("deed_" + deed.id()));
            collection.deeds().stream()
                    .flatMap(deed -> deed.fields().stream())
                    .forEach(field -> needed.add("f_" + field.name()));
            collection.deeds().stream()
                    .filter(Collection.Deed::grave)
                    .forEach(deed -> needed.add("before_" + deed.id()));
            collection.panels().forEach(panel -> needed.add("panel_" + panel.id()));
            collection.around().leaves().forEach(leaf -> needed.add("panel_" + leaf.id()));
            collection.panels().stream()
                    .flatMap(panel -> panel.columns().stream())
                    .forEach(column -> needed.add("f_" + column.field()));
        }
        return needed;
    }

    private static String text(Field field) {
        return field.name().replace('.', '_');
    }

    /** What there may be. */
    static Set<String> possible() throws IOException {
        var possible = new TreeSet<String>();
        try (var files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                LITERAL.matcher(source).results().forEach(found -> possible.add(found.group(1)));
                COLUMN.matcher(source)
                        .results()
                        .forEach(found -> possible.add("f_" + found.group(1).replace('.', '_')));
            }
        }
        possible.addAll(Set.of(
                "before_remove", "f_ok", "f_message", "f_millis", "f_licence", "h_licence", "f_users", "f_task"));
        Stream.of("date", "date_time", "time", "integer", "number").forEach(type -> possible.add("type_" + type));
        Grid.OPERATORS.forEach(operator -> possible.add("operator_" + operator));
        Stream.of("license_activate", "license_users_add", "license_users_remove")
                .forEach(operation -> possible.addAll(Set.of("deed_" + operation, "before_" + operation)));
        PUBLICATION.forEach(field -> possible.add("publication_h_" + field));
        STATES.forEach((state, words) -> words.forEach(word -> possible.add("o_" + state + "_" + word)));
        for (Collection collection : Collections.ALL) {
            possible.add(collection.textKey("new"));
            possible.add(collection.textKey("before_remove"));
            collection.panels().forEach(panel -> possible.add("panel_" + panel.id() + "_none"));
            collection.deeds().stream()
                    .flatMap(deed -> deed.fields().stream())
                    .forEach(field -> possible.add("h_" + field.name()));
            for (Field field : collection.fields()) {
                possible.addAll(Set.of(
                        collection.textKey("f_" + text(field)),
                        collection.textKey("h_" + text(field)),
                        "h_" + text(field)));
                field.source().forEach(word -> possible.add("o_" + text(field) + "_" + word));
            }
        }
        return possible;
    }
}
