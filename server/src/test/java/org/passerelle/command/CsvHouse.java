package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The demo with its API keys in files: the main one, and one of DigDash's domain. */
public final class CsvHouse implements QuarkusTestResourceLifecycleManager {

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        demo.init(Map.of("apiKeys", "csv"));
        Map<String, String> started = demo.start();
        try {
            Files.writeString(
                    Path.of(started.get(Wiring.DATA)).resolve("digdash.properties"),
                    "# DigDash's own\nddenterprise.api_keys_path=digdash/keys.csv\nddenterprise.other=1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started;
    }

    /** The file of keys that hold everywhere. */
    public static Path file() {
        return data().resolve("config/apikeys.csv");
    }

    /** That of the domain ddenterpriseapi. */
    public static Path domainFile() {
        return data().resolve("digdash/keys.csv");
    }

    private static Path data() {
        return Path.of(ConfigProvider.getConfig().getValue(Wiring.DATA, String.class));
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
