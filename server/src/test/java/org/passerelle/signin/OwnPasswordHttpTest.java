package org.passerelle.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** {@code PUT /api/v1/auth/password}: by who knows the present one. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class OwnPasswordHttpTest {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String OLD = "Correct-horse-7!";
    private static final String NEW = "Battery-staple-8?";

    private static RequestSpecification by(String authorization) {
        return given().header("Authorization", authorization).contentType(ContentType.JSON);
    }

    private static String someone(String kind) {
        String id = "own-password-" + COUNT.incrementAndGet();
        by(basic("owner"))
                .body(Map.of("id", id, "kind", kind, "password", OLD, "acls", new String[] {"api.access"}))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        return id;
    }

    private static ValidatableResponse change(RequestSpecification who, String current, String password) {
        return who.body(Map.of("current", current, "password", password))
                .put("/api/v1/auth/password")
                .then();
    }

    private static String key(String user, Map<String, String> permissions) {
        return by(basic(user, OLD))
                .body(Map.of("name", "x", "permissions", permissions))
                .post("/api/v1/auth/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    private static void opens(String user, String password, boolean may) {
        by(basic(user, password)).get("/api/v1/auth/me").then().statusCode(may ? 200 : 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inhouse", "guest"})
    void the_new_password_opens_and_the_old_one_no_more(String kind) {
        String id = someone(kind);
        change(by(basic(id, OLD)), OLD, NEW).statusCode(204);
        opens(id, NEW, true);
        opens(id, OLD, false);
    }

    @Test
    void a_key_of_ones_own_will_do_if_one_knows_the_present_password() {
        String id = someone("inhouse");
        String key = key(id, Map.of("data", "r"));
        change(by("Bearer " + key), "not-that-one", NEW).statusCode(403);
        change(by("Bearer " + key(id, Map.of())), OLD, NEW).statusCode(403);
        opens(id, OLD, true);
        change(by("Bearer " + key), OLD, NEW).statusCode(204);
        opens(id, NEW, true);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', 400, /current",
        "'{\"current\":\"x\"}', 400, /password",
        "'{\"current\":\"Correct-horse-7!\",\"password\":\"short\"}', 422, /password",
        "'{\"current\":\"Correct-horse-7!\",\"password\":\"password123\"}', 422, /password"
    })
    void what_does_not_fit_is_refused_by_name(String body, int status, String pointer) {
        String id = someone("inhouse");
        by(basic(id, OLD))
                .body(body)
                .put("/api/v1/auth/password")
                .then()
                .statusCode(status)
                .body("errors[0].pointer", equalTo(pointer));
        opens(id, OLD, true);
    }

    @Test
    void nobody_changes_the_password_of_nobody() {
        given().contentType(ContentType.JSON)
                .body("{}")
                .put("/api/v1/auth/password")
                .then()
                .statusCode(401);
    }

    @Test
    void a_rehearsal_changes_nothing() {
        String id = someone("inhouse");
        change(by(basic(id, OLD)).header("Dry-Run", "true"), OLD, NEW).statusCode(204);
        opens(id, OLD, true);
        opens(id, NEW, false);
    }
}
