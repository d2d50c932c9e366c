package org.passerelle.people;

import static io.restassured.RestAssured.given;
import static org.passerelle.command.DemoHouse.basic;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.passerelle.access.ApiType;

/** How the tests of this room ask the server of the demo. */
final class Api {

    static final String V1 = "/api/v1/";
    static final String PASSWORD = "Correct-horse-7!";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Api() {}

    /** By the password of one of the demo's people. */
    static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    static RequestSpecification as(String user, String password) {
        return given().header("Authorization", basic(user, password)).contentType(ContentType.JSON);
    }

    static RequestSpecification by(String key) {
        return given().header("X-API-Key", key).contentType(ContentType.JSON);
    }

    /** A name that nothing has yet. */
    static String unique(String prefix) {
        return prefix + COUNT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** Makes it as the owner, and tells its id. */
    static String made(String collection, Map<String, ?> body) {
        return as("owner")
                .body(body)
                .post(V1 + collection)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** A key of this user that allows everything that he may do. */
    static String key(RequestSpecification user, ApiType... types) {
        Map<String, String> permissions = Arrays.stream(types.length == 0 ? ApiType.values() : types)
                .collect(Collectors.toMap(ApiType::word, type -> "rw"));
        return user.body(Map.of("name", "test", "permissions", permissions))
                .post(V1 + "auth/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    static Response user(String id) {
        return as("owner").get(V1 + "users/" + id + "?includes=roles,acls,groupacls");
    }
}
