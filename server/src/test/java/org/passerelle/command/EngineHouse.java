package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.credential.ApiKeys;
import org.passerelle.credential.Passwords;
import org.passerelle.engine.Engine;
import org.passerelle.limit.LimitSettings;

/**
 * The server of a test has an owner with an API key for everything, no connection yet, and may open the files of the engine fixtures:
 * {@code @QuarkusTest @WithTestResource(EngineHouse.class)}. One server serves all test classes that say this.
 */
public final class EngineHouse implements QuarkusTestResourceLifecycleManager {

    public static final String PUBLIC_URL = "http://passerelle.test";

    private static final String KEY = "owner.key";

    private Path folder = Path.of(".");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("passerelle-engines-test-");
            Path files = Engine.SQLITE.fresh("folder").file().getParent();
            Files.writeString(
                    folder.resolve("passerelle.properties"),
                    "connectionFolders=" + files + "," + files.resolveSibling("h2") + "\npublicUrl=" + PUBLIC_URL);
            try (House house = House.open(folder, House.DEFAULT_PORT)) {
                Files.writeString(folder.resolve(KEY), ownerKey(house));
            }
            return Map.of(Wiring.DATA, folder.toString(), "quarkus.http.test-port", "0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ownerKey(House house) {
        return house.catalogue().change(unit -> {
            house.firstOwner().create(unit, "owner", "Odile Fontaine", new Passwords().hash("engines-of-the-tests"));
            var wanted = new ApiKeys.Wanted(
                    "owner", "owner", "tests", Permissions.ALL, null, AddressList.ANY, LimitSettings.MOST);
            return house.keys().issue(unit, wanted).text();
        });
    }

    /** The owner's API key, of the server that runs. */
    public static String key() {
        try {
            return Files.readString(Path.of(ConfigProvider.getConfig().getValue(Wiring.DATA, String.class))
                    .resolve(KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
