package org.passerelle.command;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.http.Soon;

/** Commands on the folder of a server that runs: it notices what they changed. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class BesideServerTest {

    @ConfigProperty(name = Wiring.DATA)
    String data;

    private String run(String... args) {
        var out = new StringWriter();
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--data", data));
        int status = Main.line().setOut(new PrintWriter(out)).execute(all.toArray(String[]::new));
        assertThat(status).as(out.toString()).isZero();
        return out.toString().strip();
    }

    private static int status(String key, String path) {
        return given().header("X-API-Key", key).get(path).statusCode();
    }

    @Test
    void a_key_made_beside_it_opens_at_once_and_closes_soon_after_it_is_ended() {
        String key = run("key", "create", "--user", "user", "--name", "beside", "--permissions", "data:r");
        assertThat(status(key, "/api/list/clients/")).isEqualTo(200);
        run("key", "delete", key.substring(4, 22));
        Soon.within("the key is refused", () -> status(key, "/api/list/clients/") == 401);
    }

    @Test
    void a_connection_added_beside_it_is_open_soon() {
        String key = DemoHouse.credentials().path("apiKey").textValue();
        String added =
                run("connection", "add", "--id", "beside", "--url", "jdbc:sqlite:" + data + "/demo.db", "--open");
        assertThat(added).containsPattern("Tables opened: [1-9]");
        Soon.within("its tables are open", () -> status(key, "/api/list/beside_clients/") == 200);
        run("connection", "remove", "beside");
        Soon.within("its tables are gone", () -> status(key, "/api/list/beside_clients/") == 404);
    }
}
