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
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.format.Json;

/**
 * The server of a test holds the demo, in a fresh folder and on any port that is free:
 * {@code @QuarkusTest @WithTestResource(DemoHouse.class)}. One server serves all test classes that say this. Classes tagged {@code catalogue}
 * run once more on a server whose catalogue is PostgreSQL ({@code -Dcatalogue=postgresql}).
 */
public final class DemoHouse implements QuarkusTestResourceLifecycleManager {

    private Path folder = Path.of(".");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("passerelle-test-");
            if (System.getProperty("catalogue", "sqlite").equals("postgresql")) {
                catalogueOn(Engine.POSTGRESQL.fresh("catalogue"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (House house = House.open(folder, House.DEFAULT_PORT)) {
            Demo.prepare(house, "http://localhost");
        }
        return Map.of(Wiring.DATA, folder.toString(), "quarkus.http.test-port", "0");
    }

    private void catalogueOn(Database database) throws IOException {
        Files.writeString(folder.resolve("passerelle.properties"), """
                catalogueUrl=%s
                catalogueUser=%s
                cataloguePassword=%s
                """.formatted(
                        database.jdbcUrl(), database.user(), database.password()));
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
