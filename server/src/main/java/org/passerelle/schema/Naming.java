package org.passerelle.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.connection.PhysicalTable.ForeignKey;
import org.passerelle.connection.PhysicalTable.PhysicalColumn;

/**
 * From a database's names to public ones (wire.md §1, §4). Pure.
 *
 * <ul>
 *   <li>A table keeps its name; a reserved name, or one that an earlier connection has, becomes {@code connection_table}; of two schemas of
 *       one connection, the later table becomes {@code schema_table}. An open table comes before closed ones, a chosen name before all.
 *   <li>A column keeps its name; one called {@code id} that is not the primary key, or {@code cle} that is not the key, gets a {@code _}
 *       behind it.
 *   <li>A relation is named after its column, without {@code _id} or {@code Id} at the end; else after its target.
 * </ul>
 */
final class Naming {

    static final Set<String> RESERVED =
            Set.of("list", "item", "items", "oauth2", "file", "status", "actions", "public", "v1", "v2", "docs");

    private static final int RANKS = 3;

    private final Map<TableChoice.Id, TableChoice> choices;
    private final Map<String, Table> named = new LinkedHashMap<>();
    private final Map<TableChoice.Id, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Set<String> here = new HashSet<>();

    private Naming(Map<TableChoice.Id, TableChoice> choices) {
        this.choices = choices;
    }

    /**
     * @param found by connection, in the order of the connections
     * @param away names of tables that cannot be seen now: nobody else gets them
     */
    static Map<String, Table> name(
            Map<String, List<PhysicalTable>> found, Map<TableChoice.Id, TableChoice> choices, Set<String> away) {
        var naming = new Naming(choices);
        naming.taken.addAll(away);
        for (int rank = 0; rank < RANKS; rank++) {
            int now = rank;
            found.forEach((connection, tables) -> tables.stream()
                    .filter(table -> naming.rank(connection, table) == now)
                    .forEach(table -> naming.take(connection, table)));
        }
        found.forEach((connection, tables) -> {
            Map<String, PhysicalTable> here = new HashMap<>();
            tables.forEach(table -> here.put(table.schema() + "\0" + table.name(), table));
            tables.forEach(table -> naming.build(connection, table, here));
        });
        return naming.named;
    }

    /** Chosen names before all others, and names that clients use before those of closed tables: no new table takes one away. */
    private int rank(String connection, PhysicalTable table) {
        TableChoice choice = choice(connection, table);
        return choice.publicName() != null ? 0 : choice.isOpen() ? 1 : RANKS - 1;
    }

    /** Of one rank, whoever comes first keeps the name. */
    private void take(String connection, PhysicalTable table) {
        var id = new TableChoice.Id(connection, table.schema(), table.name());
        String chosen = Optional.ofNullable(choices.get(id))
                .map(TableChoice::publicName)
                .orElse(null);
        List<String> wishes = new ArrayList<>();
        if (chosen != null) {
            wishes.add(chosen);
        }
        wishes.add(table.name());
        if (!here.add(connection + "\0" + table.name())) {
            wishes.add(table.schema() + "_" + table.name());
        }
        wishes.add(connection + "_" + table.name());
        wishes.add(connection + "_" + table.schema() + "_" + table.name());
        String name = wishes.stream()
                .filter(wish -> !taken.contains(wish) && !RESERVED.contains(wish))
                .findFirst()
                .orElseGet(() -> connection + "_" + table.schema() + "_" + table.name() + "_" + names.size());
        names.put(id, name);
        taken.add(name);
    }

