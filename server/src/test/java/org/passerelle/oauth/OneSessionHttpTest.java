package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.passerelle.oauth.Person.request;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** The console and the pages that clients send people to are of one session: it begins at either, and ends at both. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class OneSessionHttpTest {

    private static final String PASSWORD = "Correct-horse-7!";
    private static final String VISITOR = "passerelle_visitor";
    private static final String SESSION = "passerelle_session";

    private static String somebody() {
        String user = Server.unique("session-");
        Server.as("owner")
                .body(Map.of("id", user, "password", PASSWORD, "acls", new String[] {"api.access", "data:r"}))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        return user;
    }

    private static Response atConsole(String user, String password) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParams(Map.of("user", user, "password", password, "next", ""))
                .post("/console/sign-in");
    }

    private static Response opened(Made client, Response from, String... more) {
        return given().cookie(VISITOR, from.cookie(VISITOR))
                .redirects()
                .follow(false)
                .queryParams(request(client, more))
                .get(Server.PROTOCOL + "auth");
    }

    @Test
    void who_is_signed_in_to_the_console_is_asked_for_his_consent_only() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        Response in = atConsole(somebody(), PASSWORD);
        Cookie visitor = in.detailedCookie(VISITOR);
        assertThat(visitor.isHttpOnly()).isTrue();
        assertThat(visitor.getSameSite()).isEqualTo("Lax");
        assertThat(visitor.getPath()).isEqualTo("/auth/realms/cloud");
        assertThat(in.detailedCookie(SESSION).getSameSite()).isEqualTo("Strict");
        opened(client, in)
                .then()
                .body(containsString("name=\"answer\""))
                .body(not(containsString("name=\"password\"")));
    }

    @Test
    void a_client_may_ask_that_he_signs_in_again() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        Response in = atConsole(somebody(), PASSWORD);
        opened(client, in, "prompt", "login").then().body(containsString("name=\"password\""));
        opened(client, in, "prompt", "select_account").then().body(containsString("name=\"password\""));
        opened(client, in, "max_age", "3600").then().body(containsString("name=\"answer\""));
    }

    @Test
    void a_password_that_does_not_hold_or_is_not_enough_begins_nothing() {
        Response wrong = atConsole(somebody(), "wrong");
        assertThat(wrong.cookie(VISITOR)).isNull();
        assertThat(wrong.cookie(SESSION)).isNull();
    }

    @Test
    void a_session_that_is_ended_is_over_for_clients_too() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        String user = somebody();
        Response in = atConsole(user, PASSWORD);
        opened(client, in).then().body(containsString("name=\"answer\""));
        Server.as("owner").delete("/api/v1/sessions?users=" + user).then().statusCode(204);
        opened(client, in).then().body(containsString("name=\"password\""));
        assertThat(Person.answered(opened(client, in, "prompt", "none"))).containsEntry("error", "login_required");
    }

    @Test
    void who_signs_out_of_the_console_is_a_stranger_to_clients() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        Response in = atConsole(somebody(), PASSWORD);
        String page =
                given().cookie(SESSION, in.cookie(SESSION)).get("/console").asString();
        String token = page.replaceFirst("(?s).*data-token=\"([0-9a-f]{64})\".*", "$1");
        given().redirects()
                .follow(false)
                .cookie(SESSION, in.cookie(SESSION))
                .header("X-CSRF-Token", token)
                .contentType("application/x-www-form-urlencoded")
                .post("/console/sign-out")
                .then()
                .statusCode(303);
        opened(client, in).then().body(containsString("name=\"password\""));
    }

    @Test
    void who_signs_in_for_a_client_is_signed_in_to_the_console_until_that_session_ends() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        String user = somebody();
        var person = new Person();
        Response in = person.submit(person.open(request(client)), "sign-in", "user", user, "password", PASSWORD);
        assertThat(in.detailedCookie(SESSION).isHttpOnly()).isTrue();
        assertThat(in.detailedCookie(SESSION).getSameSite()).isEqualTo("Strict");
        var console = given().redirects().follow(false).cookie(SESSION, in.cookie(SESSION));
        console.get("/console").then().statusCode(200);
        Server.as("owner").delete("/api/v1/sessions?users=" + user).then().statusCode(204);
        console.get("/console").then().statusCode(303).header("Location", containsString("/console/sign-in"));
        opened(client, in).then().body(containsString("name=\"password\""));
    }

    @Test
    void the_cookie_that_comes_along_from_other_sites_opens_no_console() {
        Response in = atConsole(somebody(), PASSWORD);
        given().redirects()
                .follow(false)
                .cookie(VISITOR, in.cookie(VISITOR))
                .get("/console")
                .then()
                .statusCode(303);
    }

    @Test
    void who_acts_for_another_at_the_console_gives_nothing_in_his_name() {
        Made client = Server.client(Person.ASKS_PEOPLE);
        String password = DemoHouse.credentials().path("owner").path("password").textValue();
        Response in = atConsole("owner", password);
        String page =
                given().cookie(SESSION, in.cookie(SESSION)).get("/console").asString();
        String token = page.replaceFirst("(?s).*data-token=\"([0-9a-f]{64})\".*", "$1");
        given().redirects()
                .follow(false)
                .cookie(SESSION, in.cookie(SESSION))
                .header("X-CSRF-Token", token)
                .contentType("application/x-www-form-urlencoded")
                .formParam("user", "user")
                .post("/console/act-for")
                .then()
                .statusCode(303);
        opened(client, in).then().body(containsString("name=\"password\""));
    }
}
