package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.passerelle.command.DemoHouse.basic;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** How the tests of this room ask the authorization server of the demo. */
final class Server {

    static final String CLIENTS = "/api/v1/clients";
    static final String PROTOCOL = "/auth/realms/cloud/protocol/openid-connect/";
    static final String ME = "/api/v1/auth/me";
    static final List<String> BOTH = List.of("client_credentials", "refresh_token");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Server() {}

    /** A client, and the secret that it was told. */
    record Made(String id, String secret) {}

    static String unique(String prefix) {
        return prefix + COUNT.incrementAndGet() + "-" + Long.toString(System.nanoTime(), 36);
    }

    /** By the password of one of the demo's people. */
    static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    static RequestSpecification bearing(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    /** What a client of the tests is, unless it is said otherwise. */
    static Map<String, Object> body(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "id",
                unique("c"),
                "name",
                "A test's",
                "grants",
                BOTH,
                "permissions",
                Map.of("data", "rw"),
                "rateLimit",
                1_000_000));
        body.putAll(more);
        return body;
    }

    /** Makes one for the admin, who asks for himself. */
    static Made client(Map<String, ?> more) {
        return clientOf("admin", more);
    }

    static Made clientOf(String who, Map<String, ?> more) {
        Response made = as(who).body(body(more)).post(CLIENTS);
        made.then().statusCode(201);
        return new Made(made.path("id"), made.path("secret"));
    }

    /** A form sent by a client that shows itself by Basic; fields and values by turns. */
    static Response ask(Made client, String endpoint, String... form) {
        return form(given().header("Authorization", basic(client.id, client.secret)), endpoint, form);
    }

    static Response form(RequestSpecification request, String endpoint, String... form) {
        var fields = new HashMap<String, String>();
        for (int i = 0; i < form.length; i += 2) {
            fields.put(form[i], form[i + 1]);
        }
        return request.contentType("application/x-www-form-urlencoded")
                .formParams(fields)
                .post(PROTOCOL + endpoint);
    }

    static Response token(Made client) {
        return ask(client, "token", "grant_type", "client_credentials");
    }

    static Response refresh(Made client, String refreshToken) {
        return ask(client, "token", "grant_type", "refresh_token", "refresh_token", refreshToken);
    }

    static boolean holds(String accessToken) {
        return bearing(accessToken).get(ME).statusCode() == 200;
    }

    static JWTClaimsSet claims(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(token, e);
        }
    }
}
