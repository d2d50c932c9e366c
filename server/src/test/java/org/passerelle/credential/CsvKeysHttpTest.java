package org.passerelle.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.CsvHouse;
import org.passerelle.command.DemoHouse;

/** API keys in files (wire.md §2; DigDash D6, D9, D10, D11). */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(CsvHouse.class)
class CsvKeysHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String DOMAIN = "/ddenterpriseapi";
    private static final String ME = "/api/v1/auth/me";
    private static final String HEADER = "id;hash;user;createdBy;created;expires;permissions;name;ips;rateLimit";

    @Inject
    Catalogue catalogue;

    private static RequestSpecification user() {
        return given().header("Authorization", basic("user")).contentType(ContentType.JSON);
    }

    private static ExtractableResponse<Response> made(String prefix) {
        return user().body(Map.of("name", "nightly; import", "permissions", Map.of("data", "r")))
                .post(prefix + KEYS)
                .then()
                .statusCode(201)
                .extract();
    }

    private static int me(String prefix, String key) {
        return given().header("X-API-Key", key).get(prefix + ME).statusCode();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void keys_are_in_the_file_and_not_in_the_catalogue() throws IOException {
        var made = made("");
        String key = made.path("key");
        String id = made.path("id");
        assertThat(lines(CsvHouse.file()).getFirst()).isEqualTo(HEADER);
        assertThat(lines(CsvHouse.file()))
                .filteredOn(line -> line.startsWith(id + ";"))
                .singleElement()
                .asString()
                .contains(";user;user;", ";data:r;", ";\"nightly; import\";")
                .doesNotContain(key.substring(key.lastIndexOf('_') + 1));
        assertThat(catalogue.all(row -> row.text("id"), "SELECT id FROM api_key"))
                .isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(CsvHouse.file())))
                .isEqualTo("rw-------");
        assertThat(me("", key)).isEqualTo(200);
        assertThat(me("", DemoHouse.credentials().path("apiKey").textValue())).isEqualTo(200);
        user().get(KEYS).then().statusCode(200).body("id", hasItem(id));
        user().delete(KEYS + "?id=" + id).then().statusCode(200).body("deleted", hasItem(id));
        assertThat(me("", key)).isEqualTo(401);
        assertThat(lines(CsvHouse.file())).noneMatch(line -> line.startsWith(id));
    }

    @Test
    void a_change_by_hand_is_picked_up_at_once() throws IOException {
        String key = made("").path("key");
        String before = Files.readString(CsvHouse.file());
        String without = before.lines()
                .filter(line -> !line.startsWith(key.substring(4, 22)))
                .reduce("", (all, line) -> all + line + "\n");
        assertThat(me("", key)).isEqualTo(200);
        Files.writeString(CsvHouse.file(), without);
        assertThat(me("", key)).isEqualTo(401);
        Files.writeString(CsvHouse.file(), before);
        assertThat(me("", key)).isEqualTo(200);
        Files.writeString(CsvHouse.file(), before.replace(HEADER, HEADER.replace("hash", "colour")));
        assertThat(me("", key)).as("of a file that cannot be read").isEqualTo(401);
        user().body(Map.of("name", "new")).post(KEYS).then().statusCode(503);
        Files.writeString(CsvHouse.file(), before);
        assertThat(me("", key)).isEqualTo(200);
        Files.delete(CsvHouse.file());
        assertThat(me("", key)).as("without a file").isEqualTo(401);
        Files.writeString(CsvHouse.file(), before);
    }

    @Test
    void a_rehearsal_leaves_the_file_as_it_is() throws IOException {
        String id = made("").path("id");
        String before = Files.readString(CsvHouse.file());
        user().header("Dry-Run", "true")
                .body(Map.of("name", "x"))
                .post(KEYS)
                .then()
                .statusCode(201);
        user().header("Dry-Run", "true").delete(KEYS + "?id=" + id).then().statusCode(200);
        user().header("Dry-Run", "true")
                .post(KEYS + "/" + id + "/rotate")
                .then()
                .statusCode(201);
        assertThat(Files.readString(CsvHouse.file())).isEqualTo(before);
    }

    @Test
    void a_key_is_rotated_once() {
        var old = made("");
        String key = old.path("key");
        String fresh = user().post(KEYS + "/" + old.path("id") + "/rotate")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        assertThat(me("", key)).isEqualTo(200);
        assertThat(me("", fresh)).isEqualTo(200);
        user().post(KEYS + "/" + old.path("id") + "/rotate").then().statusCode(409);
    }

    @Test
    void keys_of_a_domain_with_a_file_of_its_own_hold_under_it_alone() throws IOException {
        String everywhere = made("").path("key");
        var made = made(DOMAIN);
        String key = made.path("key");
        String id = made.path("id");
        assertThat(lines(CsvHouse.domainFile())).anyMatch(line -> line.startsWith(id));
        assertThat(lines(CsvHouse.file())).noneMatch(line -> line.startsWith(id));
        assertThat(me(DOMAIN, key)).isEqualTo(200);
        assertThat(me("", key)).isEqualTo(401);
        assertThat(me("/itcare", key)).isEqualTo(401);
        assertThat(me(DOMAIN, everywhere)).isEqualTo(401);
        assertThat(me("/itcare", everywhere)).isEqualTo(200);
        user().get(KEYS).then().body("id", not(hasItem(id)));
        user().get(DOMAIN + KEYS).then().body("id", hasItem(id));
        user().delete(KEYS + "?id=" + id).then().statusCode(404);
        String token = given().header("X-API-Key", key)
                .contentType(ContentType.JSON)
                .body(Map.of("permissions", Map.of("data", "r")))
                .post(DOMAIN + "/api/v1/auth/jwt")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        assertThat(bearer(DOMAIN, token)).isEqualTo(200);
        assertThat(bearer("", token)).isEqualTo(401);
        user().delete(DOMAIN + KEYS + "/" + id).then().statusCode(200);
        assertThat(me(DOMAIN, key)).isEqualTo(401);
        assertThat(bearer(DOMAIN, token)).isEqualTo(401);
    }

    private static int bearer(String prefix, String token) {
        return given().header("Authorization", "Bearer " + token)
                .get(prefix + ME)
                .statusCode();
    }
}
