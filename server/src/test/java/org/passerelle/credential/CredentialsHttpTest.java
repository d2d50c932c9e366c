package org.passerelle.credential;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.passerelle.command.DemoHouse.basic;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.access.Permissions;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.people.Account;
import org.passerelle.people.Acls;
import org.passerelle.people.People;

/** Who is let in, and how everybody else is refused. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class CredentialsHttpTest {

    private static final String ME = "/api/v1/auth/me";

    @Inject
    Catalogue catalogue;

    @Inject
    People people;

    @Inject
    Passwords passwords;

    @Inject
    ApiKeys keys;

    private void save(String id, String password, boolean active, String... acls) {
        catalogue.change(unit -> {
            var account = new Account(
                    id, id, Account.Kind.INHOUSE, active, Set.of(acls), passwords.hash(password), Instant.now());
            if (people.find(unit, id).isPresent()) {
                people.update(unit, account);
            } else {
                people.insert(unit, account);
            }
            return account;
        });
    }

    private static int me(String authorization) {
        return given().header("Authorization", authorization).get(ME).statusCode();
    }

    @ParameterizedTest
    @CsvSource({"owner", "admin", "user", "guest"})
    void a_password_tells_who_one_is(String who) {
        given().header("Authorization", basic(who))
                .get(ME)
                .then()
                .statusCode(200)
                .body("user", equalTo(who))
                .body("credential", equalTo("password"));
    }

    @Test
    void the_owner_holds_every_acl() {
        given().header("Authorization", basic("owner"))
                .get(ME)
                .then()
                .body("acls", hasItems("api.access", "admin.impersonate", "webhooks:rw", "users:rw"));
    }

    @Test
    void the_scheme_has_no_case_and_texts_are_utf_8() {
        save("zoé", "été à la plage 🦊", true, Acls.API_ACCESS);
        String header = basic("zoé", "été à la plage 🦊");
        assertThat(me(header)).isEqualTo(200);
        assertThat(me(header.replace("Basic", "bAsIc"))).isEqualTo(200);
        assertThat(me(basic("zoé", "été à la plage 🐻"))).isEqualTo(401);
    }

    @Test
    void a_password_may_hold_colons() {
        save("colin", "a:b:c:d:e:f", true, Acls.API_ACCESS);
        assertThat(me(basic("colin", "a:b:c:d:e:f"))).isEqualTo(200);
        assertThat(me(basic("colin", "a"))).isEqualTo(401);
    }

    @Test
    void two_credentials_are_one_too_many() {
        String key = DemoHouse.credentials().path("apiKey").textValue();
        var all = new LinkedHashMap<String, String>();
        all.put("Authorization", basic("admin"));
        all.put("X-API-Key", key);
        all.put("X-PlanRadar-API-Key", key);
        for (String left : Set.copyOf(all.keySet())) {
            var two = new LinkedHashMap<>(all);
            two.remove(left);
            given().headers(two).get(ME).then().statusCode(400).body("detail", containsString("one credential"));
        }
        given().headers(all).get(ME).then().statusCode(400);
    }

    /** One and the same answer, so that none tells more than another. */
    @Test
    void every_credential_that_does_not_hold_gets_the_same_401() {
        save("gone", "Correct-horse-7!", false, Acls.API_ACCESS);
        String revoked = issue("user", null);
        catalogue.change(unit ->
                keys.delete(unit, keys.findByText(unit, revoked).orElseThrow().id()));
        var credentials = Map.ofEntries(
                Map.entry("wrong password", basic("admin", "wrong")),
                Map.entry("no password", basic("admin", "")),
                Map.entry("unknown user", basic("nobody", "Correct-horse-7!")),
                Map.entry("no user", basic("", "")),
                Map.entry("inactive user", basic("gone", "Correct-horse-7!")),
                Map.entry("inactive user's key", "Bearer " + issue("gone", null)),
                Map.entry("no colon", "Basic YWRtaW4="),
                Map.entry("no base64", "Basic ä!"),
                Map.entry("nothing behind", "Basic "),
                Map.entry(
                        "unknown key", "Bearer " + KeyText.fresh(Instant.now()).text()),
                Map.entry("no key", "Bearer psl_nope_nope"),
                Map.entry("no token", "Bearer nonsense"),
                Map.entry("something like a token", "Bearer eyJhbGciOiJub25lIn0.e30."),
                Map.entry("revoked key", "Bearer " + revoked),
                Map.entry("expired key", "Bearer " + issue("user", Duration.ofNanos(1))),
                Map.entry("unknown scheme", "Digest username=\"admin\""),
                Map.entry("no scheme", "admin"));
        var bodies = new HashSet<String>();
        credentials.forEach((what, header) -> {
            Response answer = given().header("Authorization", header).get(ME);
            assertThat(answer.statusCode()).as(what).isEqualTo(401);
            bodies.add(answer.asString().replaceAll("urn:request:[^\"]*", ""));
        });
        assertThat(bodies).hasSize(1);
    }

    private String issue(String user, Duration lifetime) {
        return catalogue
                .change(unit -> keys.issue(unit, new ApiKeys.Wanted(user, user, "test", Permissions.ALL, lifetime)))
                .text();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-API-Key", "X-PlanRadar-API-Key"})
    void a_header_for_keys_takes_nothing_else(String header) {
        for (String value : new String[] {"", "nonsense", "psl_", basic("admin")}) {
            given().header(header, value).get(ME).then().statusCode(401);
        }
    }

    @Test
    void what_an_account_loses_it_loses_at_the_next_request() {
        save("luc", "Correct-horse-7!", true, Acls.API_ACCESS, "connections:r");
        String password = basic("luc", "Correct-horse-7!");
        String key = "Bearer " + issue("luc", null);
        for (String credential : new String[] {password, key}) {
            assertThat(connections(credential)).isEqualTo(200);
        }
        save("luc", "Correct-horse-7!", true, Acls.API_ACCESS);
        for (String credential : new String[] {password, key}) {
            assertThat(connections(credential)).as("without the ACL").isEqualTo(403);
        }
        save("luc", "Correct-horse-7!", true, "connections:r");
        for (String credential : new String[] {password, key}) {
            assertThat(connections(credential)).as("without API access").isEqualTo(403);
        }
        save("luc", "Another-horse-8!", false, Acls.API_ACCESS, "connections:r");
        for (String credential : new String[] {password, key}) {
            assertThat(connections(credential)).as("inactive").isEqualTo(401);
        }
        save("luc", "Another-horse-8!", true, Acls.API_ACCESS, "connections:r");
        assertThat(connections(password)).as("with the old password").isEqualTo(401);
        assertThat(connections(key)).isEqualTo(200);
    }

    private static int connections(String authorization) {
        return given().header("Authorization", authorization)
                .get("/api/v1/connections")
                .statusCode();
    }
}
