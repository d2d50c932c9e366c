package org.passerelle.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.command.DemoHouse;

/** API keys by which one acts for another: {@code targetUser} (wire.md §2). */
@QuarkusTest
@WithTestResource(DemoHouse.class)
@Tag("catalogue")
class ActingKeysHttpTest {

    private static final String KEYS = "/api/v1/auth/apikeys";
    private static final String JWT = "/api/v1/auth/jwt";
    private static final String ME = "/api/v1/auth/me";
    private static final String PASSWORD = "Correct-horse-7!";

    private String boss;
    private Client asBoss;

    @BeforeEach
    void make() {
        boss = "b" + UUID.randomUUID();
        add(boss);
        asBoss = Client.nobody().with("Authorization", DemoHouse.basic(boss, PASSWORD));
    }

    private static void add(String id) {
        Client.as("owner").post("/api/v1/users", """
                        {"id":"%s","name":"Boss","password":"%s","rateLimit":6000,"acls":["api.access","admin.impersonate","data:r"]}
                        """.formatted(id, PASSWORD)).is(201);
    }

    private static String body(String target) {
        return "{\"name\":\"x\",\"targetUser\":\"" + target + "\",\"permissions\":{\"data\":\"rw\"}}";
    }

    private JsonNode key() {
        return asBoss.post(KEYS, body("user")).is(201).json();
    }

    private static Client by(JsonNode key) {
        return Client.nobody().with("X-API-Key", key.path("key").textValue());
    }

    @Test
    void it_stands_for_the_other_and_tells_both_names() {
        JsonNode key = key();
        assertThat(key.path("user").textValue()).isEqualTo("user");
        assertThat(key.path("createdBy").textValue()).isEqualTo(boss);
        JsonNode me = by(key).get(ME).is(200).json();
        assertThat(me.path("user").textValue()).isEqualTo("user");
        assertThat(me.path("actor").textValue()).isEqualTo(boss);
    }

    @Test
    void it_takes_the_acl_and_nobody_acts_for_an_owner() {
        Client.as("admin").post(KEYS, body("user")).is(403);
        asBoss.post(KEYS, body("owner")).is(403);
        asBoss.post(KEYS, body("nobody")).is(422);
    }

    @Test
    void it_mints_nothing() {
        JsonNode key = key();
        by(key).post(KEYS, "{\"name\":\"x\"}").is(403);
        by(key).post(JWT, "{}").is(403);
        by(key).post(KEYS + "/" + key.path("id").textValue() + "/rotate", "{}").is(403);
        by(key).put("/api/v1/auth/password", "{\"current\":\"x\",\"password\":\"Another-horse-8!\"}")
                .is(403);
    }

    @Test
    void who_acts_rotates_it_while_he_may() {
        JsonNode key = key();
        JsonNode fresh = asBoss.post(KEYS + "/" + key.path("id").textValue() + "/rotate", "{}")
                .is(201)
                .json();
        assertThat(by(fresh).get(ME).json().path("actor").textValue()).isEqualTo(boss);
        Client.as("user")
                .post(KEYS + "/" + key.path("id").textValue() + "/rotate", "{}")
                .is(403);
        Client.as("owner")
                .patch("/api/v1/users/" + boss, "{\"acls\":[\"api.access\",\"data:r\"]}")
                .is(200);
        asBoss.post(KEYS + "/" + key.path("id").textValue() + "/rotate", "{}").is(403);
    }

    @Test
    void it_holds_only_as_long_as_he_may_act() {
        JsonNode key = key();
        by(key).get(ME).is(200);
        Client.as("owner")
                .patch("/api/v1/users/" + boss, "{\"acls\":[\"api.access\"]}")
                .is(200);
        by(key).get(ME).is(401);
        Client.as("owner")
                .patch("/api/v1/users/" + boss, "{\"acls\":[\"api.access\",\"admin.impersonate\"]}")
                .is(200);
        by(key).get(ME).is(200);
        Client.as("owner").patch("/api/v1/users/" + boss, "{\"active\":false}").is(200);
        by(key).get(ME).is(401);
    }

    @Test
    void another_account_of_the_same_name_does_not_inherit_it_nor_his_tokens() {
        JsonNode key = key();
        String token = asBoss.post(JWT, "{\"targetUser\":\"user\",\"permissions\":{\"data\":\"r\"}}")
                .is(201)
                .json()
                .path("token")
                .textValue();
        Client byToken = Client.nobody().with("Authorization", "Bearer " + token);
        byToken.get(ME).is(200);
        Client.as("owner").delete("/api/v1/users/" + boss).is(204);
        by(key).get(ME).is(401);
        byToken.get(ME).is(401);
        add(boss);
        by(key).get(ME).is(401);
        byToken.get(ME).is(401);
    }

    @Test
    void whom_it_stands_for_may_end_it() {
        JsonNode key = key();
        Client.as("user").delete(KEYS + "?id=" + key.path("id").textValue()).is(200);
        by(key).get(ME).is(401);
    }
}
