package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;

/** The demo where it says that it is: every address that it tells, its issuer first, leads to it. */
public final class OwnAddressHouse implements QuarkusTestResourceLifecycleManager {

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(free());
        demo.init(Map.of("publicUrl", "http://localhost:" + port));
        var started = new HashMap<>(demo.start());
        started.put("quarkus.http.test-port", port);
        return started;
    }

    private static int free() {
        try (var probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
