package org.passerelle.signin;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.passerelle.command.DemoHouse;
import org.passerelle.engine.Ports;
import org.passerelle.format.Json;

/**
 * The demo, whose console people of another realm may enter: its own, which is as good as any. Who is called {@code paula} there is a reader here,
 * under the login that her mail address is.
 */
public final class OidcHouse implements QuarkusTestResourceLifecycleManager {

    private final DemoHouse demo = new DemoHouse();

    @Override
    public Map<String, String> start() {
        try {
            String port = Integer.toString(Ports.free());
            String here = "http://localhost:" + port;
            demo.init(Map.of("publicUrl", here));
            var started = new HashMap<>(demo.start());
            Path folder = Path.of(started.get("passerelle.data"));
            String secret = Json.MAPPER
                    .readTree(Files.readString(folder.resolve("demo-credentials.json")))
                    .at("/oauthClient/secret")
                    .textValue();
            Files.writeString(
                    folder.resolve("passerelle.properties"), """

                    oidcIssuer=%s/auth/realms/cloud
                    oidcName=the other realm
                    oidcClientId=demo
                    oidcClientSecret=%s
                    oidcLoginClaim=email
                    oidcRoleClaim=preferred_username
                    oidcRoles=paula:readers-from-elsewhere
                    """.formatted(here, secret), StandardOpenOption.APPEND);
            started.put("quarkus.http.test-port", port);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        demo.stop();
    }
}
