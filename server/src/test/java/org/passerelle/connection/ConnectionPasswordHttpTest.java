package org.passerelle.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Vault;
import org.passerelle.command.EngineHouse;
import org.passerelle.http.Http;

/** A kept password never goes to another server than the one that it was given for. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class ConnectionPasswordHttpTest {

    private static final String PATH = "/api/v1/connections/guarded";
    private static final String URL = "jdbc:postgresql://127.0.0.1:1/shop";

    private final Http http = Http.ofOwner();

    @Inject
    Catalogue catalogue;

    @Inject
    Vault vault;

    private static Map<String, Object> body(String... more) {
        var body = new HashMap<String, Object>(Map.of("id", "guarded", "name", "guarded", "url", URL, "user", "shop"));
        for (int i = 0; i < more.length; i += 2) {
            body.put(more[i], more[i + 1]);
        }
        return body;
    }

    private String kept() {
        return new ConnectionStore(catalogue, vault)
                .all().stream()
                        .filter(c -> c.id().equals("guarded"))
                        .findFirst()
                        .orElseThrow()
                        .password();
    }

    @BeforeEach
    void add() {
        http.expect(201, "POST", "/api/v1/connections", body("password", "s3cret"));
    }

    @AfterEach
    void remove() {
        http.expect(204, "DELETE", PATH, null);
    }

    @ParameterizedTest
    @CsvSource({
        "url, jdbc:postgresql://192.0.2.1:1/shop",
        "url, jdbc:postgresql://127.0.0.1:2/shop",
        "url, 'jdbc:postgresql://127.0.0.1:1,192.0.2.1:5432/shop'",
        "url, jdbc:postgresql://127.0.0.1:1/other",
        "user, root"
    })
    void it_is_given_anew_where_another_door_is_named(String member, String value) {
        var refused = http.expect(400, "PUT", PATH, body(member, value));
        assertThat(refused.json().path("errors").path(0).path("pointer").asText())
                .isEqualTo("/password");
        assertThat(kept()).isEqualTo("s3cret");
        http.expect(200, "PUT", PATH, body(member, value, "password", "another"));
        assertThat(kept()).isEqualTo("another");
    }

    @Test
    void it_stays_where_the_door_is_the_same() {
        http.expect(200, "PUT", PATH, body("name", "renamed"));
        assertThat(kept()).isEqualTo("s3cret");
    }

    @Test
    void it_can_be_taken_away_with_the_door() {
        http.expect(200, "PUT", PATH, body("url", "jdbc:postgresql://192.0.2.1:1/shop", "password", null));
        assertThat(kept()).isNull();
    }
}
