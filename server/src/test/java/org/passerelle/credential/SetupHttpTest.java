package org.passerelle.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.EmptyHouse;

/** From a server that nobody owns to one with an owner, once. */
@QuarkusTest
@WithTestResource(EmptyHouse.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupHttpTest {

    private static final String PASSWORD = "Correct-horse-7!";

    @Inject
    Catalogue catalogue;

    @Inject
    FirstOwner firstOwner;

    private static ValidatableResponse setUp(String token, String user, String password, String... headers) {
        var body = new HashMap<String, String>(Map.of("user", user, "password", password, "name", "Olga"));
        if (token != null) {
            body.put("token", token);
        }
        var request = given().contentType(ContentType.JSON).body(body);
        if (headers.length == 2) {
            request.header(headers[0], headers[1]);
        }
        return request.post("/api/v1/setup").then();
    }

    @Test
    @Order(1)
    void without_the_link_there_is_no_owner() {
        setUp("nonsense", "olga", PASSWORD).statusCode(403);
        String token = catalogue.change(firstOwner::invite);
        assertThat(token).matches("[0-9A-Za-z]{32}");
        setUp(null, "olga", PASSWORD).statusCode(400);
        setUp(token + "x", "olga", PASSWORD).statusCode(403);
        String newer = catalogue.change(firstOwner::invite);
        setUp(token, "olga", PASSWORD).statusCode(403);
        setUp(newer, "olga", "short").statusCode(422).body("errors[0].pointer", equalTo("/password"));
        setUp(newer, "olga", "my-olga-is-here").statusCode(422);
        setUp(newer, "ol:ga", PASSWORD).statusCode(400);
        given().header("Authorization", basic("olga", PASSWORD))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(401);
    }

    @Test
    @Order(2)
    void a_rehearsal_does_not_use_the_link_up() {
        String token = catalogue.change(firstOwner::invite);
        setUp(token, "olga", PASSWORD, "Dry-Run", "true").statusCode(201);
        given().header("Authorization", basic("olga", PASSWORD))
                .get("/api/v1/auth/me")
                .then()
                .statusCode(401);
        setUp(token, "olga", PASSWORD, "Dry-Run", "true").statusCode(201);
    }

    @Test
    @Order(3)
    void the_link_makes_one_owner_and_is_dead() {
        String token = catalogue.change(firstOwner::invite);
        setUp(token, "olga", PASSWORD)
                .statusCode(201)
                .body("id", equalTo("olga"))
                .body("name", equalTo("Olga"))
                .body("kind", equalTo("owner"));
        given().header("Authorization", basic("olga", PASSWORD))
                .get("/api/v1/auth/apikeys")
                .then()
                .statusCode(200);
        setUp(token, "eve", PASSWORD).statusCode(403);
        String late = catalogue.change(firstOwner::invite);
        setUp(late, "eve", PASSWORD).statusCode(403);
    }
}
