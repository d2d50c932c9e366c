package org.passerelle.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DirectoryHouse;
import org.passerelle.directory.MemoryDirectory;

/** F4: people of a directory at the door, while it is there and while it is not. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DirectoryHouse.class)
class DirectoryHttpTest {

    private static final String ME = "/api/v1/auth/me";
    private static final String ANNE = basic("anne", DirectoryLogins.ANNES);
    private static final String BOB = basic("bob", DirectoryLogins.BOBS);

    private static Response me(String authorization) {
        return given().header("Authorization", authorization).get(ME);
    }

    @Test
    void its_people_enter_and_hold_what_their_groups_bring() {
        given().header("Authorization", basic("owner"))
                .contentType(ContentType.JSON)
                .body(Map.of("id", "developer", "acls", List.of("api.access", "data:r")))
                .post("/api/v1/roles")
                .then()
                .statusCode(201);
        String key;
        try (var directory = MemoryDirectory.at(DirectoryHouse.port())) {
            given().header("Authorization", ANNE)
                    .get("/api/list/clients/")
                    .then()
                    .statusCode(200);
            me(ANNE).then().body("user", equalTo("anne")).body("credential", equalTo("password"));
            given().header("Authorization", BOB)
                    .get("/api/list/clients/")
                    .then()
                    .statusCode(403);
            assertThat(directory.questions()).contains("bind");
            key = given().header("Authorization", ANNE)
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", "from the directory", "permissions", Map.of("data", "r")))
                    .post("/api/v1/auth/apikeys")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("key");
            assertRefusedAlike();
        }
        me(basic("anne", "other"))
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("5"))
                .body("detail", containsString("directory"));
        assertThat(me(basic("admin")).statusCode()).isEqualTo(200);
        assertThat(me(basic("admin", "wrong")).statusCode()).isEqualTo(401);
        assertThat(me("Bearer " + key).statusCode()).isEqualTo(200);
    }

    /** Here or there, known or not. */
    private static void assertRefusedAlike() {
        var bodies = List.of(
                        basic("anne", "wrong"), basic("nobody", "wrong"), basic("admin", "wrong"), basic("anne", ""))
                .stream()
                .map(DirectoryHttpTest::me)
                .peek(answer -> assertThat(answer.statusCode()).isEqualTo(401))
                .map(answer -> answer.asString().replaceAll("urn:request:[^\"]*", ""))
                .distinct();
        assertThat(bodies).hasSize(1);
    }
}
