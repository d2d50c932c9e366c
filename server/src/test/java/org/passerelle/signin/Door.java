package org.passerelle.signin;

import static io.restassured.RestAssured.given;
import static org.passerelle.command.DemoHouse.basic;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How the tests of this room come in, and try to. */
final class Door {

    static final String V1 = "/api/v1/";
    static final String OLD = "Correct-horse-7!";
    static final String NEW = "Battery-staple-8?";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Door() {}

    static RequestSpecification by(String authorization) {
        return given().header("Authorization", authorization).contentType(ContentType.JSON);
    }

    static RequestSpecification owner() {
        return by(basic("owner"));
    }

    static RequestSpecification nobody() {
        return given().contentType(ContentType.JSON);
    }

    /** An account that the owner makes; its login. */
    static String someone(String kind, String password, String... acls) {
        return someone(Map.of("kind", kind), password, acls);
    }

    static String someone(Map<String, ?> more, String password, String... acls) {
        String id = "comer-" + COUNT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
        var body = new HashMap<String, Object>(more);
        body.put("id", id);
        body.put("acls", List.of(acls));
        if (password != null) {
            body.put("password", password);
        }
        owner().body(body).post(V1 + "users").then().statusCode(201);
        return id;
    }

    static ValidatableResponse make(RequestSpecification who, String purpose, String user) {
        return who.post(V1 + "users/" + user + "/" + purpose).then();
    }

    /** The token of a link that the owner makes. */
    static String token(String purpose, String user) {
        return token(make(owner(), purpose, user).statusCode(201));
    }

    static String token(ValidatableResponse made) {
        return token(made.extract().<String>path("link"));
    }

    static String token(String link) {
        return link.substring(link.indexOf("#token=") + "#token=".length());
    }

    static ValidatableResponse choose(String token, String password) {
        return nobody().body(Map.of("token", token, "password", password))
                .post(V1 + "auth/password")
                .then();
    }

    static int me(String authorization) {
        return by(authorization).get(V1 + "auth/me").statusCode();
    }

    /** A JWT of this user's for his own data. */
    static String jwt(String user, String password) {
        return by(basic(user, password))
                .body(Map.of("permissions", Map.of("data", "r", "users", "rw")))
                .post(V1 + "auth/jwt")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    static String key(String user, String password, Map<String, String> permissions) {
        return by(basic(user, password))
                .body(Map.of("name", "x", "permissions", permissions))
                .post(V1 + "auth/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }
}
