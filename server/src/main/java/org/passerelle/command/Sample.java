package org.passerelle.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.connection.ConnectionBody;
import org.passerelle.connection.ConnectionDesk;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.connection.ScriptLoader;
import org.passerelle.data.View;
import org.passerelle.data.ViewStore;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.schema.Opening;

/** A database to try things on: some tables of a company, and the communes of France. The demo is made of it. */
record Sample(House house, String connection, String name, Path database) {

    private static final List<String> SCRIPTS = List.of("schema.sql", "data.sql");
    private static final String FIGURES = "figures.sql";
    private static final List<String> TABLES = List.of("regions", "departements", "communes");

    /** Makes it, connects it and opens its tables; what there is already stays. */
    void open() {
        if (!Files.exists(database)) {
            Map<String, InputStream> tables = new LinkedHashMap<>();
            TABLES.forEach(table -> tables.put(table, resource(table + ".csv")));
            ScriptLoader.load(database, SCRIPTS.stream().map(Sample::text).toList(), tables, List.of(text(FIGURES)));
        }
        connect();
        saveViews();
    }

    private void connect() {
        ConnectionDesk desk = house.connections();
        boolean isNew = house.catalogue().change(unit -> {
            if (desk.has(unit, connection)) {
                return false;
            }
            desk.add(
                    unit,
                    new ConnectionBody(
                            connection,
                            name,
                            null,
                            "jdbc:sqlite:" + database,
                            null,
                            null,
                            null,
                            false,
                            null,
                            null,
                            null));
            return true;
        });
        if (isNew) {
            List<PhysicalTable> tables = desk.tables(connection);
            house.catalogue()
                    .change(unit -> Opening.all(unit, house.catalogue(), connection, tables, DemoPublic.MODULES));
        }
    }

    private void saveViews() {
        var store = new ViewStore(house.catalogue());
        var views = new ArrayList<View>();
        for (JsonNode view : Documents.read(resource("views.json"), Format.JSON, Optional.empty())) {
            views.add(Documents.convert(((ObjectNode) view).without("needs"), View.class));
        }
        house.catalogue().change(unit -> {
            views.stream().filter(view -> !store.isTaken(unit, view)).forEach(view -> store.insert(unit, view));
            return views;
        });
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Sample.class.getResourceAsStream("/demo/" + name), name);
    }
}
