package org.passerelle.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.Passwords;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/** {@code /api/v1/sessions} (wire.md §8; DigDash D18). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class SessionsHttpTest {

    private static final String SESSIONS = "/api/v1/sessions";
    private static final String ME = "/api/v1/auth/me";
    private static final String PASSWORD = "Correct-horse-7!";
    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    @Inject
    Catalogue catalogue;

    @Inject
    People people;

    @Inject
    Passwords passwords;

    private String anne;

    @BeforeEach
    void make() {
        anne = person();
    }

    private String person() {
        String id = "p" + UUID.randomUUID();
        catalogue.change(unit -> {
            people.insert(
                    unit,
                    new Account(
                                    id,
                                    id,
                                    Account.Kind.INHOUSE,
                                    true,
                                    List.of(Acls.API_ACCESS, "data:r"),
                                    passwords.hash(PASSWORD),
                                    Instant.now().truncatedTo(ChronoUnit.MILLIS))
                            .with(new Account.Limits(6_000, AddressList.ANY)));
            return id;
        });
        return id;
    }

    private static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    private static RequestSpecification by(String authorization) {
        return given().header("Authorization", authorization).contentType(ContentType.JSON);
    }

    private static RequestSpecification password(String user) {
        return by(basic(user, PASSWORD));
    }

    private static String token(String user) {
        return "Bearer "
                + password(user)
                        .body(Map.of("permissions", Map.of("data", "r")))
                        .post("/api/v1/auth/jwt")
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("token");
    }

    private static JsonPath sessions(String... users) {
        return as("admin")
                .queryParam("users", (Object[]) users)
                .get(SESSIONS)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void a_use_begins_a_session_that_tells_who_by_what_and_from_where() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        password(anne).header("User-Agent", "tests/1").get(ME).then().statusCode(200);
        JsonPath found = sessions(anne);
        assertThat(found.getList("")).hasSize(1);
        assertThat(found.getString("[0].user")).isEqualTo(anne);
        assertThat(found.getString("[0].actor")).isNull();
        assertThat(found.getString("[0].credential")).isEqualTo("password");
        assertThat(found.getString("[0].address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
        assertThat(found.getString("[0].userAgent")).isEqualTo("tests/1");
        assertThat(found.getString("[0].status")).isEqualTo("ACTIVE");
        assertThat(found.getString("[0].start")).isEqualTo(found.getString("[0].lastSeen"));
        assertThat(OffsetDateTime.parse(found.getString("[0].start"), WIRE).toInstant())
                .isBetween(before, Instant.now());
    }

    @Test
    void the_same_credential_is_one_session_and_another_is_another() {
        String token = token(anne);
        for (int i = 0; i < 3; i++) {
            by(token).get(ME).then().statusCode(200);
            password(anne).get(ME).then().statusCode(200);
        }
        assertThat(sessions(anne).getList("credential")).containsExactlyInAnyOrder("password", "jwt");
    }

    @Test
    void who_acts_for_another_is_named() {
        String acting = "Bearer "
                + as("owner")
                        .body(Map.of("targetUser", anne, "permissions", Map.of("data", "r")))
                        .post("/api/v1/auth/jwt")
                        .<String>path("token");
        by(acting).get(ME).then().statusCode(200);
        JsonPath found = sessions(anne);
        assertThat(found.getString("[0].actor")).isEqualTo("owner");
        assertThat(found.getString("[0].user")).isEqualTo(anne);
    }

    @Test
    void they_are_listed_for_the_users_named_or_for_all_newest_first_by_pages() {
        String bert = person();
        password(anne).get(ME);
        sessions(anne);
        password(bert).get(ME);
        assertThat(sessions(anne, bert).getList("user")).containsExactly(bert, anne);
        assertThat(sessions(anne + "," + bert).getList("user")).containsExactly(bert, anne);
        assertThat(sessions("nobody").getList("")).isEmpty();
        assertThat(as("admin").get(SESSIONS).jsonPath().getList("user")).contains(bert, anne, "admin");
        var first = as("admin")
                .queryParam("users", anne, bert)
                .queryParam("limit", 1)
                .get(SESSIONS);
        assertThat(first.jsonPath().getList("user")).containsExactly(bert);
        String next = first.header("Link").replaceAll("<https?://[^/]*([^>]*)>.*", "$1");
        var second = as("admin")
                .urlEncodingEnabled(false)
                .get(next)
                .then()
                .statusCode(200)
                .extract();
        assertThat(second.jsonPath().getList("user")).containsExactly(anne);
        assertThat(second.header("Link")).isNull();
    }

    @Test
    void ending_a_users_sessions_takes_his_tokens_back_and_the_next_use_begins_a_new_one() {
        String token = token(anne);
        by(token).get("/api/list/clients/").then().statusCode(200);
        String old = sessions(anne)
                .getList("findAll{it.credential=='password'}.id")
                .getFirst()
                .toString();
        as("admin").delete(SESSIONS + "?users=" + anne).then().statusCode(204);
        by(token).get("/api/list/clients/").then().statusCode(401);
        assertThat(sessions(anne).getList("")).isEmpty();
        password(anne).get(ME).then().statusCode(200);
        JsonPath found = sessions(anne);
        assertThat(found.getList("credential")).containsExactly("password");
        assertThat(found.getString("[0].id")).isNotEqualTo(old);
        by(token(anne)).get("/api/list/clients/").then().statusCode(200);
    }

    @Test
    void ending_one_takes_the_tokens_back_and_leaves_the_rest() {
        String token = token(anne);
        by(token).get(ME).then().statusCode(200);
        String key = password(anne)
                .body(Map.of("name", "x", "permissions", Map.of("data", "r")))
                .post("/api/v1/auth/apikeys")
                .path("key");
        by("Bearer " + key).get(ME).then().statusCode(200);
        String one = sessions(anne).getString("find{it.credential=='password'}.id");
        as("admin").delete(SESSIONS + "/" + one).then().statusCode(204);
        assertThat(sessions(anne).getList("credential")).containsExactly("apikey");
        by(token).get(ME).then().statusCode(401);
        by("Bearer " + key).get(ME).then().statusCode(200);
        as("admin").delete(SESSIONS + "/" + one).then().statusCode(404);
    }

    @Test
    void several_users_at_once_or_none_of_them() {
        String bert = person();
        String annes = token(anne);
        String berts = token(bert);
        as("admin").delete(SESSIONS + "?users=" + anne + "&users=nobody").then().statusCode(404);
        by(annes).get(ME).then().statusCode(200);
        as("admin")
                .delete(SESSIONS + "?users=" + anne + "&users=" + bert)
                .then()
                .statusCode(204);
        by(annes).get(ME).then().statusCode(401);
        by(berts).get(ME).then().statusCode(401);
    }

    @Test
    void without_users_nothing_is_ended() {
        String token = token(anne);
        for (String query : List.of("", "?users=", "?users=,")) {
            as("admin").delete(SESSIONS + query).then().statusCode(400).body("detail", containsString("users"));
        }
        by(token).get(ME).then().statusCode(200);
    }

    @Test
    void it_takes_the_right_to_see_and_the_right_to_end() {
        password(anne).get(SESSIONS).then().statusCode(403);
        password(anne).delete(SESSIONS + "?users=" + anne).then().statusCode(403);
        given().get(SESSIONS).then().statusCode(401);
        String reads = "Bearer "
                + as("admin")
                        .body(Map.of("permissions", Map.of("sessions", "r")))
                        .post("/api/v1/auth/jwt")
                        .<String>path("token");
        by(reads).get(SESSIONS).then().statusCode(200);
        by(reads).delete(SESSIONS + "?users=" + anne).then().statusCode(403);
        by(reads).delete(SESSIONS + "/x").then().statusCode(403);
    }

    @Test
    void a_rehearsal_ends_nothing() {
        String token = token(anne);
        by(token).get(ME);
        var before = sessions(anne).getList("id");
        as("admin")
                .header("Dry-Run", "true")
                .delete(SESSIONS + "?users=" + anne)
                .then()
                .statusCode(204);
        as("admin")
                .header("Dry-Run", "true")
                .delete(SESSIONS + "/" + before.getFirst())
                .then()
                .statusCode(204);
        by(token).get(ME).then().statusCode(200);
        assertThat(sessions(anne).getList("id")).isEqualTo(before);
    }

    @Test
    void who_was_refused_has_no_session() {
        by(basic(anne, "wrong")).get(ME).then().statusCode(401);
        given().get("/api/status").then().statusCode(200);
        as("admin").queryParam("users", anne).get(SESSIONS).then().body("$", empty());
    }

    @Test
    void no_secret_shows() {
        password(anne).get(ME);
        String all = as("admin").get(SESSIONS).asString();
        assertThat(all).doesNotContain(PASSWORD, "psl_", "eyJ");
    }
}
