package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** The demo with a directory at a port where a test may start one. */
public final class DirectoryHouse implements QuarkusTestResourceLifecycleManager {

    private static final String PORT = "test.directory.port";

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port;
        try (var free = new ServerSocket(0)) {
            port = Integer.toString(free.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        demo.init(Map.of(
                "ldapUrl",
                "ldap://127.0.0.1:" + port,
                "ldapStartTls",
                "false",
                "ldapUserDn",
                "uid={login},ou=people,dc=example,dc=org",
                "ldapGroupBase",
                "ou=groups,dc=example,dc=org",
                "ldapRoles",
                "developers=developer"));
        var started = new HashMap<>(demo.start());
        started.put(PORT, port);
        return started;
    }

    public static int port() {
        return ConfigProvider.getConfig().getValue(PORT, Integer.class);
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
