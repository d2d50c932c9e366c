package org.passerelle.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/guide/access.md}: its very commands, given to a shell. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(value = DemoHouse.class, initArgs = @ResourceArg(name = "trustedProxies", value = "127.0.0.1;::1"))
class AccessGuideTest {

    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("psl_\\w+");

    @ConfigProperty(name = Wiring.DATA)
    String data;

    @TempDir
    Path folder;

    private static List<String> commands() throws IOException {
        var found = COMMANDS.matcher(Files.readString(Path.of("../docs/guide/access.md")));
        assertThat(found.find()).isTrue();
        return found.group(1).lines().toList();
    }

    /** The program beside the server that runs, under the name that the page gives it. */
    private void program() throws IOException {
        Path program = Files.writeString(folder.resolve("passerelle"), """
                        #!/bin/sh
                        exec '%s/bin/java' -cp '%s' %s "$@" --data '%s'
                        """.formatted(
                System.getProperty("java.home"), System.getProperty("java.class.path"), Main.class.getName(), data));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private String run(String commands) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("bash", "-euc", commands).directory(folder.toFile());
        shell.environment().put("URL", "http://localhost:" + RestAssured.port);
        shell.environment()
                .put(
                        "ADMIN",
                        "admin:"
                                + DemoHouse.credentials()
                                        .path("admin")
                                        .path("password")
                                        .asText());
        Path said = folder.resolve("said");
        Process process =
                shell.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String output = Files.readString(said);
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static RequestSpecification by(String key, String address) {
        return given().header("X-API-Key", key).header("X-Forwarded-For", address);
    }

    @Test
    void three_commands_let_a_partner_read_two_tables_from_one_address_60_times_a_minute()
            throws IOException, InterruptedException {
        assertThat(commands()).hasSize(3);
        program();
        var found = KEY.matcher(run(String.join("\n", commands())));
        assertThat(found.find()).isTrue();
        String key = found.group();
        String acme = "203.0.113.7";
        by(key, acme).get("/api/list/clients/").then().statusCode(200).header("X-RateLimit-Limit", equalTo("60"));
        by(key, acme).get("/api/commandes?limit=1").then().statusCode(200);
        by(key, acme).get("/api/list/communes/").then().statusCode(403);
        by(key, acme).get("/api/v1/users").then().statusCode(403);
        by(key, acme).delete("/api/clients/1").then().statusCode(403);
        by(key, "203.0.113.8").get("/api/list/clients/").then().statusCode(401);
        by(key, "203.0.113.8").get("/api/clients").then().statusCode(403);
        for (int asked = 5; asked < 60; asked++) {
            by(key, acme).get("/api/v1/auth/me").then().statusCode(200);
        }
        assertThat(by(key, acme).get("/api/clients").statusCode()).isEqualTo(429);
    }
}
