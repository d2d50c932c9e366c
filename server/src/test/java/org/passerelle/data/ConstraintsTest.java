package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/** What a constraint refuses is 409 or 422 on every engine, with the column named, and nothing of the engine's words. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class ConstraintsTest {

    private static final String OWNER = """
            create table "owner" (
              "id" integer not null,
              "mail" varchar(60) not null,
              primary key ("id"),
              unique ("mail"))""";

    private static final String PET = """
            create table "pet" (
              "id" integer not null,
              "owner_id" integer not null,
              "vet_id" integer,
              "name" varchar(60) default 'nameless',
              "birth year" integer,
              "weight" decimal(5,2),
              "tag" varchar(90),
              "country" varchar(5),
              "passport" varchar(60),
              "code" varchar(10) not null,
              primary key ("id"),
              constraint "its owner" foreign key ("owner_id") references "owner" ("id"),
              foreign key ("vet_id") references "owner" ("id"),
              constraint "tag once" unique ("tag"),
              constraint "passport_once" unique ("country", "passport"),
              constraint "born" check ("birth year" > 1900),
              constraint "two things" check ("country" <> "passport"),
              check ("weight" > 0))""";

    private static final String GOOD = "\"id\":2,\"owner_id\":1,\"code\":\"c\"";

    private static final Map<Engine, Opened> OPENED = new EnumMap<>(Engine.class);
    private static Http http;

    @BeforeAll
    static void open() {
        http = Http.ofOwner();
        for (Engine engine : Engine.values()) {
            Database database = engine.fresh("pets");
            String mark = engine == Engine.MARIADB ? "`" : "\"";
            for (String sql : List.of(
                    OWNER,
                    PET,
                    "insert into \"owner\" values (1, 'a@example.org'), (2, 'b@example.org'), (3, 'c@example.org')",
                    "insert into \"pet\" values (1, 1, 2, 'Rex', 2020, 12.5, 'T1', 'FR', 'P1', 'x')")) {
                database.execute(sql.replace("\"", mark));
            }
            OPENED.put(engine, Opened.of(http, database));
        }
    }

    @AfterAll
    static void remove() {
        OPENED.values().forEach(Opened::remove);
        OPENED.clear();
    }

    @ParameterizedTest
    @EnumSource
    void what_stands_already_is_a_conflict(Engine engine) {
        refused(engine, 409, "POST", "pet", "{\"id\":1,\"owner_id\":1,\"code\":\"c\"}", "/id");
        refused(engine, 409, "POST", "pet", "{" + GOOD + ",\"tag\":\"T1\"}", "/tag");
        refused(
                engine,
                409,
                "POST",
                "pet",
                "{" + GOOD + ",\"country\":\"FR\",\"passport\":\"P1\"}",
                "/country",
                "/passport");
        refused(engine, 409, "POST", "owner", "{\"id\":9,\"mail\":\"a@example.org\"}", "/mail");
        refused(engine, 409, "PATCH", "owner/2", "{\"mail\":\"a@example.org\"}", "/mail");
        refused(engine, 409, "PUT", "owner/2", "{\"mail\":\"a@example.org\"}", "/mail");
        refused(engine, 409, "DELETE", "owner/1", null);
        refused(engine, 409, "DELETE", "owner/2", null);
    }

    /** A value is not a constraint, whatever it looks like. */
    @ParameterizedTest
    @EnumSource
    void a_value_that_looks_like_an_error_does_not_mislead(Engine engine) {
        String sly = "x' for key 'mail' (name)=(x) UNIQUE constraint failed: pet.name";
        http.expect(200, "PATCH", OPENED.get(engine).resource("pet", 1), Map.of("tag", sly));
        refused(engine, 409, "POST", "pet", "{" + GOOD + ",\"tag\":\"" + sly + "\"}", "/tag");
        http.expect(200, "PATCH", OPENED.get(engine).resource("pet", 1), Map.of("tag", "T1"));
    }

    @ParameterizedTest
    @EnumSource
    void what_points_to_nothing_is_inconsistent(Engine engine) {
        refused(engine, 422, "POST", "pet", "{\"id\":2,\"owner_id\":99,\"code\":\"c\"}", "/owner_id");
        refused(engine, 422, "POST", "pet", "{" + GOOD + ",\"vet_id\":99}", "/vet_id");
        refused(engine, 422, "PATCH", "pet/1", "{\"vet_id\":99}", "/vet_id");
        refused(engine, 422, "PUT", "pet/1", "{\"owner_id\":99,\"code\":\"x\"}", "/owner_id");
    }

    @ParameterizedTest
    @EnumSource
    void what_a_rule_does_not_allow_is_inconsistent(Engine engine) {
        refused(engine, 422, "POST", "pet", "{" + GOOD + ",\"birth year\":1850}", "/birth year");
        refused(engine, 422, "PATCH", "pet/1", "{\"weight\":-1}", "/weight");
        refused(engine, 422, "PUT", "pet/1", "{\"owner_id\":1,\"code\":\"x\",\"weight\":0}", "/weight");
        refused(engine, 422, "PATCH", "pet/1", "{\"country\":\"FR\",\"passport\":\"FR\"}", "/country", "/passport");
    }

    @ParameterizedTest
    @EnumSource
    void what_is_missing_null_or_too_long_is_wrong(Engine engine) {
        refused(engine, 400, "POST", "pet", "{\"id\":2,\"owner_id\":1}", "/code");
        if (engine == Engine.SQLITE) {
            refused(engine, 400, "POST", "pet", "{}", "/owner_id", "/code"); // it numbers its integer keys by itself
        } else {
            refused(engine, 400, "POST", "pet", "{}", "/id", "/owner_id", "/code");
        }
        refused(engine, 400, "PATCH", "pet/1", "{\"code\":null,\"owner_id\":null}", "/code", "/owner_id");
        refused(engine, 400, "PATCH", "pet/1", "{\"code\":\"longer than ten\"}", "/code");
        refused(engine, 400, "PATCH", "pet/1", "{\"weight\":1000}", "/weight");
        refused(engine, 400, "PATCH", "pet/1", "{\"birth year\":9223372036854775808}", "/birth year");
    }

    @ParameterizedTest
    @EnumSource
    void many_records_are_refused_whole_and_the_row_is_told(Engine engine) {
        Opened pets = OPENED.get(engine);
        String items = "/api/items/" + pets.name("pet") + "/";
        String good = "{\"cle\":10,\"owner_id\":1,\"code\":\"c\"},{\"cle\":1,\"name\":\"Max\"}";
        Map<String, String> bad = Map.of(
                "{\"cle\":11,\"owner_id\":1,\"code\":\"c\",\"tag\":\"T1\"}", "409 tag:",
                "{\"cle\":11,\"owner_id\":99,\"code\":\"c\"}", "422 owner_id:",
                "{\"cle\":11,\"owner_id\":1,\"vet_id\":99,\"code\":\"c\"}", "422 vet_id:",
                "{\"cle\":11,\"owner_id\":1,\"code\":\"c\",\"weight\":-1}", "422 weight:");
        bad.forEach((row, refusal) -> {
            Answer answer = http.send("POST", items, "[" + good + "," + row + "]");
            assertThat(answer.status() + " " + answer.json().path("msg").asText())
                    .startsWith(refusal.substring(0, 4) + "Row 3: " + refusal.substring(4));
        });
        assertThat(http.get(pets.resource("pet")).json()).hasSize(1);
        assertThat(http.get(pets.resource("pet", 1)).json().path("name").asText())
                .isEqualTo("Rex");
    }

    @ParameterizedTest
    @EnumSource
    void a_rehearsal_is_refused_alike(Engine engine) {
        Opened pets = OPENED.get(engine);
        for (String[] one : new String[][] {
            {"409", "POST", pets.resource("pet"), "{\"id\":1,\"owner_id\":1,\"code\":\"c\"}"},
            {"422", "PATCH", pets.resource("pet", 1), "{\"vet_id\":99}"},
            {"409", "DELETE", pets.resource("owner", 1), null},
            {
                "409",
                "POST",
                "/api/items/" + pets.name("pet") + "/",
                "[{\"cle\":5,\"owner_id\":1,\"code\":\"c\",\"tag\":\"T1\"}]"
            }
        }) {
            Answer real = http.send(one[1], one[2], one[3]);
            Answer rehearsed = http.send(one[1], one[2], one[3], "Dry-Run", "true");
            assertThat(rehearsed.status()).isEqualTo(real.status()).isEqualTo(Integer.parseInt(one[0]));
            assertThat(rehearsed.header("Dry-Run")).isEqualTo("true");
        }
    }

    /** @param pointers of the columns that must be named */
    private static void refused(
            Engine engine, int status, String method, String path, String body, String... pointers) {
        Opened pets = OPENED.get(engine);
        String[] parts = path.split("/");
        Answer answer = http.send(
                method, pets.resource(parts[0], (Object[]) java.util.Arrays.copyOfRange(parts, 1, parts.length)), body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        List<String> named = new ArrayList<>(answer.json().path("errors").findValuesAsText("pointer"));
        assertThat(named).as(answer.body()).containsExactlyInAnyOrder(pointers);
        assertThat(answer.body())
                .doesNotContainIgnoringCase("constraint")
                .doesNotContainIgnoringCase("insert into")
                .doesNotContain("SQL", "23505", "its owner", "Duplicate");
    }
}
