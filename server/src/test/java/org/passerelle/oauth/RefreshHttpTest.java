package org.passerelle.oauth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.passerelle.oauth.Server.as;
import static org.passerelle.oauth.Server.ask;
import static org.passerelle.oauth.Server.client;
import static org.passerelle.oauth.Server.holds;
import static org.passerelle.oauth.Server.refresh;
import static org.passerelle.oauth.Server.token;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.command.DemoHouse;
import org.passerelle.oauth.Server.Made;

/** Refresh tokens (RFC 6749 §6, RFC 9700 §4.14; wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class RefreshHttpTest {

    private static final int RACERS = 64;

    @Test
    void each_gives_the_next_once() {
        Made client = client(Map.of());
        Response first = token(client);
        Response second = refresh(client, first.path("refresh_token"));
        second.then().statusCode(200).body("scope", equalTo("data:rw")).body("refresh_expires_in", equalTo(7200));
        assertThat(second.<String>path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
        assertThat(holds(first.path("access_token"))).isTrue();
        assertThat(holds(second.path("access_token"))).isTrue();
        refresh(client, second.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void a_replay_ends_all_that_came_of_it() {
        Made client = client(Map.of());
        Response first = token(client);
        Response second = refresh(client, first.path("refresh_token"));
        Response other = token(client);
        refresh(client, first.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        assertThat(holds(first.path("access_token"))).isFalse();
        assertThat(holds(second.path("access_token"))).isFalse();
        refresh(client, second.path("refresh_token")).then().statusCode(400);
        assertThat(holds(other.path("access_token"))).as("another family").isTrue();
        refresh(client, other.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void it_is_of_use_to_its_own_client_only() {
        Made client = client(Map.of());
        String token = token(client).path("refresh_token");
        refresh(client(Map.of()), token).then().statusCode(400).body("error", equalTo("invalid_grant"));
        refresh(client, token).then().statusCode(200);
    }

    @Test
    void a_scope_may_be_narrowed_and_not_widened() {
        Made client = client(Map.of("scopes", List.of("data:r", "data:rw")));
        Response narrow = ask(client, "token", "grant_type", "client_credentials", "scope", "data:r");
        ask(
                        client,
                        "token",
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        narrow.path("refresh_token"),
                        "scope",
                        "data:rw")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_scope"));
        refresh(client, narrow.path("refresh_token")).then().statusCode(200).body("scope", equalTo("data:r"));
    }

    @Test
    void what_takes_tokens_back_takes_these_too() {
        Made client = client(Map.of());
        Response given = token(client);
        as("admin").delete("/api/v1/auth/tokens?client=" + client.id()).then().statusCode(204);
        assertThat(holds(given.path("access_token"))).isFalse();
        refresh(client, given.path("refresh_token")).then().statusCode(400).body("error", equalTo("invalid_grant"));
        Response after = token(client);
        refresh(client, after.path("refresh_token")).then().statusCode(200);
    }

    @Test
    void a_rehearsal_uses_nothing_up() {
        Made client = client(Map.of());
        String token = token(client).path("refresh_token");
        Server.form(
                        given().header("Authorization", DemoHouse.basic(client.id(), client.secret()))
                                .header("Dry-Run", "true"),
                        "token",
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        token)
                .then()
                .statusCode(200)
                .body("refresh_token", equalTo("dry-run"));
        refresh(client, token).then().statusCode(200);
    }

    @Test
    void of_many_that_show_it_at_once_one_wins_and_none_is_left_alive() throws Exception {
        race(5);
    }

    @Test
    @Tag("long")
    void nor_in_a_thousand_rounds() throws Exception {
        race(1_000);
    }

    private static void race(int rounds) throws Exception {
        Made client = client(Map.of());
        try (var threads = Executors.newFixedThreadPool(RACERS)) {
            for (int round = 0; round < rounds; round++) {
                String token = token(client).path("refresh_token");
                List<Response> won = race(threads::invokeAll, client, token).stream()
                        .filter(answer -> answer.statusCode() == 200)
                        .toList();
                assertThat(won).as("winners").hasSize(1);
                assertThat(holds(won.getFirst().path("access_token"))).isFalse();
                refresh(client, won.getFirst().path("refresh_token")).then().statusCode(400);
            }
        }
    }

    private interface Starter {
        List<Future<Response>> all(List<Callable<Response>> racers) throws InterruptedException;
    }

    private static List<Response> race(Starter starter, Made client, String token) throws Exception {
        var start = new CyclicBarrier(RACERS);
        var racers = new ArrayList<Callable<Response>>();
        for (int i = 0; i < RACERS; i++) {
            racers.add(() -> {
                start.await();
                return refresh(client, token);
            });
        }
        var answers = new ArrayList<Response>();
        for (Future<Response> racer : starter.all(racers)) {
            answers.add(racer.get());
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(200, 400));
        return answers;
    }
}
