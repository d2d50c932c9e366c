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
import org.passerelle.event.EventType;
import org.passerelle.event.EventTypes;
import org.passerelle.format.Documents;
import org.passerelle.format.Format;
import org.passerelle.people.People;
import org.passerelle.schema.Opening;

/**
 * Fills a data folder with the demo: a database, accounts, keys, and the file that tells them ({@code demo-credentials.json}). Done again
 * on the same folder it keeps everything and adds what is missing, so a start that was broken off is made good by the next.
 */
final class Demo {

    private static final String CONNECTION = "demo";
    private static final String DATABASE = "demo.db";
    private static final List<String> SCRIPTS = List.of("schema.sql", "data.sql");
    private static final List<String> TABLES = List.of("regions", "departements", "communes");

    private static final EventType EVENT = new EventType("EVENT1", "The event of the examples", true);

    private Demo() {}

    /**
     * @param url where the server will listen
     * @return the file that tells the credentials
     * @throws House.Trouble when the folder holds accounts that are not the demo's
     */
    static DemoCredentials prepare(House house, String url) {
        var file = new DemoCredentials(house.dataFolder());
        Path database = house.dataFolder().resolve(DATABASE);
        People people = house.people();
        if (!Files.exists(database) && !file.exists() && !people.isEmpty()) {
            throw new House.Trouble("The data folder " + house.dataFolder()
                    + " holds accounts that are not the demo's: choose another by --data.");
        }
        if (!Files.exists(database)) {
            load(database);
        }
        connect(house, database);
        saveViews(house);
        house.catalogue().change(unit -> {
            new EventTypes(house.catalogue()).ensure(unit, EVENT);
            return EVENT;
        });
        ObjectNode credentials = file.read().put("url", url);
        var fill = new DemoPeople(people, house.keys(), house.settings().oauth(), credentials);
        house.catalogue().change(unit -> {
            fill.in(unit);
            return credentials;
        });
        credentials.put("realm", "cloud");
        file.write(credentials);
        return file;
    }

    private static void connect(House house, Path database) {
        ConnectionDesk desk = house.connections();
        boolean isNew = house.catalogue().change(unit -> {
            if (desk.has(unit, CONNECTION)) {
                return false;
            }
            desk.add(unit, body("jdbc:sqlite:" + database));
            return true;
        });
        if (isNew) {
            List<PhysicalTable> tables = desk.tables(CONNECTION);
            house.catalogue().change(unit -> Opening.all(unit, house.catalogue(), CONNECTION, tables));
        }
    }

    private static void saveViews(House house) {
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

    private static ConnectionBody body(String url) {
        return new ConnectionBody(CONNECTION, "Demo", null, url, null, null, null, false, null, null);
    }

    private static void load(Path database) {
        Map<String, InputStream> tables = new LinkedHashMap<>();
        TABLES.forEach(table -> tables.put(table, resource(table + ".csv")));
        ScriptLoader.load(database, SCRIPTS.stream().map(Demo::text).toList(), tables);
    }

    private static String text(String name) {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Demo.class.getResourceAsStream("/demo/" + name), name);
    }
}
