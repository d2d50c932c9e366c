package org.passerelle.schema;

import java.util.HashMap;
import java.util.Map;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;

/** The choices in the catalogue. */
record ChoiceStore(Catalogue catalogue) {

    Map<TableChoice.Id, TableChoice> all() {
        var choices = new HashMap<TableChoice.Id, TableChoice>();
        catalogue
                .all(
                        row -> new TableChoice(
                                row.text("connection"),
                                row.text("schema_name"),
                                row.text("table_name"),
                                row.textOrNull("public_name"),
                                row.flag("is_open"),
                                row.flag("is_sensitive"),
                                row.textOrNull("key_column")),
                        "SELECT connection, schema_name, table_name, public_name, is_open, is_sensitive, key_column FROM table_choice")
                .forEach(choice -> choices.put(choice.id(), choice));
        return choices;
    }

    void save(Unit unit, TableChoice choice) {
        unit.run(
                "DELETE FROM table_choice WHERE connection = ? AND schema_name = ? AND table_name = ?",
                choice.connection(),
                choice.schema(),
                choice.table());
        unit.run(
                "INSERT INTO table_choice (connection, schema_name, table_name, public_name, is_open, is_sensitive, key_column)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                choice.connection(),
                choice.schema(),
                choice.table(),
                choice.publicName(),
                choice.isOpen() ? 1 : 0,
                choice.isSensitive() ? 1 : 0,
                choice.keyColumn());
        unit.touch(Topic.TABLES);
    }
}
