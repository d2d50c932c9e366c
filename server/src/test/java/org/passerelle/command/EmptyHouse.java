package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The server of a test holds nothing, as on its first start. */
public final class EmptyHouse implements QuarkusTestResourceLifecycleManager {

    private Path folder = Path.of(".");

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("passerelle-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(Wiring.DATA, folder.toString(), "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        DemoHouse.delete(folder);
    }
}
