package org.passerelle.document;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.access.Reach;
import org.passerelle.access.Right;
import org.passerelle.data.View;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Tag;
import org.passerelle.schema.Column;
import org.passerelle.schema.Module;
import org.passerelle.schema.Table;

/** What a document shows: the operations that its audience may use, and of those on tables one for each table. Pure. */
final class Entries {

    /** So many tables or views are named one by one; more would make a document that nobody can load. */
    static final int MANY = 200;

    private static final String RESOURCE = "{resource}";
    private static final String MODULE = "{module}";

    /** By tag, then by path; records in general form before those of each table. */
    private static final Comparator<Entry> ORDER = Comparator.<Entry>comparingInt(
                    entry -> entry.operation().tag().ordinal())
            .thenComparing(entry -> entry.subject() instanceof Subject.One)
            .thenComparing(Entry::path)
            .thenComparing(entry -> entry.operation().method());

    private final Stock stock;
    private final Audience audience;
    private final List<Table> open;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private Entries(Stock stock, Audience audience) {
        this.stock = stock;
        this.audience = audience;
        this.open = stock.open();
    }

    /**
     * An operation as the document shows it.
     *
     * @param id unique in the document
     * @param locked whether the audience may not use it
     */
    record Entry(String path, String id, String summary, Operation operation, Subject subject, boolean locked) {}

    static List<Entry> of(Stock stock, Audience audience) {
        var entries = new Entries(stock, audience);
        for (Operation operation : stock.operations()) {
            if (operation.tag() == Tag.SITE) {
                continue;
            }
            if (operation.right() instanceof Right.Data) {
                entries.onTables(operation);
            } else if (operation.right() instanceof Right.Published && audience.shows(operation)) {
                entries.onModules(operation);
            } else if (audience.shows(operation)) {
                entries.add(
                        path(operation),
                        operation.name(),
                        operation.title(),
                        operation,
                        new Subject.Nothing(),
                        !audience.may(operation, ""));
            }
        }
        return entries.entries.stream().sorted(ORDER).toList();
    }

    private void onTables(Operation operation) {
        List<Table> tables = open.stream()
                .filter(table -> fits(operation, table))
                .filter(table -> audience.everything() || audience.may(operation, table.name()))
                .toList();
        if (tables.isEmpty()) {
            return;
        }
        if (operation.path().startsWith("/api/" + RESOURCE) && tables.size() <= MANY) {
            tables.forEach(table -> resource(operation, table));
        } else {
            Table sample = tables.getFirst();
            Reach reach = audience.reach(operation, sample.name());
            add(
                    path(operation),
                    operation.name(),
                    operation.title(),
                    operation,
                    new Subject.Any(words(operation, tables), sample, reach, columns(sample, reach)),
                    tables.stream().noneMatch(table -> audience.may(operation, table.name())));
        }
    }

    /** The modules whose tables he may know are named, the others are spoken of in general. */
    private void onModules(Operation operation) {
        List<Table> known = stock.snapshot().modules().values().stream()
                .filter(table -> audience.knows(table.name()))
                .sorted(Comparator.comparing(Table::name))
                .toList();
        if (known.isEmpty() || known.size() > MANY || !operation.path().contains(MODULE)) {
            add(
                    operation.path(),
                    operation.name(),
                    operation.title(),
                    operation,
                    new Subject.Nothing(),
                    !audience.may(operation, ""));
        } else {
            known.forEach(table -> module(operation, table, table.module().orElseThrow()));
        }
    }

    private void module(Operation operation, Table table, Module module) {
        Module.Values values = module.values();
        Table valued = values == null || !audience.knows(values.table())
                ? null
                : stock.snapshot().open(values.table()).orElse(null);
        add(
                operation.path().replace(MODULE, encoded(module.name())),
                operation.name().replace("public.", "public." + module.name() + "."),
                operation.title() + " (" + module.name() + ")",
                operation,
                new Subject.OfModule(table, module, audience.known(table.name()), valued),
                !audience.may(operation, ""));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void resource(Operation operation, Table table) {
        add(
                operation.path().replace(RESOURCE, encoded(table.name())),
                operation.name().replace(".resource.", "." + table.name() + "."),
                summary(operation.title(), table.name()),
                operation,
                new Subject.One(table, audience.reach(operation, table.name())),
                !audience.may(operation, table.name()));
    }

    private void add(String path, String id, String summary, Operation operation, Subject subject, boolean locked) {
        String plain = id.replaceAll("[^A-Za-z0-9._-]", "_");
        String unique = plain;
        for (int i = 2; !ids.add(unique); i++) {
            unique = plain + "_" + i;
        }
        entries.add(new Entry(path, unique, summary, operation, subject, locked));
    }

    /** Records without a key can be listed, and no more. */
    private boolean fits(Operation operation, Table table) {
        if (operation.dryRun() == DryRun.DATA) {
            return stock.canChange(table);
        }
        return table.hasKey() || !operation.path().contains("{id}");
    }

    /** A view may have the name of a table. */
    private List<Column> columns(Table table, Reach reach) {
        Set<String> chosen = stock.views().stream()
                .filter(view -> view.key().equals(table.name()))
                .flatMap(view -> view.columns().stream())
                .map(View.ViewColumn::name)
                .collect(Collectors.toSet());
        return table.columns().values().stream()
                .filter(column -> reach.shows(column.name()))
                .filter(column -> chosen.isEmpty() || chosen.contains(column.name()))
                .toList();
    }

    private List<String> words(Operation operation, List<Table> tables) {
        Set<String> words = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        tables.forEach(table -> names.add(table.name()));
        if (operation.path().contains("{view}")) {
            stock.views().stream()
                    .filter(view -> names.contains(view.table()))
                    .map(View::key)
                    .forEach(words::add);
        }
        words.addAll(names);
        return words.size() > MANY ? List.of() : List.copyOf(words);
    }

    /** The data by view are documented with a slash at the end of their paths (wire.md §4). */
    private static String path(Operation operation) {
        return operation.faults() == Operation.Faults.MESSAGE ? operation.path() + "/" : operation.path();
    }

    private static String summary(String title, String table) {
        String named = title.replaceFirst(
                "(records|a record)", "$1 of " + table.replace("\\", "").replace("$", ""));
        return named.equals(title) ? title + " (" + table + ")" : named;
    }
}
