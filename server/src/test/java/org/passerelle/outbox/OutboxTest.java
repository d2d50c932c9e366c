package org.passerelle.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.audit.AuditLine;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Opened;
import org.passerelle.http.Soon;
import org.passerelle.outbox.Letter.Happened;

/** What a change of a business database leaves behind comes into the catalogue: all of it, in order, once; and nothing else does. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class OutboxTest {

    private static final String PLANT = """
            create table "plant" (
              "id" integer not null,
              "name" varchar(60) not null,
              "price" decimal(7,2),
              "kept" varchar(20) default 'dry',
              primary key ("id"))""";

    private final Http http = Http.ofOwner();

    private static Database plants(Engine engine) {
        Database database = engine.fresh("outbox");
        database.execute(PLANT.replace("\"", engine == Engine.MARIADB ? "`" : "\""));
        return database;
    }

    private static List<Happened> heard(Opened opened, int count) {
        String table = opened.name("plant");
        Soon.atLast(count + " changes are heard of", () -> Heard.of(table).size() >= count);
        assertThat(Heard.of(table)).hasSize(count);
        return Heard.of(table);
    }

    private static AuditLine line(Opened opened) {
        return Heard.letters().reversed().stream()
                .filter(letter -> letter.line() != null
                        && letter.events().stream().anyMatch(h -> h.table().equals(opened.name("plant"))))
                .findFirst()
                .orElseThrow()
                .line();
    }

    /** The operations of the audit log about this table, newest first. */
    private List<String> audited(Opened opened) {
        return http.expect(200, "GET", "/api/v1/system/audit/events?limit=100", null)
                .json()
                .valueStream()
                .filter(line -> line.path("target").asText().startsWith(opened.name("plant")))
                .map(line -> line.path("operation").asText())
                .toList();
    }

    private static String upsert(int from, int to, String name) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"cle\":\"" + i + "\",\"name\":\"" + name + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_change_tells_what_became_of_the_record_and_who_did_it(Engine engine) {
        Opened opened = Opened.of(http, plants(engine));
        String all = opened.resource("plant");
        http.expect(201, "POST", all, Map.of("id", 1, "name", "Ficus", "price", "12.50"));
        http.expect(200, "PATCH", all + "/1", "{\"price\":9}", "Content-Type", "application/merge-patch+json");
        http.expect(200, "POST", "/api/item/" + opened.name("plant") + "/1/", Map.of("name", "Ficus elastica"));
        http.expect(204, "DELETE", all + "/1", null);
        List<Happened> heard = heard(opened, 4);
        assertThat(heard)
                .extracting(Happened::name)
                .containsExactly("record.created", "record.updated", "record.updated", "record.deleted");
        assertThat(heard).extracting(Happened::record).containsOnly("1");
        JsonNode created = heard.get(0).data();
        assertThat(created.path("before").isNull()).isTrue();
        assertThat(created.path("after").path("kept").asText()).isEqualTo("dry");
        assertThat(created.path("after").path("price").asText()).isEqualTo("12.50");
        assertThat(heard.get(1).data().path("before").path("price").asText()).isEqualTo("12.50");
        assertThat(heard.get(1).data().path("after").path("price").asText()).isEqualTo("9.00");
        assertThat(heard.get(3).data().path("before").path("name").asText()).isEqualTo("Ficus elastica");
        assertThat(heard.get(3).data().path("after").isNull()).isTrue();
        AuditLine line = line(opened);
        assertThat(line.user()).isEqualTo("owner");
        assertThat(line.operation()).isEqualTo("data.resource.delete");
        assertThat(line.target()).isEqualTo(opened.name("plant") + "/1");
        assertThat(line.result()).isEqualTo("204");
        assertThat(line.requestId()).isNotEmpty();
        Soon.atLast(
                "the audit log tells of all four",
                () -> audited(opened)
                        .equals(List.of(
                                "data.resource.delete",
                                "data.item.update",
                                "data.resource.update",
                                "data.resource.create")));
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void its_table_is_emptied_and_shown_to_nobody(Engine engine) {
        Opened opened = Opened.of(http, plants(engine));
        http.expect(201, "POST", opened.resource("plant"), Map.of("id", 1, "name", "Ficus"));
        heard(opened, 1);
        opened.refresh();
        assertThat(opened.tables()).extracting(t -> t.path("table").asText()).containsExactly("plant");
        Soon.atLast("the outbox is empty", () -> count(opened.database()) == 0);
    }

    private static long count(Database database) {
        return ((Number) database.value("select count(*) from passerelle_outbox")).longValue();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void of_a_bulk_every_record_that_changed_is_told_with_what_was_written(Engine engine) {
        Opened opened = Opened.of(http, plants(engine));
        String items = "/api/items/" + opened.name("plant") + "/";
        http.expect(200, "POST", items, upsert(0, 1_200, "p"));
        assertThat(heard(opened, 1_200)).extracting(Happened::name).containsOnly("record.created");
        assertThat(Heard.letters().stream()
                        .filter(letter ->
                                letter.events().stream().anyMatch(h -> h.table().equals(opened.name("plant")))))
                .hasSizeGreaterThan(2);
        http.expect(200, "POST", items, upsert(1_198, 1_202, "q").replace("q1199", "p1199"));
        List<Happened> heard = heard(opened, 1_203);
        assertThat(heard.subList(1_200, 1_203))
                .extracting(Happened::name)
                .containsExactly("record.updated", "record.created", "record.created");
        JsonNode updated = heard.get(1_200).data();
        assertThat(updated.path("before").toString()).isEqualTo("{\"name\":\"p1198\"}");
        assertThat(updated.path("after").toString()).isEqualTo("{\"name\":\"q1198\"}");
        assertThat(line(opened).operation()).isEqualTo("data.items");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void what_is_refused_rehearsed_or_changes_nothing_leaves_nothing(Engine engine) {
        Opened opened = Opened.of(http, plants(engine));
        String all = opened.resource("plant");
        String items = "/api/items/" + opened.name("plant") + "/";
        http.expect(200, "POST", items, upsert(0, 2, "p"));
        heard(opened, 2);
        http.expect(201, "POST", all, Map.of("id", 7, "name", "Ficus"), "Dry-Run", "true");
        http.expect(200, "POST", items, upsert(0, 9, "q"), "Dry-Run", "true");
        http.expect(204, "DELETE", all + "/1", null, "Dry-Run", "true");
        http.expect(409, "POST", all, Map.of("id", 1, "name", "Ficus"));
        http.expect(400, "POST", items, upsert(0, 9, "q").replace("\"q8\"", "null"));
        http.expect(200, "POST", items, upsert(0, 2, "p"));
        http.expect(200, "PATCH", all + "/1", "{\"name\":\"p1\"}", "Content-Type", "application/json");
        http.expect(204, "DELETE", all + "/0", null);
        assertThat(heard(opened, 3).getLast().name()).isEqualTo("record.deleted");
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void a_table_that_somebody_took_away_is_made_again(Engine engine) {
        Opened opened = Opened.of(http, plants(engine));
        http.expect(201, "POST", opened.resource("plant"), Map.of("id", 1, "name", "Ficus"));
        heard(opened, 1);
        Soon.atLast("the outbox is empty", () -> count(opened.database()) == 0);
        opened.database().execute("drop table passerelle_outbox");
        http.expect(201, "POST", opened.resource("plant"), Map.of("id", 2, "name", "Fern"));
        heard(opened, 2);
    }

    @Test
    void where_no_table_may_be_made_the_catalogue_is_told_before_and_after() {
        Database owned = plants(Engine.POSTGRESQL);
        String role = "w" + owned.jdbcUrl().replaceAll(".*_", "").replaceAll("\\?.*", "");
        owned.execute(
                "create role " + role + " login password 'passerelle-test'",
                "revoke create on schema public from public",
                "grant select, insert, update, delete on \"plant\" to " + role);
        var bound = new Database(owned.type(), owned.jdbcUrl(), role, owned.password());
        Opened opened = Opened.of(http, bound);
        String items = "/api/items/" + opened.name("plant") + "/";
        http.expect(200, "POST", items, upsert(0, 1_200, "p"));
        heard(opened, 1_200);
        http.expect(409, "POST", opened.resource("plant"), Map.of("id", 1, "name", "Ficus"));
        http.expect(204, "DELETE", opened.resource("plant", 1), null);
        assertThat(heard(opened, 1_201).getLast().name()).isEqualTo("record.deleted");
        assertThat(line(opened).result()).isEqualTo("204");
        assertThat(owned.query("select * from pg_tables where tablename = 'passerelle_outbox'"))
                .isEmpty();
    }
}
