package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The demo behind a public address, open to the pages of two origins, with a domain of its own and small bodies. */
public final class ConfiguredHouse implements QuarkusTestResourceLifecycleManager {

    public static final int BODY_LIMIT = 20_000;

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        Map<String, String> started = demo.start();
        try {
            Files.writeString(
                    Path.of(started.get(Wiring.DATA)).resolve("passerelle.properties"), """
                    publicUrl=https://api.example.org/data/
                    corsOrigins=https://app.example.org , http://localhost:3000
                    domains.compta.errors=empty
                    bodyLimit=%1$d
                    longBodyLimit=%1$d
                    """.formatted(BODY_LIMIT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return started;
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
