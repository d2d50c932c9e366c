package org.passerelle.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueCopy;
import org.passerelle.command.DemoHouse;
import org.passerelle.http.Soon;
import org.passerelle.outgoing.Receiver;

/**
 * Secrets that can be recognised go in by every door that takes one, rightly and wrongly; none of them comes out again, but for the one
 * answer that makes it (S8).
 */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class CanariesTest {

    /** What holds secrets because somebody is to read them there. */
    private static final Set<String> MEANT =
            Set.of("demo-credentials.json", "test-key", "secret.key", "passerelle.properties");

    @Inject
    Catalogue catalogue;

    @TempDir
    Path copy;

    private final String user = "canary-" + UUID.randomUUID();
    private final List<String> secrets = new ArrayList<>();
    private final Map<String, String> told = new LinkedHashMap<>();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();

    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(new SimpleFormatter().format(line));
        }

        @Override
        public void flush() {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /** A secret of the client's own. */
    private String secret(String kind) {
        String made = "Canary-" + kind + "-" + UUID.randomUUID();
        secrets.add(made);
        return made;
    }

    private Answer tell(String what, Answer answer) {
        told.put(told.size() + " " + what, answer.headers().map() + answer.text());
        return answer;
    }

    private static Client form() {
        return Client.nobody().with("Content-Type", "application/x-www-form-urlencoded");
    }

    private Answer basic(String name, String password) {
        String pair = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        secrets.add(pair);
        return Client.nobody().with("Authorization", "Basic " + pair).get("/api/v1/auth/me");
    }

    @Test
    void no_secret_comes_out_again() throws IOException {
        Logger.getLogger("").addHandler(listener);
        try {
            passwords();
            keys();
            tokens();
            clients();
            databases();
            settings();
            webhooks();
            lists();
        } finally {
            Logger.getLogger("").removeHandler(listener);
            Client.as("owner").delete("/api/v1/webhooks/" + user);
            Client.as("owner").delete("/api/v1/connections/" + user);
            Client.as("owner").delete("/api/v1/clients/" + user);
            Client.as("owner").delete("/api/v1/users/" + user);
            Client.byKey().put("/api/v1/settings", "{\"jwtSecretkey\":null}");
        }
        assertThat(secrets).hasSizeGreaterThan(12).doesNotHaveDuplicates();
        told.forEach((what, text) -> silent(what, text));
        logged.forEach(line -> silent("the log", line));
        CatalogueCopy.write(catalogue, copy);
        files(copy);
        files(Path.of(ConfigProvider.getConfig().getValue("passerelle.data", String.class)));
    }

    private void passwords() {
        String first = secret("password");
        Client owner = Client.as("owner");
        String body = "{\"id\":\"%s\",\"name\":\"c\",\"acls\":[\"api.access\",\"data:rw\"],\"password\":\"%s\"}";
        tell(
                "a user is made",
                owner.post("/api/v1/users", body.formatted(user, first)).is(201));
        tell("he comes in", basic(user, first).is(200));
        tell("by a wrong password", basic(user, secret("wrong")).is(401));
        tell(
                "he is there already",
                owner.post("/api/v1/users", body.formatted(user, secret("taken")))
                        .is(409));
        tell(
                "not as JSON",
                owner.post("/api/v1/users", "{\"password\":\"" + secret("cut")).is(400));
        tell(
                "as a list",
                owner.post("/api/v1/users", "{\"id\":\"x\",\"password\":[\"" + secret("list") + "\"]}")
                        .is(400));
        tell(
                "another password",
                owner.patch("/api/v1/users/" + user, "{\"password\":\"" + secret("next") + "\"}")
                        .is(200));
    }

    private void keys() {
        Answer made = Client.byKey()
                .post("/api/v1/auth/apikeys", "{\"name\":\"" + user + "\",\"permissions\":{\"data\":\"r\"}}")
                .is(201);
        String key = made.json().path("key").asText();
        secrets.add(key);
        tell(
                "a key",
                Client.nobody().with("X-API-Key", key).get("/api/list/clients/").is(200));
        tell("in the query", Client.nobody().get("/api/list/clients/?token=" + key + "&apikey=" + key));
        tell(
                "for what it may not",
                Client.nobody().with("X-API-Key", key).get("/api/v1/users").is(403));
        tell(
                "spoilt",
                Client.nobody()
                        .with("X-API-Key", key + "x")
                        .get("/api/list/clients/")
                        .is(401));
        tell(
                "it ends",
                Client.byKey()
                        .delete("/api/v1/auth/apikeys?id="
                                + made.json().path("id").asText())
                        .is(200));
        tell(
                "after its end",
                Client.nobody().with("X-API-Key", key).get("/api/list/clients/").is(401));
    }

    private void tokens() {
        String token = Client.as("owner")
                .post("/api/v1/auth/jwt", "{\"permissions\":{\"data\":\"r\"}}")
                .is(201)
                .json()
                .path("token")
                .asText();
        secrets.add(token.substring(token.lastIndexOf('.') + 1));
        Client bearer = Client.nobody().with("Authorization", "Bearer " + token);
        tell("a token", bearer.get("/api/list/clients/").is(200));
        tell("for what it may not", bearer.post("/api/v1/auth/jwt", "{}").is(403));
        tell(
                "spoilt",
                Client.nobody()
                        .with("Authorization", "Bearer x" + token)
                        .get("/api/v1/auth/me")
                        .is(401));
    }

    private void clients() {
        Answer made = Client.as("owner")
                .post(
                        "/api/v1/clients",
                        "{\"id\":\"%s\",\"name\":\"c\",\"grants\":[\"client_credentials\",\"refresh_token\"],\"permissions\":{\"data\":\"r\"}}"
                                .formatted(user))
                .is(201);
        String secret = made.json().path("secret").asText();
        secrets.add(secret);
        String realm = "/auth/realms/cloud/protocol/openid-connect/";
        String asked = "grant_type=client_credentials&client_id=" + user + "&client_secret=";
        Answer given = form().send("POST", realm + "token", Client.bytes(asked + secret))
                .is(200);
        String access = given.json().path("access_token").asText();
        secrets.add(access.substring(access.lastIndexOf('.') + 1));
        secrets.add(given.json().path("refresh_token").asText());
        tell(
                "a wrong secret",
                form().send("POST", realm + "token", Client.bytes(asked + secret("client")))
                        .is(401));
        tell(
                "an introspection",
                form().send(
                                "POST",
                                realm + "token/introspect",
                                Client.bytes("token=" + access + "&client_id=" + user + "&client_secret=" + secret))
                        .is(200));
        tell(
                "its use",
                Client.nobody()
                        .with("Authorization", "Bearer " + access)
                        .get("/api/list/clients/")
                        .is(200));
        tell(
                "a revocation",
                form().send(
                                "POST",
                                realm + "revoke",
                                Client.bytes("token=" + access + "&client_id=" + user + "&client_secret=" + secret))
                        .is(200));
        tell(
                "the same by the other door",
                Client.nobody()
                        .post(
                                "/api/oauth2/access_token/",
                                "{\"grant_type\":\"client_credentials\",\"client_id\":\"" + user
                                        + "\",\"client_secret\":\"" + secret("json") + "\"}")
                        .is(401));
    }

    private void databases() {
        String body =
                "{\"id\":\"%s\",\"name\":\"c\",\"url\":\"jdbc:postgresql://127.0.0.1:1/x%s\",\"user\":\"u\",\"password\":\"%s\"}";
        Client owner = Client.as("owner");
        tell(
                "a connection",
                owner.post("/api/v1/connections", body.formatted(user, "", secret("jdbc")))
                        .is(201));
        tell("it is tried", owner.post("/api/v1/connections/" + user + "/test", "{}"));
        tell("it is read again", owner.post("/api/v1/connections/" + user + "/refresh", "{}"));
        tell("another password", owner.put("/api/v1/connections/" + user, body.formatted(user, "", secret("jdbc2"))));
        tell(
                "in the address",
                owner.post("/api/v1/connections", body.formatted("x", "?password=" + secret("url"), "p")));
    }

    private void settings() {
        String body = "{\"jwtSecretkey\":\"%s\"}";
        tell(
                "a setting",
                Client.byKey()
                        .put("/api/v1/settings", body.formatted(secret("setting")))
                        .is(200));
        tell(
                "with a wrong one",
                Client.byKey()
                        .put("/api/v1/settings", "{\"bodyLimit\":1,\"jwtSecretkey\":\"" + secret("refused") + "\"}")
                        .is(400));
    }

    /** To a receiver that says again all that it was told. */
    private void webhooks() {
        String header = secret("header");
        String password = secret("basic");
        Client owner = Client.as("owner");
        try (var receiver = Receiver.saying(CanariesTest::echo)) {
            String body =
                    ("{\"id\":\"%s\",\"url\":\"%s\",\"events\":[\"EVENT1\"],\"basic\":{\"user\":\"u\",\"password\":\"%s\"},"
                                    + "\"headers\":[{\"name\":\"X-Key\",\"value\":\"%s\",\"hidden\":true}]}")
                            .formatted(user, receiver.url(), password, header);
            secrets.add(Base64.getEncoder().encodeToString(("u:" + password).getBytes(StandardCharsets.UTF_8)));
            Answer made = owner.post("/api/v1/webhooks", body).is(201);
            String path = "/api/v1/webhooks/" + made.json().path("id").asText();
            secrets.add(made.json().path("secret").asText());
            tell("a ping", owner.post(path + "/ping", "").is(202));
            owner.post("/api/v1/events/EVENT1/fire", "{}").is(202);
            Soon.atLast(
                    "it is delivered",
                    () -> owner.get(path + "/deliveries").json().size() >= 2);
            Answer rotated = owner.post(path + "/secret/rotate", "").is(200);
            secrets.add(rotated.json().path("secret").asText());
            tell("it is shown", owner.get(path).is(200));
            tell("all are", owner.get("/api/v1/webhooks").is(200));
            tell("what came of it", owner.get(path + "/deliveries").is(200));
            tell("it is changed", owner.patch(path, "{\"description\":\"c\"}").is(200));
            tell("it is there already", owner.post("/api/v1/webhooks", body).is(409));
            tell(
                    "not as it must be",
                    owner.patch(
                                    path,
                                    "{\"headers\":[{\"name\":\"a b\",\"value\":\"" + secret("name")
                                            + "\",\"hidden\":true}]}")
                            .is(400));
        }
    }

    private static void echo(HttpExchange exchange, Receiver.Letter letter) throws IOException {
        byte[] said = letter.headers().toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, said.length);
        exchange.getResponseBody().write(said);
    }

    private void lists() {
        for (String path : List.of(
                "/api/v1/sessions",
                "/api/v1/settings",
                "/api/v1/system/info",
                "/api/v1/users?includes=roles,acls,groupacls",
                "/api/v1/clients",
                "/api/v1/connections",
                "/api/v1/auth/apikeys",
                "/api/v1/usage?by=key",
                "/api/v1/system/audit",
                "/openapi.json?all=true",
                "/metrics")) {
            tell(path, Client.byKey().get(path).is(200));
        }
        for (String type : List.of("text/csv", "application/x-ndjson", "application/xml")) {
            tell(
                    "the audit log",
                    Client.byKey()
                            .with("Accept", type)
                            .get("/api/v1/system/audit/events")
                            .is(200));
        }
    }

    private void files(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                if (!MEANT.contains(file.getFileName().toString())) {
                    silent(file.toString(), read(file));
                }
            }
        }
    }

    /** A file that the server took away meanwhile tells nothing any more. */
    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException gone) {
            return "";
        }
    }

    private void silent(String what, String text) {
        for (String secret : secrets) {
            assertThat(text.contains(secret)).as("%s tells %s", what, secret).isFalse();
        }
    }
}
