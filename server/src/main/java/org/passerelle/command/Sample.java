package org.passerelle.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.catalogue.Unit;
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

    /** Makes it, connects it and opens its tables; what there is already stays. @return how many tables it holds */
    int open(Unit unit) {
        if (!Files.exists(database)) {
            Map<String, InputStream> tables = new LinkedHashMap<>();
            TABLES.forEach(table -> tables.put(table, resource(table + ".csv")));
            ScriptLoader.load(database, SCRIPTS.stream().map(Sample::text).toList(), tables, List.of(text(FIGURES)));
        }
        int tables = connect(unit);
        saveViews(unit);
        return tables;
    }

    private int connect(Unit unit) {
        ConnectionDesk desk = house.connections();
        boolean isNew = !desk.has(unit, connection);
        if (isNew) {
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
        }
        List<PhysicalTable> tables = desk.tables(unit, connection);
        if (isNew) {
            Opening.all(unit, house.catalogue(), connection, tables, DemoPublic.MODULES);
        }
        return tables.size();
    }

    private void saveViews(Unit unit) {
        var store = new ViewStore(house.catalogue());
        for (JsonNode read : Documents.read(resource("views.json"), Format.JSON, Optional.empty())) {
            View view = Documents.convert(((ObjectNode) read).without("needs"), View.class);
            if (!store.isTaken(unit, view)) {
                store.insert(unit, view);
            }
        }
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
