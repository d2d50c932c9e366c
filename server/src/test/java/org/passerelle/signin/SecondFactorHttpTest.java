package org.passerelle.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.command.DemoHouse.basic;
import static org.passerelle.signin.Door.OLD;
import static org.passerelle.signin.Door.V1;
import static org.passerelle.signin.Door.by;
import static org.passerelle.signin.Door.me;
import static org.passerelle.signin.Door.owner;
import static org.passerelle.signin.Door.someone;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.command.DemoHouse;
import org.passerelle.fault.Fault;
import org.passerelle.http.Soon;
import org.passerelle.limit.FailedLogins;

/** {@code /api/v1/auth/second-factor}: what a password alone opens no more. */
@QuarkusTest
@Tag("catalogue")
@WithTestResource(DemoHouse.class)
class SecondFactorHttpTest {

    private static final String PATH = V1 + "auth/second-factor";
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    @Inject
    Catalogue catalogue;

    @Inject
    FailedLogins failures;

    /** Someone with a second factor: his login, his phone, his recovery codes. */
    private record Enrolled(String id, Phone phone, List<String> recoveryCodes) {

        RequestSpecification with(String code) {
            return by(basic(id, OLD)).header("X-OTP", code);
        }

        int opens(String code) {
            return with(code).get(V1 + "auth/me").statusCode();
        }
    }

    private static Enrolled enrolled(String kind, String... acls) {
        String id = someone(kind, OLD, acls);
        var phone = new Phone(begin(id));
        return new Enrolled(id, phone, confirm(id, phone.next()));
    }

    private static String begin(String id) {
        return by(basic(id, OLD))
                .body(Map.of("current", OLD))
                .post(PATH)
                .then()
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("uri", containsString("otpauth://totp/Passerelle"))
                .extract()
                .path("secret");
    }

    private static List<String> confirm(String id, String code) {
        return by(basic(id, OLD))
                .body(Map.of("code", code))
                .put(PATH)
                .then()
                .statusCode(200)
                .body("recoveryCodes.size()", equalTo(10))
                .extract()
                .path("recoveryCodes");
    }

    @Test
    void the_password_alone_opens_nothing_any_more_and_a_code_is_good_once() {
        Enrolled anne = enrolled("inhouse", "api.access", "data:r");
        assertThat(me(basic(anne.id(), OLD))).isEqualTo(401);
        String code = anne.phone().next();
        assertThat(by(basic(anne.id(), "wrong-password"))
                        .header("X-OTP", code)
                        .get(V1 + "auth/me")
                        .statusCode())
                .isEqualTo(401);
        assertThat(anne.opens(code)).isEqualTo(200);
        assertThat(anne.opens(code)).as("replayed").isEqualTo(401);
    }

    @Test
    void an_owner_has_one_as_anybody() {
        Enrolled olga = enrolled("owner");
        assertThat(me(basic(olga.id(), OLD))).isEqualTo(401);
        String jwt = olga.with(olga.phone().next())
                .body(Map.of("permissions", Map.of("users", "rw")))
                .post(V1 + "auth/jwt")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        by("Bearer " + jwt).get(V1 + "users").then().statusCode(200);
    }

