package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;

/** {@code /sdk/itcare-sdk.tar.gz} (ITCare I12); what it does once it is installed, its own tests show. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class SdkHttpTest {

    @Test
    void the_archive_is_offered_to_everyone_and_unpacks_to_a_folder_that_pip_installs() throws IOException {
        byte[] archive = given().get("/sdk/itcare-sdk.tar.gz")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            String names = new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(names)
                    .contains(
                            "itcare-sdk/pyproject.toml",
                            "itcare-sdk/src/itcare/__init__.py",
                            "itcare-sdk/src/passerelle/py.typed")
                    .doesNotContain("__pycache__", "tests/");
        }
    }
}
