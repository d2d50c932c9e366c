package org.passerelle.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.ConfiguredHouse;

/** What browsers are told with every answer of a server that clients know by HTTPS. */
@QuarkusTest
@WithTestResource(ConfiguredHouse.class)
class SafetyHeadersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/swagger/",
                "/problems",
                "/openapi.json",
                "/api/status",
                "/api/v1/users",
                "/api/list/clients/",
                "/api/no-such-resource",
                "/no-such-page",
                "/assets/passerelle.css"
            })
    void it_is_what_it_says_framed_nowhere(String path) {
        var answer = Client.nobody().get(path);
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy"))
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        if (!path.startsWith("/assets")) {
            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'", "base-uri 'none'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/swagger/", "/console/password"})
    void a_page_tells_other_sites_nothing_of_where_one_was(String path) {
        assertThat(Client.nobody().get(path).header("Referrer-Policy")).isEqualTo("same-origin");
    }
}
