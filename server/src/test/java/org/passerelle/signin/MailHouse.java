package org.passerelle.signin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.command.DemoHouse;
import org.passerelle.engine.Ports;

/** The demo, sending mail to a port of this machine, at which the test listens. */
public final class MailHouse implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "test.smtp-port";

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(Ports.free());
        demo.init(Map.of(
                "smtpHost", "localhost",
                "smtpPort", port,
                "smtpSecurity", "none",
                "mailFrom", "passerelle@example.org"));
        var started = new HashMap<>(demo.start());
        started.put(PORT, port);
        return started;
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
