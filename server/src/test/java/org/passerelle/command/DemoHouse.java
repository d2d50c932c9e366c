package org.passerelle.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.access.Permissions;
import org.passerelle.address.AddressList;
import org.passerelle.credential.ApiKeys;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.format.Json;
import org.passerelle.limit.LimitSettings;
import org.passerelle.setting.Settings;

/**
 * The server of a test holds the demo, in a fresh folder and on any port that is free:
 * {@code @QuarkusTest @WithTestResource(DemoHouse.class)}. One server serves all test classes that say this; settings are said by
 * {@code initArgs}. Classes tagged {@code catalogue} run once more on a server whose catalogue is PostgreSQL
 * ({@code -Dcatalogue=postgresql}).
 */
public final class DemoHouse implements QuarkusTestResourceLifecycleManager {

    private static final String KEY = "test-key";

    private Path folder = Path.of(".");
    private Map<String, String> settings = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        settings = initArgs;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("passerelle-test-");
            var properties = new Properties();
            properties.putAll(Demo.SETTINGS);
            properties.putAll(settings);
            if (System.getProperty("catalogue", "sqlite").equals("postgresql")) {
                properties.putAll(catalogueOn(Engine.POSTGRESQL.fresh("catalogue")));
            }
            try (var file = Files.newBufferedWriter(folder.resolve(Settings.FILE))) {
                properties.store(file, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            Demo.prepare(house, "http://localhost");
            Files.writeString(folder.resolve(KEY), tirelessKey(house));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(Wiring.DATA, folder.toString(), "quarkus.http.test-port", "0");
    }

    private static String tirelessKey(House house) {
        var wanted = new ApiKeys.Wanted(
                "admin", "admin", "tests", Permissions.ALL, null, AddressList.ANY, LimitSettings.MOST);
        return house.catalogue()
                .change(unit -> house.keys().issue(unit, wanted))
                .text();
    }

    private static Map<String, String> catalogueOn(Database database) {
        return Map.of(
                "catalogueUrl",
                database.jdbcUrl(),
                "catalogueUser",
                database.user(),
                "cataloguePassword",
                database.password());
    }

    @Override
    public void stop() {
        delete(folder);
    }

    /** {@code demo-credentials.json} of the server that runs. */
    public static JsonNode credentials() {
        try {
            String data = ConfigProvider.getConfig().getValue(Wiring.DATA, String.class);
            return Json.MAPPER.readTree(Files.readString(Path.of(data).resolve("demo-credentials.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An API key of the admin's that may ask as often as tests do. */
    public static String tirelessKey() {
        try {
            return Files.readString(Path.of(ConfigProvider.getConfig().getValue(Wiring.DATA, String.class))
                    .resolve(KEY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The data folder of the server that runs. */
    public static Path folder() {
        return Path.of(ConfigProvider.getConfig().getValue(Wiring.DATA, String.class));
    }

    /** The header {@code Authorization} of one of {@code owner}, {@code admin}, {@code user}, {@code guest}. */
    public static String basic(String who) {
        return basic(who, credentials().path(who).path("password").textValue());
    }

    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    }

    static void delete(Path folder) {
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
