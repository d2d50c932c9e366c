package org.passerelle.command;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.passerelle.engine.Ports;

/** The demo with a directory at a port where a test may start one. */
public final class DirectoryHouse implements QuarkusTestResourceLifecycleManager {

    private static final String PORT = "test.directory.port";

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        String port = Integer.toString(Ports.free());
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
