package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.oauth.Server.CLIENTS;
import static org.passerelle.oauth.Server.as;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;
import org.passerelle.command.DemoHouse;
import org.passerelle.event.Event;
import org.passerelle.event.EventListener;
import org.passerelle.event.Kept;
import org.passerelle.http.Soon;
import org.passerelle.oauth.Server.Made;

/** {@code /api/v1/client-requests} (wire.md §2; ITCare I5). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ClientRequestsHttpTest {

    private static final String REQUESTS = "/api/v1/client-requests";

    /** Hears of requests, as a webhook would. */
    @Singleton
    static final class Ear implements EventListener {
        final List<Event> heard = new CopyOnWriteArrayList<>();

        @Override
        public void hear(Unit unit, List<Kept> events) {
            events.stream()
                    .map(Kept::event)
                    .filter(event -> event.name().startsWith("client."))
                    .forEach(heard::add);
        }

        @Override
        public boolean awaits(Source source, Event event) {
            return false; // of records nothing
        }
    }

    @Inject
    Ear ear;

    private static Map<String, Object> asking(Map<String, ?> more) {
        var body = new HashMap<String, Object>(Map.of(
                "name", "Nightly import",
                "organisation", "Dupont SA",
                "purpose", "Brings the orders of the day",
                "permissions", Map.of("data", "rw")));
        body.putAll(more);
        return body;
    }

    private static String asked(Map<String, ?> more) {
        return as("user")
                .body(asking(more))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void isHeard(String id, String... sentences) {
        Soon.atLast("events of a request for an API account", () -> heard(id).equals(List.of(sentences)));
    }

    private List<String> heard(String id) {
        return ear.heard.stream()
                .filter(event -> event.data().path("request").asText().equals(id))
                .map(ClientRequestsHttpTest::sentence)
                .toList();
    }

    private static String sentence(Event event) {
        JsonNode data = event.data();
        assertThat(data.path("user").asText()).isEqualTo("user");
        return switch (event.name()) {
            case "client.requested" ->
                "client.requested by user: " + data.path("name").asText();
            case "client.accepted" ->
                "client.accepted by " + data.path("by").asText() + ": "
                        + data.path("client").asText() + ", "
                        + data.path("reason").asText();
            default ->
                event.name() + " by " + data.path("by").asText() + ": "
                        + data.path("reason").asText();
        };
    }

    @Test
    void a_user_asks_an_administrator_accepts_and_the_user_is_told_the_secret_once() {
        String id = as("user")
                .body(asking(Map.of()))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body("status", equalTo("PENDING"))
                .body("user", equalTo("user"))
                .body("scopes", equalTo(List.of("data:rw")))
                .body("client", nullValue())
                .extract()
                .path("id");
        as("user").post(REQUESTS + "/" + id + "/secret").then().statusCode(409);
        as("admin").get(REQUESTS + "?status=PENDING").then().body("id", hasItem(id));
        String client = as("admin")
                .body(Map.of("reason", "Agreed"))
                .post(REQUESTS + "/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("status", equalTo("ACCEPTED"))
                .body("decidedBy", equalTo("admin"))
                .body("reason", equalTo("Agreed"))
                .extract()
                .path("client");
        assertThat(client).startsWith("nightly-import");
        as("admin").post(REQUESTS + "/" + id + "/secret").then().statusCode(403);
        Response told = as("user").post(REQUESTS + "/" + id + "/secret");
        told.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("id", equalTo(client))
                .body("secret", startsWith("psc_"));
        as("user").post(REQUESTS + "/" + id + "/secret").then().statusCode(409);
        String token = token(new Made(client, told.path("secret"))).path("access_token");
        bearing(token)
                .get(Server.ME)
                .then()
                .statusCode(200)
                .body("user", equalTo("user"))
                .body("actor", nullValue());
        as("user").get(CLIENTS + "/" + client).then().statusCode(200).body("organisation", equalTo("Dupont SA"));
        isHeard(id, "client.requested by user: Nightly import", "client.accepted by admin: " + client + ", Agreed");
    }

    @Test
    void a_refusal_says_why() {
        String id = asked(Map.of());
        as("admin").post(REQUESTS + "/" + id + "/refuse").then().statusCode(400);
        as("admin")
                .body(Map.of("reason", "Nobody knows Dupont"))
                .post(REQUESTS + "/" + id + "/refuse")
                .then()
                .statusCode(200)
                .body("status", equalTo("REFUSED"));
        as("user").get(REQUESTS + "/" + id).then().body("reason", equalTo("Nobody knows Dupont"));
        as("admin").post(REQUESTS + "/" + id + "/accept").then().statusCode(409);
        as("user").post(REQUESTS + "/" + id + "/secret").then().statusCode(409);
        as("user").body(Map.of("name", "x")).patch(REQUESTS + "/" + id).then().statusCode(409);
        isHeard(id, "client.requested by user: Nightly import", "client.refused by admin: Nobody knows Dupont");
    }

    @Test
    void deciding_needs_the_right_to() {
        String id = asked(Map.of());
        as("user").post(REQUESTS + "/" + id + "/accept").then().statusCode(403);
        as("user")
                .body(Map.of("reason", "x"))
                .post(REQUESTS + "/" + id + "/refuse")
                .then()
                .statusCode(403);
        as("guest").body(asking(Map.of())).post(REQUESTS).then().statusCode(403);
    }

    @Test
    void who_asked_may_change_his_mind_and_nobody_else_sees_it() {
        String id = asked(Map.of());
        as("user")
                .body(Map.of("purpose", "Something else"))
                .patch(REQUESTS + "/" + id)
                .then()
                .statusCode(200)
                .body("purpose", equalTo("Something else"))
                .body("id", equalTo(id));
        as("admin")
                .body(Map.of("purpose", "Mine"))
                .patch(REQUESTS + "/" + id)
                .then()
                .statusCode(403);
        String admins = as("admin")
                .body(asking(Map.of()))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("user").get(REQUESTS).then().body("id", hasItem(id)).body("id", not(hasItem(admins)));
        as("user").get(REQUESTS + "/" + admins).then().statusCode(404);
        as("user").delete(REQUESTS + "/" + id).then().statusCode(204);
        as("user").get(REQUESTS + "/" + id).then().statusCode(404);
        as("admin").delete(REQUESTS + "/" + admins).then().statusCode(204);
    }

    @Test
    void nobody_asks_by_a_credential_for_more_than_it_may() {
        String key = as("user")
                .body(Map.of("name", "narrow", "permissions", Map.of("data", "r"), "ips", "127.0.0.0/8;::1"))
                .post("/api/v1/auth/apikeys")
                .path("key");
        bearing(key)
                .contentType(ContentType.JSON)
                .body(asking(Map.of()))
                .post(REQUESTS)
                .then()
                .statusCode(403);
        bearing(key)
                .contentType(ContentType.JSON)
                .body(asking(Map.of("permissions", Map.of("data", "r"), "ips", "0.0.0.0/0")))
                .post(REQUESTS)
                .then()
                .statusCode(403);
        bearing(key)
                .contentType(ContentType.JSON)
                .body(asking(Map.of("permissions", Map.of("data", "r"))))
                .post(REQUESTS)
                .then()
                .statusCode(201)
                .body("ips", equalTo("127.0.0.0/8;::1"));
    }

    @Test
    void what_he_may_not_himself_his_client_may_not_either() {
        String id = asked(Map.of("permissions", Map.of("users", "rw", "data", "r")));
        String client = as("admin")
                .post(REQUESTS + "/" + id + "/accept")
                .then()
                .statusCode(200)
                .extract()
                .path("client");
        String secret = as("user").post(REQUESTS + "/" + id + "/secret").path("secret");
        String token = token(new Made(client, secret)).path("access_token");
        bearing(token).get("/api/v1/users").then().statusCode(403);
        bearing(token).get("/api/list/clients/").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"name, '', 400", "organisation, '', 400", "purpose, '', 400", "ips, nowhere, 422", "nosuch, x, 400"})
    void what_cannot_be_is_refused(String member, String value, int status) {
        as("user").body(asking(Map.of(member, value))).post(REQUESTS).then().statusCode(status);
    }

    @Test
    void a_taken_name_is_refused_and_another_found() {
        String one = asked(Map.of());
        String two = asked(Map.of());
        String client = as("admin").post(REQUESTS + "/" + one + "/accept").path("client");
        as("admin")
                .body(Map.of("client", client))
                .post(REQUESTS + "/" + two + "/accept")
                .then()
                .statusCode(409);
        as("admin")
                .body(Map.of("client", "has blanks"))
                .post(REQUESTS + "/" + two + "/accept")
                .then()
                .statusCode(400);
        as("admin")
                .post(REQUESTS + "/" + two + "/accept")
                .then()
                .statusCode(200)
                .body("client", not(equalTo(client)));
    }

    @Test
    void rehearsals_change_nothing() {
        String id = asked(Map.of());
        as("admin")
                .header("Dry-Run", "true")
                .post(REQUESTS + "/" + id + "/accept")
                .then()
                .statusCode(200)
                .body("client", notNullValue());
        as("user").get(REQUESTS + "/" + id).then().body("status", equalTo("PENDING"));
        as("admin").post(REQUESTS + "/" + id + "/accept").then().statusCode(200);
        as("user")
                .header("Dry-Run", "true")
                .post(REQUESTS + "/" + id + "/secret")
                .then()
                .body("secret", equalTo("dry-run"));
        as("user").post(REQUESTS + "/" + id + "/secret").then().body("secret", startsWith("psc_"));
    }
}
