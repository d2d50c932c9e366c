package org.passerelle.signin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.command.DemoHouse;

/** The demo, sending mail to a port of this machine, at which the test listens. */
public final class MailHouse implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "test.smtp-port";

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(free());
        demo.init(Map.of(
                "smtpHost", "localhost",
                "smtpPort", port,
                "smtpSecurity", "none",
                "mailFrom", "passerelle@example.org"));
        var started = new HashMap<>(demo.start());
        started.put(PORT, port);
        return started;
    }

    private static int free() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
