package org.passerelle.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;
import static org.passerelle.oauth.Server.ask;
import static org.passerelle.oauth.Server.bearing;
import static org.passerelle.oauth.Server.claims;
import static org.passerelle.oauth.Server.clientOf;
import static org.passerelle.oauth.Server.holds;
import static org.passerelle.oauth.Server.token;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** Token exchange (RFC 8693): fewer scopes, or acting for another (wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class TokenExchangeHttpTest {

    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";

    private static Made exchanging(String who, Map<String, ?> more) {
        var body = new HashMap<String, Object>(
                Map.of("grants", List.of("client_credentials", EXCHANGE), "scopes", List.of("data:r", "data:rw")));
        body.putAll(more);
        return clientOf(who, body);
    }

    private static Response exchange(Made client, String subject, String... more) {
        return ask(
                client,
                "token",
                Stream.concat(
                                Stream.of(
                                        "grant_type",
                                        EXCHANGE,
                                        "subject_token",
                                        subject,
                                        "subject_token_type",
                                        ACCESS_TOKEN),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void a_token_is_exchanged_for_a_narrower_one() {
        Made client = exchanging("admin", Map.of());
        String subject = token(client).path("access_token");
        Response given = exchange(client, subject, "scope", "data:r");
        given.then()
                .statusCode(200)
                .body("issued_token_type", equalTo(ACCESS_TOKEN))
                .body("token_type", equalTo("bearer"))
                .body("scope", equalTo("data:r"))
                .body("refresh_token", nullValue())
                .body("expires_in", lessThanOrEqualTo(1200));
        String narrow = given.path("access_token");
        assertThat(claims(narrow).getExpirationTime())
                .isBeforeOrEqualTo(claims(subject).getExpirationTime());
        exchange(client, narrow, "scope", "data:rw").then().statusCode(400).body("error", equalTo("invalid_scope"));
    }

    @Test
    void who_may_act_for_another_gets_a_token_that_says_so() {
        Made client = exchanging("owner", Map.of());
        String subject = token(client).path("access_token");
        String acting = exchange(client, subject, "requested_subject", "user").path("access_token");
        bearing(acting)
                .get(Server.ME)
                .then()
                .statusCode(200)
                .body("user", equalTo("user"))
                .body("actor", equalTo("owner"));
        exchange(client, acting).then().statusCode(400).body("error", equalTo("invalid_request"));
        exchange(client, subject, "requested_subject", "nobody-here")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    @Test
    void others_may_not_and_nobody_acts_for_an_owner() {
        Made client = exchanging("admin", Map.of());
        String subject = token(client).path("access_token");
        exchange(client, subject, "requested_subject", "user")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
        exchange(client, subject, "requested_subject", "owner")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    @Test
    void a_token_of_the_actor_says_who_acts() {
        var asking = new HashMap<String, Object>(Person.ASKS_PEOPLE);
        asking.put("grants", List.of("authorization_code", EXCHANGE));
        Made client = clientOf("owner", asking);
        String subject = Person.redeem(
                        client,
                        new Person().allows(Person.request(client), "user").get("code"))
                .path("access_token");
        String owner = Person.redeem(
                        client,
                        new Person().allows(Person.request(client), "owner").get("code"))
                .path("access_token");
        Response given = exchange(client, subject, "actor_token", owner, "actor_token_type", ACCESS_TOKEN);
        bearing(given.path("access_token"))
                .get(Server.ME)
                .then()
                .body("user", equalTo("user"))
                .body("actor", equalTo("owner"));
        exchange(client, owner, "actor_token", subject, "actor_token_type", ACCESS_TOKEN)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_target"));
    }

    @Test
    void only_access_tokens_of_the_same_client_are_taken() {
        Made client = exchanging("admin", Map.of());
        String subject = token(client).path("access_token");
        String others = token(exchanging("admin", Map.of())).path("access_token");
        exchange(client, others).then().statusCode(400).body("error", equalTo("invalid_request"));
        exchange(client, "nonsense").then().statusCode(400).body("error", equalTo("invalid_request"));
        ask(client, "token", "grant_type", EXCHANGE, "subject_token", subject)
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        ask(
                        client,
                        "token",
                        "grant_type",
                        EXCHANGE,
                        "subject_token",
                        subject,
                        "subject_token_type",
                        "urn:ietf:params:oauth:token-type:saml2")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
        exchange(client, subject, "requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token")
                .then()
                .statusCode(400);
    }

    @Test
    void what_was_exchanged_ends_with_what_it_came_of() {
        Made client = exchanging("admin", Map.of("grants", List.of("client_credentials", "refresh_token", EXCHANGE)));
        Response family = token(client);
        String exchanged = exchange(client, family.path("access_token")).path("access_token");
        assertThat(holds(exchanged)).isTrue();
        ask(client, "revoke", "token", family.path("refresh_token")).then().statusCode(200);
        assertThat(holds(exchanged)).isFalse();
    }
}
