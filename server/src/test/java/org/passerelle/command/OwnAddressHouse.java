package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.engine.Ports;

/** The demo where it says that it is: every address that it tells, its issuer first, leads to it. */
public final class OwnAddressHouse implements QuarkusTestResourceLifecycleManager {

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(Ports.free());
        demo.init(Map.of("publicUrl", "http://localhost:" + port));
        var started = new HashMap<>(demo.start());
        started.put("quarkus.http.test-port", port);
        return started;
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
