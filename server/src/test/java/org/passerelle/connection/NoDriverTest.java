package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.catalogue.Vault;
import org.passerelle.command.EngineHouse;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;

/** A connection whose driver somebody took off the class path is one that does not answer. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class NoDriverTest {

    private final Http http = Http.ofOwner();

    @Inject
    Catalogue catalogue;

    @Inject
    Vault vault;

    @Test
    void its_open_tables_are_503_and_it_is_shown_as_down() {
        var store = new ConnectionStore(catalogue, vault);
        var spec = new ConnectionSpec(
                "driverless", "driverless", Engine.DERBY, "jdbc:derby:gone", null, null, List.of(), false, 30, 0);
        catalogue.change(unit -> {
            store.insert(unit, spec);
            unit.run(
                    "INSERT INTO table_choice (connection, schema_name, table_name, is_open, is_sensitive) VALUES (?, ?, ?, ?, ?)",
                    "driverless",
                    "APP",
                    "driverless_orders",
                    1,
                    0);
            unit.touch(Topic.TABLES);
            return spec;
        });
        for (String path :
                List.of("/api/driverless_orders", "/api/driverless_orders/1", "/api/list/driverless_orders/")) {
            Answer answer = http.get(path);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("5");
        }
        String connection = "/api/v1/connections/driverless";
        assertThat(http.get(connection).json().path("status").asText()).isEqualTo("down");
        http.expect(503, "POST", connection + "/refresh", null);
        assertThat(http.expect(200, "POST", connection + "/test", null)
                        .json()
                        .path("ok")
                        .asBoolean())
                .isFalse();
        http.expect(204, "DELETE", connection, null);
        http.expect(404, "GET", "/api/driverless_orders", null);
    }
}