    @Test
    void of_many_who_send_a_code_at_once_one_comes_in() throws Exception {
        Enrolled anne = enrolled("inhouse", "api.access");
        String code = anne.phone().next();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long in = threads
                    .invokeAll(Stream.<Callable<Integer>>generate(() -> () -> anne.opens(code))
                            .limit(5)
                            .toList())
                    .stream()
                    .filter(answer -> answer.resultNow() == 200)
                    .count();
            assertThat(in).isEqualTo(1);
        }
    }

    @Test
    void a_recovery_code_opens_once_however_it_is_typed() {
        Enrolled anne = enrolled("inhouse", "api.access");
        String code = anne.recoveryCodes().getFirst();
        assertThat(code).matches("([A-Z2-7]{6}-){3}[A-Z2-7]{6}");
        assertThat(anne.opens(code.toLowerCase(Locale.ROOT).replace("-", " "))).isEqualTo(200);
        assertThat(anne.opens(code)).isEqualTo(401);
        assertThat(anne.opens(anne.recoveryCodes().get(1))).isEqualTo(200);
        anne.with(anne.recoveryCodes().get(2))
                .get(PATH)
                .then()
                .statusCode(200)
                .body("on", equalTo(true))
                .body("recoveryCodes", equalTo(7));
    }

    @Test
    void new_recovery_codes_take_the_place_of_the_old() {
        Enrolled anne = enrolled("inhouse", "api.access");
        String key = key(anne);
        List<String> fresh = by("Bearer " + key)
                .body(Map.of("current", OLD, "code", anne.recoveryCodes().get(1)))
                .post(PATH + "/recovery-codes")
                .then()
                .statusCode(200)
                .extract()
                .path("recoveryCodes");
        assertThat(anne.opens(anne.recoveryCodes().get(2))).isEqualTo(401);
        assertThat(anne.opens(fresh.getFirst())).isEqualTo(200);
    }

    private static String key(Enrolled who) {
        return who.with(who.recoveryCodes().getFirst())
                .body(Map.of("name", "x", "permissions", Map.of("data", "r")))
                .post(V1 + "auth/apikeys")
                .then()
                .statusCode(201)
                .extract()
                .path("key");
    }

    /** From then on even the right code is refused for a while, wherever it comes from; a recovery code is not. */
    @Test
    void guesses_are_counted_for_the_account() {
        Enrolled anne = enrolled("inhouse", "api.access");
        assertThat(anne.opens("000000")).isEqualTo(401);
        Soon.atLast("guesses cost a wait that lasts", () -> waitAfterGuess(anne).compareTo(A_WHILE) > 0);
        assertThat(anne.opens(anne.phone().next())).isEqualTo(401);
        assertThat(anne.opens(anne.recoveryCodes().getFirst())).isEqualTo(200);
    }

    /** One more, from anywhere; how long the account must wait then. */
    private Duration waitAfterGuess(Enrolled who) {
        try {
            failures.check("", "code of " + who.id(), () -> false);
            return Duration.ZERO;
        } catch (Fault wait) {
            return wait.retryAfter();
        }
    }

    @Test
    void what_was_begun_counts_only_when_a_first_code_came_of_it() {
        String id = someone("inhouse", OLD, "api.access");
        var lost = new Phone(begin(id));
        assertThat(me(basic(id, OLD))).isEqualTo(200);
        var phone = new Phone(begin(id));
        by(basic(id, OLD)).body(Map.of("code", lost.next())).put(PATH).then().statusCode(403);
        confirm(id, phone.next());
        assertThat(me(basic(id, OLD))).isEqualTo(401);
    }

    @Test
    void it_goes_by_password_and_code_and_the_password_alone_opens_again() {
        Enrolled anne = enrolled("inhouse", "api.access");
        String key = key(anne);
        by("Bearer " + key).body(Map.of("current", OLD)).post(PATH).then().statusCode(409);
        by("Bearer " + key).body(Map.of("current", OLD)).delete(PATH).then().statusCode(400);
        by("Bearer " + key)
                .body(Map.of("current", "wrong", "code", anne.recoveryCodes().get(1)))
                .delete(PATH)
                .then()
                .statusCode(403);
        by("Bearer " + key)
                .body(Map.of("current", OLD, "code", "000000"))
                .delete(PATH)
                .then()
                .statusCode(403);
        by("Bearer " + key)
                .body(Map.of("current", OLD, "code", anne.recoveryCodes().get(1)))
                .delete(PATH)
                .then()
                .statusCode(204);
        assertThat(me(basic(anne.id(), OLD))).isEqualTo(200);
    }

    @Test
    void a_rehearsal_begins_and_removes_nothing() {
        String id = someone("inhouse", OLD, "api.access");
        by(basic(id, OLD))
                .header("Dry-Run", "true")
                .body(Map.of("current", OLD))
                .post(PATH)
                .then()
                .statusCode(201)
                .body("secret", equalTo("dry-run"))
                .body("uri", containsString("secret=dry-run"));
        assertThat(SecondFactorStore.find(catalogue, id)).isEmpty();
    }

    @Test
    void the_catalogue_holds_neither_the_secret_nor_the_codes() {
        String id = someone("inhouse", OLD, "api.access");
        String secret = begin(id);
        List<String> codes = confirm(id, new Phone(secret).next());
        String kept = catalogue.all(row -> row.text("sealed_secret"), "SELECT sealed_secret FROM second_factor")
                + ""
                + catalogue.all(row -> row.text("hash"), "SELECT hash FROM recovery_code");
        assertThat(kept).doesNotContain(secret).doesNotContain(codes.getFirst().replace("-", ""));
    }

    // --- someone else's (S15) ---

    @Test
    void who_could_choose_the_password_takes_a_lost_one_away_and_nobody_else() {
        Enrolled anne = enrolled("inhouse", "api.access", "system:r");
        String helper = someone("inhouse", OLD, "api.access", "users:rw");
        remove(by(basic(helper, OLD)), anne.id(), 403);
        remove(by(basic("admin")), enrolled("owner").id(), 403);
        remove(owner(), enrolled("owner").id(), 403);
        remove(owner(), helper, 404);
        assertThat(me(basic(anne.id(), OLD))).isEqualTo(401);
        remove(owner(), anne.id(), 204);
        assertThat(me(basic(anne.id(), OLD))).isEqualTo(200);
    }

    private static void remove(RequestSpecification who, String user, int status) {
        who.delete(V1 + "users/" + user + "/second-factor").then().statusCode(status);
    }

    /** A link opens the password, not what stands beside it. */
    @Test
    void a_reset_link_leaves_it_in_place() {
        Enrolled anne = enrolled("inhouse", "api.access");
        Door.choose(Door.token("reset", anne.id()), Door.NEW).statusCode(200);
        assertThat(me(basic(anne.id(), Door.NEW))).isEqualTo(401);
        assertThat(by(basic(anne.id(), Door.NEW))
                        .header("X-OTP", anne.phone().next())
                        .get(V1 + "auth/me")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_account_of_the_same_name_begins_without_one() {
        Enrolled anne = enrolled("inhouse", "api.access");
        owner().delete(V1 + "users/" + anne.id()).then().statusCode(204);
        owner().body(Map.of("id", anne.id(), "password", OLD))
                .post(V1 + "users")
                .then()
                .statusCode(201);
        assertThat(me(basic(anne.id(), OLD))).isEqualTo(200);
    }
}
