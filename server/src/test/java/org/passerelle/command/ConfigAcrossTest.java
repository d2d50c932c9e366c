package org.passerelle.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server's configuration is made so on another, on two processes of the program as it is shipped. */
@Tag("packaged")
class ConfigAcrossTest {

    @TempDir
    Path temp;

    private static String key(Path data) {
        return Ran.of(
                        "",
                        "key",
                        "create",
                        "--user",
                        "owner",
                        "--name",
                        "config",
                        "--rate-limit",
                        "6000",
                        "--permissions",
                        "connections:rw,users:rw,system:rw,events:rw,webhooks:rw,data:rw",
                        "--data",
                        data)
                .is(0)
                .out()
                .strip();
    }

    private static Ran config(String verb, ServerProcess server, String key, Object... words) {
        var all = new ArrayList<Object>(List.of("config", verb, "--server", server.url(), "--key-stdin"));
        all.addAll(List.of(words));
        return Ran.of(key, all.toArray());
    }

    @Test
    void an_empty_server_becomes_what_the_demo_is() throws IOException {
        Path one = temp.resolve("one");
        Path other = temp.resolve("other");
        Ran.of("", "owner", "create", "--user", "owner", "--data", other).is(0);
        String otherKey = key(other);
        try (var demo = new ServerProcess("demo", one, Map.of());
                var empty = new ServerProcess("serve", other, Map.of("PASSERELLE_OUTGOING_ALLOWED", "127.0.0.0/8"))) {
            String oneKey = key(one);
            furnish(demo, oneKey);
            Files.copy(one.resolve("demo.db"), other.resolve("demo.db"));
            String document = config("export", demo, oneKey)
                    .is(0)
                    .out()
                    .replace(one.toRealPath().toString(), other.toRealPath().toString());
            Path file = Files.writeString(temp.resolve("config.yaml"), document);

            assertThat(config("plan", empty, otherKey, file).is(2).out())
                    .contains(
                            "+ connections/demo",
                            "+ tables/demo/clients",
                            "+ views/clients",
                            "+ roles/shop",
                            "+ reports/all",
                            "0 to replace, 0 to remove; 0 refused; ");
            assertThat(config("apply", empty, otherKey, file).is(0).out()).contains("Done: ");
            assertThat(config("plan", empty, otherKey, "--prune", file).is(0).out())
                    .startsWith("Nothing to do");
            assertThat(config("export", empty, otherKey).is(0).out()).isEqualTo(document);

            Path nothing = Files.writeString(
                    temp.resolve("nothing.yaml"), document.replaceAll("(?m)^(\\w+):\n(  .*\n)+", "$1: {}\n"));
            assertThat(config("apply", empty, otherKey, "--prune", nothing)
                            .is(0)
                            .out())
                    .containsSubsequence("- reports/all", "- roles/shop", "- views/clients", "- connections/demo");
            assertThat(config("export", empty, otherKey).is(0).out()).isEqualTo(Files.readString(nothing));
        }
    }

    private static void furnish(ServerProcess server, String key) {
        Map<String, String> things = Map.of(
                "/api/v1/groupacls", "{\"id\":\"readers\",\"acls\":[\"data:r\"]}",
                "/api/v1/roles",
                        "{\"id\":\"shop\",\"tables\":{\"clients\":{\"actions\":[\"list\"],\"columns\":[\"nom\"]}}}",
                "/api/v1/events", "{\"name\":\"NIGHT\",\"description\":\"The night is over\"}",
                "/api/v1/webhooks",
                        "{\"id\":\"hook\",\"url\":\"http://127.0.0.1:9/in\",\"events\":[\"*\"],\"tables\":[\"tickets\"]}",
                "/api/v1/reports", "{\"id\":\"all\",\"name\":\"All\",\"view\":\"clients\"}",
                "/api/v1/system/tasks",
                        "{\"id\":\"fire\",\"cron\":\"0 3 * * *\",\"kind\":\"fireEvent\",\"parameters\":{\"event\":\"EVENT1\",\"parameters\":{\"a\":null}}}");
        things.forEach((path, thing) -> assertThat(server.send("POST", path, thing, "Authorization", "Bearer " + key)
                        .statusCode())
                .as(path)
                .isEqualTo(201));
    }
}
