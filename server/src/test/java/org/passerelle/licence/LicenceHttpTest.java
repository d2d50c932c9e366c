package org.passerelle.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.Client.nobody;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.PrivateKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.passerelle.Client;
import org.passerelle.Client.Answer;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Topic;
import org.passerelle.command.DemoHouse;
import org.passerelle.format.Json;

/** {@code /api/v1/license}, and what a licence lets people do (wire.md §4, §8; DigDash D19, GoPaaS). */
@QuarkusTest
@WithTestResource(
        value = DemoHouse.class,
        initArgs =
                @ResourceArg(
                        name = "licenceKeys",
                        value = "MCowBQYDK2VwAyEAPS57aNE3Ja/V+hN6HsrOMUWne5PAsPPnXLpmpjn5ngM="))
@Tag("catalogue")
class LicenceHttpTest {

    private static final String LICENCE = "/api/v1/license";
    private static final String ACTIVATION = LICENCE + "/activation";
    private static final String USERS = LICENCE + "/users";
    private static final String PASSWORD = "correct-horse-battery-7";

    /** The other half of the key above; it opens these tests and nothing else. */
    private static final PrivateKey DISTRIBUTOR =
            LicenceFile.privateKey("MC4CAQAwBQYDK2VwBCIEIA0Oxr8mp+h0qPw031h6+S8iWs/nqgzKsadtEgUIxExf");

    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @Inject
    Catalogue catalogue;

    private final Client owner = Client.as("owner");

    @AfterEach
    void backToTheCommunity() {
        catalogue.change(unit -> {
            unit.run("DELETE FROM licence");
            unit.run("DELETE FROM licence_seat");
            unit.touch(Topic.LICENCE);
            return unit;
        });
    }

    private static String licence(@Nullable LocalDate expires, int admin, int user) {
        var licence = new Licence("7", "Mairie", TODAY.minusYears(1), expires, new Licence.Seats(admin, user));
        return LicenceFile.write(licence, DISTRIBUTOR);
    }

    private static String activation(String text) {
        return Json.MAPPER.valueToTree(Map.of("licence", text)).toString();
    }

    private void activate(@Nullable LocalDate expires, int admin, int user) {
        owner.post(ACTIVATION, activation(licence(expires, admin, user))).is(200);
    }

    private Answer give(String type, String... users) {
        return owner.post(USERS, seats(type, users));
    }

    private Answer take(String... users) {
        return owner.with("Content-Type", "application/json").send("DELETE", USERS, Client.bytes(seats(null, users)));
    }

    private static String seats(@Nullable String type, String... users) {
        var body = Json.MAPPER.createObjectNode();
        for (String user : users) {
            body.withArray("users").add(user);
        }
        return type == null ? body.toString() : body.put("type", type).toString();
    }

    private String person(String prefix) {
        String id = prefix + UUID.randomUUID();
        owner.post(
                        "/api/v1/users",
                        "{\"id\":\"%s\",\"password\":\"%s\",\"acls\":[\"api.access\",\"data:rw\",\"users:rw\"],\"rateLimit\":1000}"
                                .formatted(id, PASSWORD))
                .is(201);
        return id;
    }

    private static Client as(String user) {
        return nobody().with("Authorization", DemoHouse.basic(user, PASSWORD));
    }

    @Test
    void without_a_file_everyone_in_house_has_a_seat() {
        JsonNode community = owner.get(LICENCE).is(200).json();
        assertThat(community.path("status").asText()).isEqualTo("community");
        assertThat(community.path("seats").get(1).path("total").isNull()).isTrue();
        assertThat(owner.get(USERS).is(200).column("user"))
                .contains("owner", "admin", "user")
                .doesNotContain("guest");
        as(person("c")).get("/api/list/clients/").is(200);
    }

