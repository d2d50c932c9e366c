package org.passerelle.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.event.EventType;
import org.passerelle.event.EventTypes;
import org.passerelle.people.People;
import org.passerelle.publication.PublicFiles;
import org.passerelle.setting.Settings;

/**
 * Fills a data folder with the demo: a database, accounts, keys, and the file that tells them ({@code demo-credentials.json}). Done again
 * on the same folder it keeps everything and adds what is missing, so a start that was broken off is made good by the next.
 */
final class Demo {

    private static final String CONNECTION = "demo";
    private static final String DATABASE = "demo.db";

    private static final EventType EVENT = new EventType("EVENT1", "The event of the examples", true);

    private Demo() {}

    /** The settings of a demo: programs on the same machine may be called. */
    static final Map<String, String> SETTINGS = Map.of("outgoingAllowed", "127.0.0.0/8;::1");

    /** Writes its settings, where the folder has none and is not somebody else's. */
    static void settle(Path folder) {
        Path made = House.made(folder);
        Path file = made.resolve(Settings.FILE);
        boolean others = Files.exists(made.resolve(Catalogue.FILE)) && !Files.exists(made.resolve(DATABASE));
        var settings = new Properties();
        settings.putAll(SETTINGS);
        if (!others && !Files.exists(file)) {
            try (var out = Files.newBufferedWriter(file)) {
                settings.store(out, "of the demo");
            } catch (IOException e) {
                throw new House.Trouble("The settings cannot be written: " + House.reason(e));
            }
        }
    }

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
        house.catalogue().change(unit -> {
            new EventTypes(house.catalogue()).ensure(unit, EVENT);
            return new Sample(house, CONNECTION, "Demo", database).open(unit);
        });
        ObjectNode credentials = file.read().put("url", url);
        var fill = new DemoPeople(people, house.keys(), house.settings().oauth(), credentials);
        house.catalogue().change(unit -> {
            fill.in(unit);
            return credentials;
        });
        DemoPublic.prepare(new PublicFiles(house.dataFolder()), credentials);
        credentials.put("realm", "cloud");
        file.write(credentials);
        return file;
    }
}
