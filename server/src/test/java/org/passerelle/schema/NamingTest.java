package org.passerelle.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.connection.PhysicalTable.PhysicalColumn;
import org.passerelle.connection.PhysicalTable.UniqueKey;

/** What tables and columns are called (wire.md §1, §4). */
class NamingTest {

    private final Map<String, List<PhysicalTable>> found = new LinkedHashMap<>();
    private final Map<TableChoice.Id, TableChoice> choices = new HashMap<>();

    @Test
    void a_table_keeps_its_name_and_later_ones_are_told_by_connection_or_schema() {
        holds("one", "", "orders");
        holds("two", "", "orders");
        holds("three", "north", "orders");
        holds("three", "south", "orders");
        holds("three", "south", "list");
        assertThat(names(Set.of()))
                .containsEntry("orders", "one..orders")
                .containsEntry("two_orders", "two..orders")
                .containsEntry("three_orders", "three.north.orders")
                .containsEntry("south_orders", "three.south.orders")
                .containsEntry("three_list", "three.south.list");
    }

    @Test
    void a_new_table_takes_no_name_that_clients_use() {
        holds("one", "", "customers");
        holds("two", "", "orders");
        holds("two", "", "goods");
        opened("two", "orders", null);
        opened("two", "goods", "articles");
        holds("one", "", "orders");
        holds("one", "", "articles");
        assertThat(names(Set.of()))
                .containsEntry("orders", "two..orders")
                .containsEntry("one_orders", "one..orders")
                .containsEntry("articles", "two..goods")
                .containsEntry("one_articles", "one..articles");
    }

    @Test
    void nobody_gets_the_name_of_a_table_that_is_away() {
        holds("two", "", "orders");
        opened("two", "orders", null);
        assertThat(names(Set.of("orders"))).containsOnlyKeys("two_orders");
    }

    @Test
    void columns_called_id_or_cle_that_mean_something_else_get_another_name() {
        assertThat(columns(List.of("number"), List.of(), "number", "id", "cle", "id_"))
                .containsExactly("number", "id__", "cle_", "id_");
        assertThat(columns(List.of("id"), List.of("cle"), "id", "cle")).containsExactly("id", "cle");
        assertThat(columns(List.of("id"), List.of(), "id", "cle")).containsExactly("id", "cle_");
        assertThat(columns(List.of("id", "line"), List.of(), "id", "line")).containsExactly("id_", "line");
    }

    private List<String> columns(List<String> key, List<String> unique, String... columns) {
        var physical = new ArrayList<PhysicalColumn>();
        for (String column : columns) {
            physical.add(new PhysicalColumn(column, new ColumnType.Text(0), true, false, false, null));
        }
        List<UniqueKey> keys = unique.isEmpty() ? List.of() : List.of(new UniqueKey("u", unique));
        var table = new PhysicalTable("", "t", false, physical, key, keys, List.of(), List.of());
        return List.copyOf(Naming.name(Map.of("c", List.of(table)), Map.of(), Set.of())
                .get("t")
                .columns()
                .keySet());
    }

    private void holds(String connection, String schema, String table) {
        found.computeIfAbsent(connection, c -> new ArrayList<>())
                .add(new PhysicalTable(schema, table, false, List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    private void opened(String connection, String table, String publicName) {
        var choice = new TableChoice(connection, "", table, publicName, true, false, null, null);
        choices.put(choice.id(), choice);
    }

    private Map<String, String> names(Set<String> away) {
        var names = new TreeMap<String, String>();
        Naming.name(found, choices, away)
                .forEach((name, table) -> names.put(
                        name,
                        table.connection() + "." + table.physical().schema() + "."
                                + table.physical().name()));
        return names;
    }
}
