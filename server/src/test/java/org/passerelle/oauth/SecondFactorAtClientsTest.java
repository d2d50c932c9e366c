package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.command.DemoHouse.basic;
import static org.passerelle.oauth.Person.request;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;
import org.passerelle.signin.Phone;

/** Whoever has a second factor is asked for it where a client sends him, too. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class SecondFactorAtClientsTest {

    private static final String PASSWORD = "Correct-horse-7!";
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    private static Phone enrolled(String user) {
        Server.as("owner")
                .body(Map.of("id", user, "password", PASSWORD, "acls", new String[] {"api.access", "data:r"}))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        var factor = given().header("Authorization", basic(user, PASSWORD)).contentType(ContentType.JSON);
        var phone = new Phone(factor.body(Map.of("current", PASSWORD))
                .post("/api/v1/auth/second-factor")
                .then()
                .statusCode(201)
                .extract()
                .path("secret"));
        given().header("Authorization", basic(user, PASSWORD))
                .contentType(ContentType.JSON)
                .body(Map.of("code", phone.next()))
                .put("/api/v1/auth/second-factor")
                .then()
                .statusCode(200);
        return phone;
    }

    private static String ticket(Response page) {
        Matcher found = TICKET.matcher(page.asString());
        assertThat(found.find()).as(page.asString()).isTrue();
        return found.group(1);
    }

    @Test
    void the_password_leads_to_the_code_and_the_code_to_consent_once() {
        String user = Server.unique("factor-");
        Phone phone = enrolled(user);
        Made client = Server.client(Person.ASKS_PEOPLE);
        var person = new Person();
        Response page = person.open(request(client));
        Response asked = person.submit(page, "sign-in", "user", user, "password", PASSWORD);
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.asString()).contains("name=\"code\"").doesNotContain("name=\"password\"");

        Response wrong = person.send(asked, "sign-in", "ticket", ticket(asked), "code", phone.again());
        assertThat(wrong.asString()).contains("name=\"password\"");
        Response consent = person.send(asked, "sign-in", "ticket", ticket(asked), "code", phone.next());
        assertThat(consent.asString()).contains("name=\"answer\"");
    }

    @Test
    void a_ticket_of_nobody_opens_nothing() {
        var person = new Person();
        Response page = person.open(request(Server.client(Person.ASKS_PEOPLE)));
        Response back = person.send(page, "sign-in", "ticket", "x", "code", "000000");
        assertThat(back.asString()).contains("name=\"password\"").doesNotContain("name=\"answer\"");
    }
}
