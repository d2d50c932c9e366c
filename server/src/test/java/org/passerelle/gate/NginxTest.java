package org.passerelle.gate;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.command.DemoHouse;
import org.passerelle.engine.Ports;
import org.passerelle.http.Soon;

/**
 * S6: a real reverse proxy, set up as {@code docs/guide/access.md} says. Its clients come from other addresses of the loopback than the
 * proxy's own. Left out where nginx is not installed; {@code .ci/run} installs it where it may.
 */
@QuarkusTest
@WithTestResource(value = DemoHouse.class, initArgs = @ResourceArg(name = "trustedProxies", value = "127.0.0.1;::1"))
class NginxTest {

    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
    private static final Pattern LOCATION =
            Pattern.compile("```nginx\n.*?(    location / \\{.*?\n    }).*?```", Pattern.DOTALL);
    private static final String CONFIGURATION = """
            daemon off;
            pid nginx.pid;
            error_log error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path body;
              proxy_temp_path proxy;
              fastcgi_temp_path fastcgi;
              uwsgi_temp_path uwsgi;
              scgi_temp_path scgi;
              server {
                listen 127.0.0.1:%d;
            %s
              }
            }
            """;

    /** What clients write into the header that they do not own. */
    private static final String[] FORGED = {
        "",
        "X-Forwarded-For: 127.0.0.2\r\n",
        "X-Forwarded-For: 127.0.0.3\r\n",
        "X-Forwarded-For: 127.0.0.2, 127.0.0.1\r\n",
        "X-Forwarded-For: 127.0.0.2\r\nX-Forwarded-For: 127.0.0.3\r\n",
        "X-Forwarded-For: unknown, , ;;;\r\n",
        "X-Forwarded-For: ::ffff:127.0.0.2\r\n",
        "Forwarded: for=127.0.0.2\r\nX-Real-IP: 127.0.0.2\r\nTrue-Client-IP: 127.0.0.2\r\n",
        "X-Forwarded-For: " + "127.0.0.2, ".repeat(300) + "127.0.0.2\r\n"
    };

    @TempDir
    Path folder;

    private int port;
    private Process nginx;

    @BeforeEach
    void start() throws IOException {
        boolean here = Files.isExecutable(PROGRAM);
        if (!here) {
            System.out.println("LEFT OUT: nginx is not installed, so no real reverse proxy is tried");
        }
        assumeTrue(here, "nginx is not installed");
        port = Ports.free();
        var location = LOCATION.matcher(Files.readString(Path.of("../docs/guide/access.md")));
        assertThat(location.find()).isTrue();
        String ours = location.group(1).replace("127.0.0.1:8080", "127.0.0.1:" + RestAssured.port);
        Files.writeString(folder.resolve("nginx.conf"), CONFIGURATION.formatted(port, ours));
        nginx = new ProcessBuilder(PROGRAM.toString(), "-p", folder.toString(), "-c", "nginx.conf", "-e", "error.log")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        Soon.atLast(
                "nginx answers", () -> status("127.0.0.2", "/api/status", "").equals("200"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (nginx != null) {
            nginx.destroy();
            nginx.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** Asked from an address of the loopback; empty while nobody listens. */
    private String status(String from, String path, String headers) {
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), 5_000);
            socket.setSoTimeout(30_000);
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: api.example.org\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return answer.split(" ", 3)[1];
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void the_address_is_the_one_that_the_proxy_saw_whatever_the_client_says() {
        String key = given().header("Authorization", basic("admin"))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "name", "bound", "ips", "127.0.0.2", "rateLimit", 1_000, "permissions", Map.of("data", "r")))
                .post("/api/v1/auth/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        for (String forged : FORGED) {
            String headers = "X-API-Key: " + key + "\r\n" + forged;
            assertThat(status("127.0.0.2", "/api/v1/auth/me", headers))
                    .as(forged)
                    .isEqualTo("200");
            assertThat(status("127.0.0.3", "/api/v1/auth/me", headers))
                    .as(forged)
                    .isEqualTo("403");
            assertThat(status("127.0.0.3", "/api/list/clients/", headers))
                    .as(forged)
                    .isEqualTo("401");
        }
    }
}