    @Test
    void users_are_found_by_a_pattern_that_matches_the_whole() {
        String one = person("test");
        String other = person("mytest");
        give("USER", one, other).is(200);
        assertThat(owner.get(USERS + "?pattern=test.*").is(200).column("user"))
                .contains(one)
                .doesNotContain(other);
        owner.get(USERS + "?pattern=(").is(400);
        assertThat(take(one).is(200).column("user")).containsExactly(one);
    }

    @Test
    void it_says_what_it_is_once_it_is_activated_and_nothing_when_that_was_rehearsed() {
        String body = activation(licence(TODAY.plusYears(1), 2, 3));
        JsonNode rehearsed =
                owner.with("Dry-Run", "true").post(ACTIVATION, body).is(200).json();
        assertThat(owner.get(LICENCE).json().path("status").asText()).isEqualTo("community");
        JsonNode real = owner.post(ACTIVATION, body).is(200).json();
        assertThat(real).isEqualTo(rehearsed).isEqualTo(owner.get(LICENCE).json());
        assertThat(real.path("holder").asText()).isEqualTo("Mairie");
        assertThat(real.path("status").asText()).isEqualTo("valid");
        assertThat(real.path("expires").asText()).isEqualTo(TODAY.plusYears(1).toString());
        assertThat(real.path("seats").get(0).toString()).isEqualTo("{\"type\":\"ADMIN\",\"total\":2,\"used\":1}");
    }

    @Test
    void what_was_changed_is_refused_and_changes_nothing() {
        String good = licence(TODAY.plusYears(1), 2, 3);
        for (String bad : new String[] {
            good.replaceFirst("e", "f"),
            "",
            "x",
            good.substring(0, 80),
            LicenceFile.write(
                    new Licence("7", "Mairie", TODAY, null, new Licence.Seats(9, 9)),
                    LicenceFile.newKeys().getPrivate())
        }) {
            assertThat(owner.post(ACTIVATION, activation(bad)).status()).isIn(400, 422);
        }
        owner.post(ACTIVATION, "{}").is(400);
        owner.post(ACTIVATION, activation(licence(TODAY.minusDays(40), 2, 3))).is(422);
        assertThat(owner.get(LICENCE).json().path("status").asText()).isEqualTo("community");
    }

    @Test
    void who_has_no_seat_uses_no_api() {
        String user = person("s");
        activate(null, 2, 2);
        as(user).get("/api/list/clients/").is(401);
        as(user).post("/api/items/clients/", "[]").is(401);
        as(user).get("/api/clients").is(403);
        assertThat(as(user).get("/api/v1/users").is(403).reason()).contains("no seat");
        as(user).post("/api/v1/auth/apikeys", "{\"name\":\"k\"}").is(403);
        as(user).get("/api/v1/auth/me").is(200);
        give("USER", user).is(200);
        as(user).get("/api/list/clients/").is(200);
        as(user).get("/api/v1/users").is(200);
        take(user).is(200);
        as(user).get("/api/clients").is(403);
    }

    @Test
    void a_key_and_who_acts_for_another_need_the_seat_of_the_person() {
        String user = person("k");
        String key = as(user).post("/api/v1/auth/apikeys", "{\"name\":\"k\",\"permissions\":{\"data\":\"rw\"}}")
                .is(201)
                .json()
                .path("key")
                .asText();
        String token = owner.post(
                        "/api/v1/auth/jwt", "{\"targetUser\":\"%s\",\"permissions\":{\"data\":\"rw\"}}".formatted(user))
                .is(201)
                .json()
                .path("token")
                .asText();
        activate(null, 2, 2);
        for (String credential : new String[] {key, token}) {
            nobody().with("Authorization", "Bearer " + credential)
                    .get("/api/clients")
                    .is(403);
        }
        give("ADMIN", user).is(200);
        for (String credential : new String[] {key, token}) {
            nobody().with("Authorization", "Bearer " + credential)
                    .get("/api/clients")
                    .is(200);
        }
    }

