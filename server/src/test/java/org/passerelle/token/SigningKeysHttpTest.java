package org.passerelle.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.passerelle.token.JwtHttpTest.ME;
import static org.passerelle.token.JwtHttpTest.as;
import static org.passerelle.token.JwtHttpTest.bearing;
import static org.passerelle.token.JwtHttpTest.token;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;

/** The keys that sign tokens, over HTTP (wire.md §1, §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class SigningKeysHttpTest {

    private static final String CERTS = "/auth/realms/cloud/protocol/openid-connect/certs";
    private static final String ROTATE = "/api/v1/auth/signing-keys/rotate";
    private static final Map<String, String> READ = Map.of("data", "r");

    @Test
    void anybody_verifies_our_tokens_by_the_published_keys() throws Exception {
        Response answer = given().get(CERTS).then().statusCode(200).extract().response();
        assertThat(answer.asString()).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"k\"");
        var token = SignedJWT.parse(token("user", READ));
        var key =
                JWKSet.parse(answer.asString()).getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    }

    @Test
    void there_is_one_realm() {
        given().get(CERTS.replace("cloud", "other")).then().statusCode(404);
        given().get("/itcare" + CERTS).then().statusCode(200);
        given().accept("application/xml").get(CERTS).then().statusCode(406);
    }

    @Test
    void a_rotation_takes_the_right_to() {
        as("user").post(ROTATE).then().statusCode(403);
        given().post(ROTATE).then().statusCode(401);
        bearing(token("admin", Map.of("authentication", "r")))
                .post(ROTATE)
                .then()
                .statusCode(403);
    }

    @Test
    void an_overlap_that_is_not_understood_is_400() {
        for (String overlap : new String[] {"P1M", "soon", "-PT5M", ""}) {
            as("admin").body(Map.of("overlap", overlap)).post(ROTATE).then().statusCode(400);
        }
    }

    @Test
    void a_rehearsed_rotation_publishes_nothing() {
        String before = given().get(CERTS).asString();
        as("admin")
                .header("Dry-Run", "true")
                .post(ROTATE)
                .then()
                .statusCode(200)
                .header("Dry-Run", "true");
        assertThat(given().get(CERTS).asString()).isEqualTo(before);
    }

    @Test
    void without_overlap_the_tokens_of_the_key_before_end() {
        String before = token("user", READ);
        as("admin").body(Map.of("overlap", "PT0S")).post(ROTATE).then().statusCode(200);
        bearing(before).get(ME).then().statusCode(401);
        bearing(token("user", READ)).get(ME).then().statusCode(200);
    }

    /** S3, D8: not one 401 through rotations, for tokens made before, between and after, while requests go on. */
    @Test
    void no_token_fails_through_rotations() throws Exception {
        var tokens = new ConcurrentLinkedQueue<String>();
        tokens.add(token("admin", READ));
        var going = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var callers = new java.util.ArrayList<java.util.concurrent.Future<Integer>>();
            for (int i = 0; i < 3; i++) {
                callers.add(threads.submit(() -> {
                    int calls = 0;
                    while (going.get()) {
                        for (String token : tokens) {
                            assertThat(bearing(token).get(ME).statusCode()).isEqualTo(200);
                            calls++;
                        }
                    }
                    return calls;
                }));
            }
            for (int i = 0; i < 5; i++) {
                String kid = as("admin")
                        .post(ROTATE)
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("kid");
                tokens.add(token("admin", READ));
                given().get(CERTS).then().body("keys.kid", hasItems(kid)).body("keys.alg", everyItem(equalTo("RS256")));
            }
            going.set(false);
            for (var caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        }
        assertThat(tokens).hasSize(6);
    }
}
