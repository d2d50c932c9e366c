package org.passerelle.gate;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.address.AddressList;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.credential.Passwords;
import org.passerelle.http.Soon;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/** From where a credential may be used (wire.md §3; GoPaaS G9). The tests are the proxy that this server trusts. */
@QuarkusTest
@WithTestResource(value = DemoHouse.class, initArgs = @ResourceArg(name = "trustedProxies", value = "127.0.0.1;::1"))
class AddressesHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String ME = "/api/v1/auth/me";
    private static final String LIST = "/api/list/clients/";

    @Inject
    Catalogue catalogue;

    @Inject
    People people;

    private static RequestSpecification as(String who) {
        return given().header("Authorization", basic(who)).contentType(ContentType.JSON);
    }

    private static RequestSpecification by(String token, String from) {
        return given().header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", from)
                .contentType(ContentType.JSON);
    }

    private static ExtractableResponse<Response> made(String who, String ips) {
        return as(who).body(Map.of("name", "test", "ips", ips, "permissions", Map.of("data", "r")))
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract();
    }

    private static String key(String ips) {
        return made("user", ips).path("key");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7;10.0.0.0/8, 10.1.2.3, 200",
        "203.0.113.7;10.0.0.0/8, 203.0.113.7, 200",
        "203.0.113.7;10.0.0.0/8, 203.0.113.8, 401",
        "203.0.113.7-203.0.113.9, 203.0.113.8, 200",
        "2001:db8::/32, 2001:db8:5::1, 200",
        "2001:db8::/32, 10.1.2.3, 401",
        "*, 198.51.100.1, 200",
        "'', 198.51.100.1, 200",
        "127.0.0.0/8;::1, 198.51.100.1, 401"
    })
    void a_key_is_used_from_its_addresses_only(String ips, String from, int status) {
        var answer = by(key(ips), from).get(LIST).then().statusCode(status);
        if (status == 401) {
            answer.body("msg", equalTo("Invalid API key."));
        }
    }

    @Test
    void outside_the_data_by_view_family_it_is_403() {
        String key = key("10.0.0.0/8");
        by(key, "198.51.100.1").get(ME).then().statusCode(403).body("title", equalTo("Forbidden"));
        by(key, "198.51.100.1").get("/api/clients").then().statusCode(403);
        by(key, "198.51.100.1").get("/api/item/clients/1/").then().statusCode(401);
        by(key, "198.51.100.1").get("/api/oauth2/list/clients/").then().statusCode(401);
        by(key, "10.0.0.1").get(ME).then().statusCode(200).body("ips", equalTo("10.0.0.0/8"));
    }

    @Test
    void a_refused_address_leaves_a_line_in_the_audit_log() {
        var made = made("user", "10.0.0.0/8");
        var refused = by(made.path("key"), "198.51.100.77").get(LIST).then().statusCode(401);
        String request = refused.extract().header("X-Request-Id");
        Soon.atLast(
                "the refusal is in the audit log",
                () -> as("owner")
                        .get("/api/v1/system/audit/events?limit=1000")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<Map<String, Object>>>path("")
                        .stream()
                        .anyMatch(line -> request.equals(line.get("requestId"))
                                && "198.51.100.77".equals(line.get("address"))
                                && "user".equals(line.get("user"))
                                && "401".equals(line.get("result"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.300", "nonsense", "10.0.0.1,10.0.0.2", "10.0.0.0/33", "10.0.0.9-10.0.0.1", ";"})
    void a_list_that_cannot_be_read_is_refused_when_it_is_saved(String ips) {
        as("user")
                .body(Map.of("name", "x", "ips", ips))
                .post(KEYS)
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/ips"));
    }

    @Test
    void a_list_is_shown_with_its_key() {
        var made = made("user", " 203.0.113.7 ; 10.0.0.0/8;");
        org.assertj.core.api.Assertions.assertThat(made.<String>path("ips")).isEqualTo("203.0.113.7;10.0.0.0/8");
        as("user")
                .get(KEYS)
                .then()
                .body("find{it.id=='" + made.path("id") + "'}.ips", equalTo("203.0.113.7;10.0.0.0/8"));
        String plain = as("user").body(Map.of("name", "x")).post(KEYS).path("id");
        as("user").get(KEYS).then().body("find{it.id=='" + plain + "'}.ips", nullValue());
    }

    @Test
    void what_a_bound_key_makes_is_bound_as_it_is() {
        String key = key("10.0.0.0/8");
        String token = by(key, "10.0.0.1")
                .body(Map.of("permissions", Map.of("data", "r")))
                .post("/api/v1/auth/jwt")
                .path("token");
        by(token, "10.0.0.1").get(LIST).then().statusCode(200);
        by(token, "198.51.100.1").get(LIST).then().statusCode(401);
        String child = by(key, "10.0.0.1")
                .body(Map.of("name", "x", "permissions", Map.of("data", "r")))
                .post(KEYS)
                .then()
                .statusCode(201)
                .body("ips", equalTo("10.0.0.0/8"))
                .extract()
                .path("key");
        by(child, "198.51.100.1").get(LIST).then().statusCode(401);
        for (String ips : List.of("*", "0.0.0.0/0", "10.0.0.0/7", "10.0.0.1;198.51.100.1", "::/0")) {
            by(key, "10.0.0.1").body(body(ips)).post(KEYS).then().statusCode(403);
        }
        by(key, "10.0.0.1").body(body("10.1.0.0/16")).post(KEYS).then().statusCode(201);
        by(token, "10.0.0.1").body(body("*")).post(KEYS).then().statusCode(403);
    }

    private static Map<String, Object> body(String ips) {
        return new HashMap<>(Map.of("name", "x", "ips", ips, "permissions", Map.of("data", "r")));
    }

    @Test
    void the_account_and_the_key_must_both_allow() {
        String user = "p" + UUID.randomUUID();
        catalogue.change(unit -> {
            var account = new Account(
                    user,
                    user,
                    Account.Kind.INHOUSE,
                    true,
                    List.of(Acls.API_ACCESS, "data:r"),
                    new Passwords().hash("Correct-horse-7!"),
                    Instant.now().truncatedTo(ChronoUnit.MILLIS));
            people.insert(unit, account.with(new Account.Limits(6_000, AddressList.kept("10.0.0.0/16"))));
            return account;
        });
        String authorization = basic(user, "Correct-horse-7!");
        String key = given().header("Authorization", authorization)
                .header("X-Forwarded-For", "10.0.0.1")
                .contentType(ContentType.JSON)
                .body(body("10.0.0.0/24;198.51.100.0/24"))
                .post(KEYS)
                .then()
                .statusCode(201)
                .extract()
                .path("key");
        given().header("Authorization", authorization)
                .header("X-Forwarded-For", "198.51.100.1")
                .get(ME)
                .then()
                .statusCode(403);
        by(key, "10.0.0.1").get(LIST).then().statusCode(200);
        by(key, "198.51.100.1").get(LIST).then().statusCode(401);
        by(key, "10.0.1.1").get(LIST).then().statusCode(401);
    }

    @Test
    void what_the_client_itself_writes_into_the_header_does_not_count() {
        String key = key("10.0.0.0/8");
        by(key, "10.0.0.1, 198.51.100.1").get(LIST).then().statusCode(401);
        by(key, "198.51.100.1, 10.0.0.1").get(LIST).then().statusCode(200);
        given().header("Authorization", "Bearer " + key)
                .header("X-Forwarded-For", "10.0.0.1")
                .header("X-Forwarded-For", "198.51.100.1")
                .get(LIST)
                .then()
                .statusCode(401);
        for (String other : List.of("Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP")) {
            by(key, "198.51.100.1")
                    .header(other, other.equals("Forwarded") ? "for=10.0.0.1" : "10.0.0.1")
                    .get(LIST)
                    .then()
                    .statusCode(401);
        }
    }

    @Test
    void a_session_and_a_key_tell_the_clients_address_not_the_proxys() {
        String key = key("198.51.100.0/24");
        by(key, "198.51.100.77").get(ME).then().statusCode(200);
        as("admin")
                .queryParam("users", "user")
                .get("/api/v1/sessions")
                .then()
                .body("find{it.address=='198.51.100.77'}.credential", equalTo("apikey"));
    }
}
