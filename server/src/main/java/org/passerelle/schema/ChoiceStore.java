package org.passerelle.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Unit;
import org.passerelle.format.Json;

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
                                row.textOrNull("key_column"),
                                module(row.textOrNull("publication"))),
                        "SELECT connection, schema_name, table_name, public_name, is_open, is_sensitive, key_column, publication"
                                + " FROM table_choice")
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
                "INSERT INTO table_choice (connection, schema_name, table_name, public_name, is_open, is_sensitive, key_column,"
                        + " publication) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                choice.connection(),
                choice.schema(),
                choice.table(),
                choice.publicName(),
                choice.isOpen() ? 1 : 0,
                choice.isSensitive() ? 1 : 0,
                choice.keyColumn(),
                choice.module() == null
                        ? null
                        : Json.MAPPER.valueToTree(choice.module()).toString());
        unit.touch(Topic.TABLES);
    }

    private static @Nullable Module module(@Nullable String json) {
        try {
            return json == null ? null : Json.MAPPER.readValue(json, Module.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the catalogue holds a module that cannot be read", e);
        }
    }
}
