package org.passerelle.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.engine.Database;

/** Keycloak in its production mode, from its distribution on Maven Central, with a realm for each way of signing. */
final class Keycloak {

    static final String VERSION = "26.7.0";

    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
    private static final String UNPACK = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:unpack";

    /** Tokens live as long as ours, are signed the same, and a refresh token is of use once. */
    private static final String REALM = """
            {"realm": "ALGORITHM", "enabled": true, "sslRequired": "none", "defaultSignatureAlgorithm": "ALGORITHM",
             "accessTokenLifespan": 3600, "ssoSessionIdleTimeout": 7200, "ssoSessionMaxLifespan": 36000,
             "revokeRefreshToken": true, "refreshTokenMaxReuse": 0,
             "clients": [
              {"clientId": "plain", "secret": "SECRET", "publicClient": false, "serviceAccountsEnabled": true,
               "standardFlowEnabled": false, "protocolMappers": [
                {"name": "may be introspected", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
                 "config": {"included.client.audience": "plain", "access.token.claim": "true"}}]},
              {"clientId": "refreshing", "secret": "SECRET", "publicClient": false, "serviceAccountsEnabled": true,
               "standardFlowEnabled": false, "attributes": {"client_credentials.use_refresh_token": "true"}}]}
            """;

    private Keycloak() {}

    /** Where the realm answers whose access tokens are signed so. */
    static String protocol(String algorithm) {
        return "/realms/" + algorithm + "/protocol/openid-connect/";
    }

    /** @param secret of both clients, {@code plain} and {@code refreshing} */
    static Program start(Database database, String secret) throws IOException {
        Path home = unpacked();
        Path realms = Files.createDirectories(home.resolve("data/import"));
        for (String algorithm : List.of(Tokens.RS256, Tokens.HS256)) {
            String realm = REALM.replace("ALGORITHM", algorithm).replace("SECRET", secret);
            Files.writeString(realms.resolve(algorithm + "-realm.json"), realm);
        }
        Path kc = home.resolve("bin/kc.sh");
        Machine.output(kc.toString(), "build", "--db=postgres", "--cache=local");
        int port = Machine.freePort();
        var command = new ArrayList<>(List.of(kc.toString(), "start", "--optimized", "--import-realm"));
        command.addAll(List.of(
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--hostname-strict=false",
                "--db-url=" + database.jdbcUrl(),
                "--db-username=" + database.user(),
                "--db-password=" + database.password()));
        return Program.start("keycloak", port, "Listening on", command);
    }

    /** Fetched once. */
    private static Path unpacked() {
        Path target = Machine.root().resolve("bench/target");
        Path home = target.resolve("keycloak-" + VERSION);
        if (!Files.exists(home)) {
            Machine.output(
                    Machine.root().resolve("mvnw").toString(),
                    "-q",
                    "-f",
                    Machine.root().resolve("pom.xml").toString(),
                    "-N",
                    UNPACK,
                    "-Dartifact=" + ARTIFACT,
                    "-DoutputDirectory=" + target);
        }
        home.resolve("bin/kc.sh").toFile().setExecutable(true);
        return home;
    }
}
