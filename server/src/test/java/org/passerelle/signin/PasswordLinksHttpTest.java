package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.passerelle.command.DemoHouse.basic;
import static org.passerelle.signin.Door.NEW;
import static org.passerelle.signin.Door.OLD;
import static org.passerelle.signin.Door.V1;
import static org.passerelle.signin.Door.by;
import static org.passerelle.signin.Door.choose;
import static org.passerelle.signin.Door.make;
import static org.passerelle.signin.Door.me;
import static org.passerelle.signin.Door.owner;
import static org.passerelle.signin.Door.someone;
import static org.passerelle.signin.Door.token;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.command.DemoHouse;

/** Links by which someone chooses his password: what they open, how often, until when, and what they never do. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class PasswordLinksHttpTest {

    private static final DateTimeFormatter WIRE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");

    // --- what they are for ---

    @Test
    void who_is_invited_chooses_a_password_and_reads_a_list() {
        String id = someone("inhouse", null, "api.access", "data:r");
        String link = make(owner(), "invite", id)
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("link", containsString("/console/password#token="))
                .body("sentTo", nullValue())
                .extract()
                .path("link");
        choose(token(link), NEW).statusCode(200).body("user", equalTo(id)).body("name", equalTo(id));
        by(basic(id, NEW)).get("/api/list/clients/").then().statusCode(200);
    }

    @Test
    void a_reset_link_opens_once_and_the_old_password_no_more() {
        String id = someone("inhouse", OLD, "api.access");
        String token = token("reset", id);
        assertThat(me(basic(id, OLD)))
                .as("a link changes nothing by being made")
                .isEqualTo(200);
        choose(token, NEW).statusCode(200);
        assertThat(me(basic(id, NEW))).isEqualTo(200);
        assertThat(me(basic(id, OLD))).isEqualTo(401);
        choose(token, OLD).statusCode(403);
        assertThat(me(basic(id, NEW))).isEqualTo(200);
    }

    @Test
    void sessions_and_tokens_of_before_end_and_keys_stay() {
        String id = someone("inhouse", OLD, "api.access", "data:r");
        String jwt = Door.jwt(id, OLD);
        String key = Door.key(id, OLD, Map.of("data", "r"));
        assertThat(me("Bearer " + jwt)).isEqualTo(200);
        choose(token("reset", id), NEW).statusCode(200);
        assertThat(me("Bearer " + jwt)).isEqualTo(401);
        assertThat(me("Bearer " + key)).isEqualTo(200);
        owner().get(V1 + "sessions?users=" + id).then().body("findAll { it.credential == 'jwt' }.size()", equalTo(0));
        assertThat(me("Bearer " + Door.jwt(id, NEW))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"invite, P3D", "reset, PT1H"})
    void each_kind_says_when_it_dies(String purpose, Duration lasts) {
        String id = someone("inhouse", purpose.equals("reset") ? OLD : null, "api.access");
        String expires = make(owner(), purpose, id).extract().path("expires");
        assertThat(OffsetDateTime.parse(expires, WIRE).toInstant())
                .isBetween(
                        Instant.now().plus(lasts).minusSeconds(60),
                        Instant.now().plus(lasts).plusSeconds(1));
    }

    // --- when they are dead ---

    @Test
    void a_dead_link_and_one_that_never_was_are_told_the_same() {
        String id = someone("inhouse", OLD, "api.access");
        String used = token("reset", id);
        choose(used, NEW).statusCode(200);
        String older = token("reset", id);
        token("reset", id);
        String ofTheDisabled = token("reset", someone("inhouse", OLD));
        for (String token : List.of(used, older, "x", "0".repeat(32), ofTheDisabled + "x")) {
            choose(token, OLD).statusCode(403).body("detail", equalTo("This link does not hold, or holds no more."));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":false}",
                "{\"password\":\"Chosen-by-an-admin-3\"}",
                "{\"kind\":\"owner\"}",
                "{\"acls\":[\"api.access\",\"users:rw\",\"system:rw\"]}"
            })
    void a_link_dies_when_the_account_is_disabled_or_entered_otherwise_or_becomes_more_than_its_maker(String change) {
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        String id = someone("inhouse", OLD, "api.access");
        String token = token(make(by(basic(helper, OLD)), "reset", id).statusCode(201));
        owner().body(change).patch(V1 + "users/" + id).then().statusCode(200);
        choose(token, NEW).statusCode(403);
        assertThat(me(basic(id, NEW))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"active\":false}", "{\"acls\":[\"api.access\"]}", "{\"kind\":\"guest\"}"})
    void a_link_dies_when_its_maker_might_make_it_no_more(String change) {
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        String id = someone("inhouse", OLD, "api.access");
        String token = token(make(by(basic(helper, OLD)), "reset", id).statusCode(201));
        owner().body(change).patch(V1 + "users/" + helper).then().statusCode(200);
        choose(token, NEW).statusCode(403);
    }

    @Test
    void a_link_dies_with_its_maker_even_if_another_gets_his_name() {
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        String id = someone("inhouse", OLD, "api.access");
        String token = token(make(by(basic(helper, OLD)), "reset", id).statusCode(201));
        owner().delete(V1 + "users/" + helper).then().statusCode(204);
        owner().body(Map.of("id", helper, "acls", List.of("api.access", "users:rw")))
                .post(V1 + "users")
                .then()
                .statusCode(201);
        choose(token, NEW).statusCode(403);
    }

    @Test
    void of_many_who_use_a_link_at_once_one_chooses() throws Exception {
        String id = someone("inhouse", OLD, "api.access");
        String token = token("reset", id);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = threads
                    .invokeAll(Stream.<Callable<Integer>>generate(
                                    () -> () -> choose(token, NEW).extract().statusCode())
                            .limit(8)
                            .toList())
                    .stream()
                    .map(future -> future.resultNow())
                    .sorted()
                    .toList();
            assertThat(answers).containsExactly(200, 403, 403, 403, 403, 403, 403, 403);
        }
    }

    @Test
    void a_password_that_is_refused_leaves_the_link_alive() {
        String id = someone("inhouse", OLD, "api.access");
        String token = token("reset", id);
        choose(token, "short").statusCode(422).body("errors[0].pointer", equalTo("/password"));
        choose(token, "password123").statusCode(422);
        choose(token, "xx" + id + "xx").statusCode(422);
        choose(token, NEW).statusCode(200);
    }

    @Test
    void what_is_missing_is_named() {
        Door.nobody()
                .body("{}")
                .post(V1 + "auth/password")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/token"));
        Door.nobody()
                .body("{\"token\":\"x\"}")
                .post(V1 + "auth/password")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/password"));
    }

    // --- what they never do: raise rights (S15) ---

    @ParameterizedTest
    @ValueSource(strings = {"invite", "reset"})
    void nobody_makes_a_link_for_an_owner_or_for_himself(String purpose) {
        String other = someone("owner", OLD);
        make(by(basic("admin")), purpose, "owner").statusCode(403).body("detail", containsString("owner"));
        make(owner(), purpose, other).statusCode(403);
        make(owner(), purpose, "owner").statusCode(403).body("detail", containsString("/api/v1/auth/password"));
        make(by(basic("admin")), purpose, "admin").statusCode(403);
    }

    @Test
    void nobody_makes_a_link_for_who_could_do_more() {
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        String stronger = someone("inhouse", OLD, "api.access", "system:r");
        make(by(basic(helper, OLD)), "reset", stronger).statusCode(403).body("detail", containsString("system:r"));
        make(by(basic(helper, OLD)), "reset", "user").statusCode(403).body("detail", containsString("data:rw"));
    }

    @Test
    void a_credential_makes_no_link_to_more_than_it_allows() {
        String helper = someone("inhouse", OLD, "api.access", "users:rw", "data:rw");
        String key = Door.key(helper, OLD, Map.of("users", "rw"));
        String reader = someone("inhouse", OLD, "api.access", "data:r");
        make(by("Bearer " + key), "reset", reader).statusCode(403).body("detail", containsString("data:r"));
        make(by(basic(helper, OLD)), "reset", reader).statusCode(201);
    }

    @Test
    void who_acts_for_another_makes_no_link() {
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        String acting = by(basic("owner"))
                .body(Map.of("targetUser", helper, "permissions", Map.of("users", "rw")))
                .post(V1 + "auth/jwt")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        make(by("Bearer " + acting), "reset", someone("inhouse", OLD, "api.access"))
                .statusCode(403);
    }

    @Test
    void what_there_is_no_use_for_is_refused_with_the_reason() {
        make(owner(), "reset", "no-such-user").statusCode(404);
        make(owner(), "invite", someone("inhouse", OLD)).statusCode(409).body("detail", containsString("reset link"));
        String disabled = someone(Map.of("active", false), null);
        make(owner(), "invite", disabled).statusCode(409).body("detail", containsString("not active"));
    }

    @Test
    void a_rehearsal_makes_no_link_and_uses_none() {
        String id = someone("inhouse", OLD, "api.access");
        String before = token("reset", id);
        make(owner().header("Dry-Run", "true"), "reset", id)
                .statusCode(201)
                .body("link", startsWith("http"))
                .body("link", containsString("#token=dry-run"));
        Door.nobody()
                .header("Dry-Run", "true")
                .body(Map.of("token", before, "password", NEW))
                .post(V1 + "auth/password")
                .then()
                .statusCode(200);
        assertThat(me(basic(id, OLD))).isEqualTo(200);
        choose("dry-run", NEW).statusCode(403);
        choose(before, NEW).statusCode(200);
    }

    @Test
    void where_no_mail_is_sent_who_forgot_is_told_whom_to_ask() {
        for (String user : List.of("user", "no-such-user")) {
            Door.nobody()
                    .body(Map.of("user", user))
                    .post(V1 + "auth/password/forgotten")
                    .then()
                    .statusCode(409)
                    .body("detail", containsString("administrator"));
        }
    }
}
