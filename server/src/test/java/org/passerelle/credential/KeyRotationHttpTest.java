package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** {@code POST /api/v1/auth/apikeys/{id}/rotate} (wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class KeyRotationHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String ME = "/api/v1/auth/me";

    private static JsonNode made(Client by, String body) {
        return by.post(KEYS, body).is(201).json();
    }

    private static JsonNode made(String who, String permissions) {
        return made(Client.as(who), "{\"name\":\"import\",\"permissions\":{" + permissions + "}}");
    }

    private static Client by(JsonNode key) {
        return Client.nobody().with("X-API-Key", key.path("key").textValue());
    }

    private static Client.Answer rotated(Client by, JsonNode key, String body) {
        return by.post(KEYS + "/" + key.path("id").textValue() + "/rotate", body);
    }

    private static JsonNode shown(String who, JsonNode key) {
        for (JsonNode each : Client.as(who).get(KEYS).is(200).json()) {
            if (each.path("id").equals(key.path("id"))) {
                return each;
            }
        }
        throw new AssertionError(key + " is not listed");
    }

    @Test
    void the_new_key_is_like_the_old_one_and_both_hold_for_a_day() {
        JsonNode old = made(
                Client.as("user"),
                "{\"name\":\"import\",\"permissions\":{\"data\":\"r\"},\"ips\":\"127.0.0.0/8;::1\",\"rateLimit\":9}");
        JsonNode fresh = rotated(Client.as("user"), old, "{}").is(201).json();
        assertThat(fresh.path("id")).isNotEqualTo(old.path("id"));
        assertThat(fresh.path("key")).isNotEqualTo(old.path("key"));
        for (String same : List.of("name", "user", "createdBy", "permissions", "ips", "rateLimit")) {
            assertThat(fresh.path(same)).as(same).isEqualTo(old.path(same));
        }
        assertThat(fresh.path("expires").isNull()).isTrue();
        by(fresh).get("/api/list/clients/").is(200);
        by(old).get("/api/list/clients/").is(200);
        assertThat(shown("user", old).path("expires").isTextual()).isTrue();
    }

    @Test
    void a_key_rotates_itself_and_nothing_fails_through_ten_rotations() {
        JsonNode key = made("user", "\"data\":\"r\"");
        var all = new ArrayList<>(List.of(key));
        for (int i = 0; i < 10; i++) {
            key = rotated(by(key), key, "{\"overlap\":\"PT10M\"}").is(201).json();
            all.add(key);
            for (JsonNode each : all) {
                by(each).get(ME).is(200);
            }
        }
    }

    @Test
    void without_overlap_the_old_key_ends_at_once() {
        JsonNode old = made("user", "\"data\":\"r\"");
        JsonNode fresh = rotated(by(old), old, "{\"overlap\":\"PT0S\"}").is(201).json();
        by(old).get(ME).is(401);
        by(fresh).get(ME).is(200);
        rotated(Client.as("user"), old, "{}").is(409);
    }

    @Test
    void an_overlap_never_prolongs_a_key() {
        JsonNode old =
                made(Client.as("user"), "{\"name\":\"x\",\"expires\":\"PT1H\",\"permissions\":{\"data\":\"r\"}}");
        JsonNode fresh = rotated(Client.as("user"), old, "{\"overlap\":\"P30D\"}")
                .is(201)
                .json();
        assertThat(shown("user", old).path("expires")).isEqualTo(old.path("expires"));
        assertThat(fresh.path("expires").textValue())
                .isGreaterThanOrEqualTo(old.path("expires").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"overlap\":\"P1M\"}", "{\"overlap\":\"-PT5M\"}", "{\"overlap\":\"\"}", "{\"lap\":1}", "[]"})
    void what_is_not_understood_is_400_and_makes_nothing(String body) {
        JsonNode old = made("user", "\"data\":\"r\"");
        int before = Client.as("user").get(KEYS).json().size();
        rotated(Client.as("user"), old, body).is(400);
        assertThat(Client.as("user").get(KEYS).json().size()).isEqualTo(before);
    }

    @Test
    void nobody_is_given_the_secret_of_anothers_key() {
        JsonNode users = made("user", "\"data\":\"r\"");
        JsonNode owners = made("owner", "\"data\":\"r\"");
        rotated(Client.as("admin"), users, "{}").is(403);
        rotated(Client.as("admin"), owners, "{}").is(403);
        rotated(Client.as("guest"), users, "{}").is(403);
        rotated(Client.nobody(), users, "{}").is(401);
        Client.as("user").post(KEYS + "/nosuch/rotate", "{}").is(404);
    }

    @Test
    void a_key_is_replaced_once() {
        JsonNode old = made("user", "\"data\":\"r\"");
        JsonNode fresh = rotated(Client.as("user"), old, "{}").is(201).json();
        rotated(Client.as("user"), old, "{}").is(409);
        rotated(Client.as("user"), fresh, "{}").is(201);
    }

    private static Client bound(String bounds) {
        return by(made(Client.as("user"), "{\"name\":\"x\",\"permissions\":{\"data\":\"r\"}," + bounds + "}"));
    }

    @Test
    void no_credential_rotates_a_key_into_more_than_it_has_itself() {
        rotated(by(made("user", "\"data\":\"r\"")), made("user", "\"data\":\"rw\""), "{}")
                .is(403);
        JsonNode free = made("user", "\"data\":\"r\"");
        JsonNode seldom = rotated(bound("\"rateLimit\":5"), free, "{}").is(201).json();
        assertThat(seldom.path("rateLimit").intValue()).isEqualTo(5);
        free = made("user", "\"data\":\"r\"");
        JsonNode here =
                rotated(bound("\"ips\":\"127.0.0.1;::1\""), free, "{}").is(201).json();
        assertThat(here.path("ips").textValue()).isEqualTo("127.0.0.1;::1");
        String token = Client.as("user")
                .post("/api/v1/auth/jwt", "{\"expires\":\"PT5M\",\"permissions\":{\"data\":\"r\"}}")
                .json()
                .path("token")
                .textValue();
        free = made("user", "\"data\":\"r\"");
        JsonNode brief = rotated(Client.nobody().with("Authorization", "Bearer " + token), free, "{}")
                .is(201)
                .json();
        assertThat(brief.path("expires").isTextual()).isTrue();
    }

    @Test
    void a_rehearsal_shows_no_key_and_ends_none() {
        JsonNode old = made("user", "\"data\":\"r\"");
        JsonNode told = rotated(Client.as("user").with("Dry-Run", "true"), old, "{\"overlap\":\"PT0S\"}")
                .is(201)
                .json();
        assertThat(told.path("key").textValue()).isEqualTo("dry-run");
        by(old).get(ME).is(200);
        assertThat(shown("user", old).path("expires").isNull()).isTrue();
    }
}