    private void build(String connection, PhysicalTable table, Map<String, PhysicalTable> here) {
        var id = new TableChoice.Id(connection, table.schema(), table.name());
        TableChoice choice = choice(connection, table);
        Map<String, Column> columns = Table.index(columns(table, choice));
        List<Column> primary = columns.values().stream()
                .filter(c -> table.primaryKey().contains(c.physical()))
                .sorted(java.util.Comparator.comparingInt(
                        c -> table.primaryKey().indexOf(c.physical())))
                .toList();
        named.put(
                String.valueOf(names.get(id)),
                new Table(
                        String.valueOf(names.get(id)),
                        connection,
                        table,
                        java.util.Collections.unmodifiableMap(columns),
                        primary,
                        key(table, columns, choice),
                        relations(connection, table, choice, here),
                        choice.isOpen(),
                        choice.isSensitive(),
                        Optional.ofNullable(choice.module())));
    }

    private TableChoice choice(String connection, PhysicalTable table) {
        return choices.getOrDefault(
                new TableChoice.Id(connection, table.schema(), table.name()),
                TableChoice.closed(connection, table.schema(), table.name()));
    }

    private static List<Column> columns(PhysicalTable table, TableChoice choice) {
        Map<String, String> named = columnNames(table, choice);
        List<Column> columns = new ArrayList<>();
        for (PhysicalColumn c : table.columns()) {
            columns.add(new Column(
                    String.valueOf(named.get(c.name())),
                    c.name(),
                    c.type(),
                    c.nullable(),
                    c.hasDefault(),
                    c.generated(),
                    c.fallback()));
        }
        return columns;
    }

    private static Map<String, String> columnNames(PhysicalTable table, TableChoice choice) {
        Set<String> taken = new HashSet<>();
        table.columns().forEach(c -> taken.add(c.name()));
        var named = new HashMap<String, String>();
        for (PhysicalColumn c : table.columns()) {
            boolean keepsId = !c.name().equals("id") || table.primaryKey().equals(List.of("id"));
            boolean keepsCle = !c.name().equals("cle")
                    || isUnique(table, "cle")
                            && (choice.keyColumn() == null || choice.keyColumn().equals("cle"));
            String name = c.name();
            while (!(keepsId && keepsCle) && taken.contains(name)) {
                name += "_";
            }
            named.put(c.name(), name);
        }
        return named;
    }

    /** The chosen column, else a unique column called {@code cle}, else none: the primary key. */
    static Optional<Column> key(PhysicalTable table, Map<String, Column> columns, TableChoice choice) {
        String wanted = choice.keyColumn() == null ? "cle" : choice.keyColumn();
        return Optional.ofNullable(columns.get(wanted))
                .filter(c -> isUnique(table, c.physical()))
                .filter(c -> !table.primaryKey().equals(List.of(c.physical())));
    }

    static boolean isUnique(PhysicalTable table, String column) {
        return table.primaryKey().equals(List.of(column))
                || table.uniqueKeys().stream().anyMatch(k -> k.columns().equals(List.of(column)));
    }

    private List<Relation> relations(
            String connection, PhysicalTable table, TableChoice choice, Map<String, PhysicalTable> here) {
        var relations = new LinkedHashMap<String, Relation>();
        for (ForeignKey key : table.foreignKeys()) {
            PhysicalTable physical = here.get(key.targetSchema() + "\0" + key.targetTable());
            String target = names.get(new TableChoice.Id(connection, key.targetSchema(), key.targetTable()));
            if (physical == null || target == null) {
                continue;
            }
            String name = key.columns().size() == 1
                    ? key.columns().getFirst().replaceFirst("(?<=.)(_id|_ID|Id|ID)$", "")
                    : target;
            while (relations.containsKey(name)) {
                name += "_";
            }
            Map<String, String> mine = columnNames(table, choice);
            Map<String, String> theirs = columnNames(physical, choice(connection, physical));
            relations.put(
                    name,
                    new Relation(
                            name,
                            key.columns().stream()
                                    .map(c -> mine.getOrDefault(c, c))
                                    .toList(),
                            target,
                            key.targetColumns().stream()
                                    .map(c -> theirs.getOrDefault(c, c))
                                    .toList(),
                            key.name()));
        }
        return List.copyOf(relations.values());
    }
}
