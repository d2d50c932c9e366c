package org.passerelle.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.console.AtConsole.signIn;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.command.DemoHouse;

/** Into the console, and out of it (wire.md §2): the session is the server's, and a change must come from one of its pages. */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ConsoleSessionHttpTest {

    private static final String PASSWORD = "correct-horse-battery-7";

    private static String fresh(String acls) {
        String user = "c" + UUID.randomUUID();
        Client.as("owner")
                .post(
                        "/api/v1/users",
                        "{\"id\":\"" + user + "\",\"password\":\"" + PASSWORD + "\",\"acls\":[" + acls + "]}")
                .is(201);
        return user;
    }

    @Test
    void who_is_not_signed_in_is_led_to_the_door_and_from_there_where_he_wanted_to_go() {
        Answer away = Client.nobody().get("/console/users?q=a").is(303);
        assertThat(away.header("Location")).isEqualTo("/console/sign-in?next=%2Fconsole%2Fusers%3Fq%3Da");
        Client.nobody().get(away.header("Location")).is(200);
        String password = DemoHouse.credentials().path("admin").path("password").textValue();
        assertThat(signIn(Client.nobody(), "admin", password, "/console/users?q=a")
                        .is(303)
                        .header("Location"))
                .isEqualTo("/console/users?q=a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/console//evil.example",
                "/\\evil.example",
                "/api/v1/users",
                "javascript:x"
            })
    void the_door_leads_nowhere_but_into_the_console(String next) {
        String password = DemoHouse.credentials().path("admin").path("password").textValue();
        assertThat(signIn(Client.nobody(), "admin", password, next).is(303).header("Location"))
                .isEqualTo("/console");
    }

    @Test
    void no_other_credential_opens_a_page() {
        Client.as("owner").get("/console").is(303);
        Client.byKey().get("/console/users").is(303);
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_of_other_sites() {
        String password = DemoHouse.credentials().path("admin").path("password").textValue();
        assertThat(signIn(Client.nobody(), "admin", password, "").header("Set-Cookie"))
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Expires", "Max-Age", "Domain");
    }

    @Test
    void a_wrong_password_and_an_unknown_login_are_told_alike_and_must_wait_after_some() {
        Answer wrong = signIn(Client.nobody(), fresh(""), "wrong", "").is(401);
        String nobody = "nobody" + UUID.randomUUID();
        Answer unknown = signIn(Client.nobody(), nobody, "wrong", "").is(401);
        assertThat(wrong.text()).isEqualTo(unknown.text());
        Answer last = unknown;
        for (int i = 0; i < 20 && last.status() == 401; i++) {
            last = signIn(Client.nobody(), nobody, "wrong", "");
        }
        assertThat(last.is(429).text()).contains("Too many attempts. Wait a little", "<form");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "none"})
    void no_other_site_signs_anybody_in(String site) {
        String password = DemoHouse.credentials().path("admin").path("password").textValue();
        signIn(Client.nobody().with("Sec-Fetch-Site", site), "admin", password, "")
                .is(403);
    }

    @Test
    void no_page_of_another_origin_signs_anybody_in_where_the_browser_tells_only_that() {
        signIn(Client.nobody().with("Origin", "https://evil.example"), "admin", "x", "")
                .is(403);
    }

    @Test
    void a_session_opens_the_api_with_what_its_person_holds() {
        var user = AtConsole.as(fresh("\"api.access\",\"users:r\""), PASSWORD);
        assertThat(user.reading()
                        .get("/api/v1/auth/me")
                        .is(200)
                        .json()
                        .path("credential")
                        .asText())
                .isEqualTo("console");
        user.reading().get("/api/v1/users").is(200);
        user.reading().get("/api/v1/connections").is(403);
    }

    @Test
    void a_change_by_the_cookie_alone_is_refused() {
        var user = AtConsole.as(fresh("\"api.access\",\"users:rw\""), PASSWORD);
        String role = "{\"id\":\"r" + UUID.randomUUID() + "\",\"name\":\"x\"}";
        assertThat(user.reading().post("/api/v1/roles", role).is(403).reason()).contains("X-CSRF-Token");
        user.reading()
                .with("X-CSRF-Token", "0".repeat(64))
                .post("/api/v1/roles", role)
                .is(403);
        user.reading()
                .with("Content-Type", "application/x-www-form-urlencoded")
                .send("POST", "/console/sign-out", Client.bytes("x=y"))
                .is(403);
        user.writing().post("/api/v1/roles", role).is(201);
    }

    @Test
    void another_sessions_token_does_not_count() {
        var one = AtConsole.as("admin");
        var other = AtConsole.as("admin");
        new AtConsole(one.cookie(), other.token())
                .writing()
                .delete("/api/v1/roles/none")
                .is(403);
    }

    @Test
    void the_cookie_yields_to_any_credential_that_is_sent_beside_it() {
        var admin = AtConsole.as("admin");
        Client both = admin.reading().with("Authorization", DemoHouse.basic("user"));
        assertThat(both.get("/api/v1/auth/me").is(200).json().path("user").asText())
                .isEqualTo("user");
        admin.reading().with("X-API-Key", "psl_wrong").get("/api/v1/auth/me").is(401);
    }

    @Test
    void a_cookie_that_does_not_hold_is_nothing() {
        Client stale = Client.nobody().with("Cookie", "passerelle_session=" + "0".repeat(18) + "." + "a".repeat(32));
        stale.get("/").is(200);
        stale.get("/console").is(303);
        stale.get("/api/v1/auth/me").is(401);
    }

    @Test
    void signing_out_ends_it_for_whoever_kept_the_cookie() {
        var user = AtConsole.as(fresh(""), PASSWORD);
        Answer out = user.post("/console/sign-out", "").is(303);
        assertThat(out.header("Set-Cookie")).contains("passerelle_session=;", "Max-Age=0");
        user.reading().get("/console").is(303);
        user.reading().get("/api/v1/auth/me").is(401);
    }

    @Test
    void a_session_is_seen_among_the_sessions_and_ends_there_alone() {
        String login = fresh("\"api.access\"");
        var user = AtConsole.as(login, PASSWORD);
        var second = AtConsole.as(login, PASSWORD);
        var seen = Client.as("owner")
                .get("/api/v1/sessions?users=" + login)
                .is(200)
                .json();
        assertThat(seen)
                .hasSize(2)
                .allMatch(session -> session.path("credential").asText().equals("console"));
        Client.as("owner")
                .delete("/api/v1/sessions/" + seen.path(1).path("id").asText())
                .is(204);
        user.reading().get("/console").is(303);
        second.reading().get("/console").is(200);
        Client.as("owner").delete("/api/v1/sessions?users=" + login).is(204);
        second.reading().get("/console").is(303);
    }

    @Test
    void another_password_ends_all_sessions_of_the_account() {
        String login = fresh("\"api.access\"");
        var user = AtConsole.as(login, PASSWORD);
        Client.as("owner")
                .patch("/api/v1/users/" + login, "{\"password\":\"another-horse-battery-8\"}")
                .is(200);
        user.reading().get("/console").is(303);
    }

    @Test
    void an_account_that_is_switched_off_has_no_session() {
        String login = fresh("\"api.access\"");
        var user = AtConsole.as(login, PASSWORD);
        Client.as("owner").patch("/api/v1/users/" + login, "{\"active\":false}").is(200);
        user.reading().get("/console").is(303);
    }

    @Test
    void pages_have_a_limit_of_their_own() {
        var user = AtConsole.as(fresh("\"api.access\""), PASSWORD);
        assertThat(user.reading().get("/console").is(200).header("X-RateLimit-Limit"))
                .isEqualTo("600");
    }

    @Test
    void who_may_acts_for_somebody_and_the_pages_say_so_until_he_stops() {
        String login = fresh("\"api.access\",\"users:r\"");
        var owner = AtConsole.as("owner");
        owner.post("/console/act-for", "user=" + login).is(303);
        var me = owner.reading().get("/api/v1/auth/me").is(200).json();
        assertThat(me.path("user").asText()).isEqualTo(login);
        assertThat(me.path("actor").asText()).isEqualTo("owner");
        assertThat(owner.reading().get("/console").is(200).text()).contains("class=\"acting\"");
        owner.writing().post("/api/v1/auth/apikeys", "{\"name\":\"x\"}").is(403);
        owner.post("/console/act-for", "user=admin").is(403);
        owner.post("/console/act-for-oneself", "").is(303);
        assertThat(owner.reading().get("/api/v1/auth/me").json().path("user").asText())
                .isEqualTo("owner");
    }

    @Test
    void nobody_acts_for_whom_he_may_not() {
        AtConsole.as("admin").post("/console/act-for", "user=user").is(403);
        AtConsole.as("owner")
                .post("/console/act-for", "user=owner2" + UUID.randomUUID())
                .is(422);
    }
}