    @Test
    void there_are_no_more_seats_than_it_says() {
        String one = person("a");
        String two = person("b");
        activate(null, 1, 1);
        give("USER", one, two).is(409);
        assertThat(owner.get(USERS).column("user")).containsExactly("owner");
        give("USER", one).is(200);
        give("USER", one).is(200);
        give("USER", two).is(409);
        give("ADMIN", two).is(409);
        give("USER", "guest").is(422);
        give("USER", "nosuch").is(422);
        give("KING", two).is(400);
        give("USER").is(400);
        take("owner").is(409);
        owner.delete("/api/v1/users/" + one).is(204);
        give("USER", two).is(200);
    }

    @Test
    void one_with_too_few_seats_for_who_sits_already_is_refused() {
        give("USER", person("x"), person("y")).is(200);
        owner.post(ACTIVATION, activation(licence(null, 1, 1))).is(409);
        activate(null, 1, 2);
    }

    @Test
    void who_activates_it_and_the_owners_sit_first() {
        Client.as("admin").post(ACTIVATION, activation(licence(null, 2, 0))).is(200);
        assertThat(owner.get(USERS).column("user")).containsExactly("admin", "owner");
        Client.as("user").get("/api/clients").is(403);
    }

    @Test
    void beyond_its_end_all_goes_on_for_a_while() {
        activate(TODAY.minusDays(10), 2, 2);
        JsonNode shown = owner.get(LICENCE).is(200).json();
        assertThat(shown.path("status").asText()).isEqualTo("grace");
        assertThat(shown.path("message").asText()).contains("Everything goes on until " + TODAY.plusDays(20));
        owner.with("Dry-Run", "true")
                .post("/api/tickets", "{\"subject\":\"x\"}")
                .is(201);
        activate(TODAY.plusDays(10), 2, 2);
        assertThat(owner.get(LICENCE).json().path("status").asText()).isEqualTo("expiring");
    }

    @Test
    void after_that_one_reads_and_activates_the_next() {
        activate(null, 2, 2);
        String user = person("e");
        give("USER", user).is(200);
        keep(licence(TODAY.minusDays(31), 2, 2));
        assertThat(owner.get(LICENCE).json().path("status").asText()).isEqualTo("expired");
        as(user).get("/api/list/clients/").is(200);
        as(user).get("/api/clients?limit=1").is(200);
        as(user).get("/api/v1/users").is(200);
        assertThat(as(user).post("/api/tickets", "{\"subject\":\"x\"}").is(403).reason())
                .contains("licence has ended");
        String one = "{\"subject\":\"x\"}";
        assertThat(as(user).post("/api/item/tickets/1/", one).is(403).text()).contains("licence has ended");
        assertThat(as(user).post("/api/items/tickets/", "[" + one + "]").is(403).text())
                .contains("licence has ended");
        as(user).send("POST", "/api/item/tickets/1/", null).is(200);
        as(user).post("/api/v1/users", "{\"id\":\"n\"}").is(403);
        activate(null, 2, 2);
        as(user).with("Dry-Run", "true")
                .post("/api/tickets", "{\"subject\":\"x\"}")
                .is(201);
    }

    @Test
    void one_that_is_changed_behind_its_back_lets_read_and_no_more() {
        activate(null, 2, 2);
        keep(licence(null, 2, 2).replaceFirst("e", "f"));
        JsonNode shown = owner.get(LICENCE).is(200).json();
        assertThat(shown.path("status").asText()).isEqualTo("invalid");
        owner.get("/api/clients?limit=1").is(200);
        owner.post("/api/tickets", "{\"subject\":\"x\"}").is(403);
        activate(null, 2, 2);
    }

    /** As if time had passed, or somebody had a hand in the catalogue. */
    private void keep(String text) {
        catalogue.change(unit -> {
            LicenceStore.keep(unit, text, Instant.now());
            return text;
        });
    }
}
