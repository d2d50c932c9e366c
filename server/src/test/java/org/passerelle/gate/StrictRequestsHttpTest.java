package org.passerelle.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.passerelle.command.DemoHouse.tirelessKey;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.command.DemoHouse;

/** What nobody would look at is told, not passed over. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
class StrictRequestsHttpTest {

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer " + tirelessKey()).header("Dry-Run", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/clients/1?colour=blue",
        "GET, /api/clients/1?Fields=nom",
        "GET, /api/item/clients/1/?fields=nom",
        "DELETE, /api/clients/1?force=true",
        "POST, /api/clients?upsert=true",
        "PUT, /api/clients/1?fields=nom",
        "PATCH, /api/clients/1?x",
        "POST, /api/items/clients/?atomic=false"
    })
    void an_unknown_parameter_of_a_record_or_a_change_is_400(String method, String path) {
        String name = path.replaceAll(".*\\?(\\w+).*", "$1");
        admin().contentType("application/json")
                .body(path.contains("/items/") ? "[{\"cle\":\"1\"}]" : "{\"nom\":\"x\"}")
                .request(method, path)
                .then()
                .statusCode(400)
                .body(containsString("There is no parameter " + name));
    }

    @Test
    void the_known_ones_are_taken() {
        admin().get("/api/clients/1?fields=nom&numbers=text").then().statusCode(200);
        admin().get("/api/item/clients/1/?numbers=text").then().statusCode(200);
        admin().get("/api/clients?nom=x&limit=1").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/clients", "PUT, /api/clients/1", "POST, /api/v1/auth/jwt", "POST, /api/item/clients/1/"})
    void a_patch_is_taken_by_PATCH_alone(String method, String path) {
        admin().contentType("application/merge-patch+json")
                .body("{\"nom\":\"x\"}")
                .request(method, path)
                .then()
                .statusCode(415);
    }
}
