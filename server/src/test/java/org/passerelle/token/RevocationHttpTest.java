package org.passerelle.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.token.JwtHttpTest.ME;
import static org.passerelle.token.JwtHttpTest.as;
import static org.passerelle.token.JwtHttpTest.bearing;
import static org.passerelle.token.JwtHttpTest.claims;
import static org.passerelle.token.JwtHttpTest.token;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** {@code DELETE /api/v1/auth/tokens} (wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class RevocationHttpTest {

    private static final String TOKENS = "/api/v1/auth/tokens";
    private static final Map<String, String> READ = Map.of("data", "r");

    private static boolean holds(String token) {
        int status = bearing(token).get(ME).statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private static String jti(String token) {
        return claims(token).getJWTID();
    }

    private static void revoke(String who, String query, int status) {
        as(who).delete(TOKENS + query).then().statusCode(status);
    }

    @Test
    void one_token_is_taken_back_and_no_other() {
        String one = token("user", READ);
        String other = token("user", READ);
        assertThat(holds(one)).isTrue();
        revoke("user", "?jti=" + jti(one), 204);
        assertThat(holds(one)).isFalse();
        assertThat(holds(other)).isTrue();
        revoke("user", "?jti=" + jti(one), 204);
    }

    @Test
    void a_token_may_take_itself_back() {
        String token = token("user", READ);
        bearing(token).delete(TOKENS + "?jti=" + jti(token)).then().statusCode(204);
        assertThat(holds(token)).isFalse();
    }

    @Test
    void anothers_token_needs_the_right_to() {
        String owners = token("owner", READ);
        String users = token("user", READ);
        revoke("user", "?jti=" + jti(owners), 403);
        revoke("user", "?user=admin", 403);
        revoke("user", "?client=import", 403);
        revoke("user", "?all=true", 403);
        bearing(token("admin", Map.of("authentication", "r")))
                .delete(TOKENS + "?jti=" + jti(users))
                .then()
                .statusCode(403);
        assertThat(holds(owners)).isTrue();
        assertThat(holds(users)).isTrue();
        revoke("admin", "?jti=" + jti(users), 204);
        assertThat(holds(users)).isFalse();
    }

    @Test
    void a_made_up_id_is_nobodys_own() {
        String made = jti(token("admin", READ));
        String changed = made.substring(0, 39) + (made.endsWith("A") ? "B" : "A");
        revoke("admin", "?jti=" + changed, 204);
        revoke("user", "?jti=" + changed, 403);
    }

    /** Whole seconds would not do: the ones made before and after it are of the same second. */
    @Test
    void all_of_a_user_end_and_those_made_right_after_hold() {
        for (int i = 0; i < 10; i++) {
            String before = token("user", READ);
            String others = token("admin", READ);
            revoke("user", "?user=user", 204);
            String after = token("user", READ);
            assertThat(holds(before)).isFalse();
            assertThat(holds(after)).isTrue();
            assertThat(holds(others)).isTrue();
        }
    }

    @Test
    void with_a_users_tokens_end_those_by_which_he_acts_for_others_and_others_for_him() {
        String acting = token(as("owner"), Map.of("targetUser", "user", "permissions", READ));
        revoke("owner", "?user=owner", 204);
        assertThat(holds(acting)).isFalse();
        String again = token(as("owner"), Map.of("targetUser", "user", "permissions", READ));
        assertThat(holds(again)).isTrue();
        revoke("user", "?user=user", 204);
        assertThat(holds(again)).isFalse();
    }

    @Test
    void who_acts_for_another_takes_back_only_what_he_made() {
        String users = token("user", READ);
        String acting = token(as("owner"), Map.of("targetUser", "user", "permissions", READ));
        bearing(acting).delete(TOKENS + "?user=user").then().statusCode(403);
        assertThat(holds(users)).isTrue();
        revoke("user", "?jti=" + jti(acting), 403);
        bearing(acting).delete(TOKENS + "?jti=" + jti(acting)).then().statusCode(204);
        assertThat(holds(acting)).isFalse();
    }

    @Test
    void all_tokens_end_at_once_and_keys_go_on() {
        String owners = token("owner", READ);
        String users = token("user", READ);
        revoke("admin", "?all=true", 204);
        assertThat(holds(owners)).isFalse();
        assertThat(holds(users)).isFalse();
        assertThat(holds(token("user", READ))).isTrue();
        bearing(DemoHouse.credentials().path("apiKey").textValue())
                .get(ME)
                .then()
                .statusCode(200);
    }

    @Test
    void a_clients_tokens_are_the_administrators_to_take_back() {
        revoke("admin", "?client=import", 204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?jti=",
                "?jti=x",
                "?jti=%00",
                "?user=",
                "?client=",
                "?all=",
                "?all=false",
                "?all=1",
                "?user=user&all=true",
                "?user=user&user=admin",
                "?nosuch=1"
            })
    void what_to_take_back_is_said_by_one_parameter(String query) {
        String token = token("user", READ);
        revoke("admin", query, 400);
        assertThat(holds(token)).isTrue();
    }

    @Test
    void an_unknown_user_is_told_to_those_who_may_know() {
        revoke("admin", "?user=nobody", 404);
        revoke("user", "?user=nobody", 403);
    }

    @Test
    void nobody_takes_back_anything() {
        io.restassured.RestAssured.given()
                .contentType(ContentType.JSON)
                .delete(TOKENS + "?all=true")
                .then()
                .statusCode(401);
    }

    @Test
    void a_rehearsal_takes_nothing_back() {
        String token = token("user", READ);
        as("user")
                .header("Dry-Run", "true")
                .delete(TOKENS + "?user=user")
                .then()
                .statusCode(204);
        as("user")
                .header("Dry-Run", "true")
                .delete(TOKENS + "?jti=" + jti(token))
                .then()
                .statusCode(204);
        assertThat(holds(token)).isTrue();
    }
}
