package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;

/** What each connection sets for itself, on every engine: how long a statement may take, how many rows an answer has, that nothing changes. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class LimitsTest {

    private static final int ROWS = 7;

    /** A view that nobody waits for. */
    private static final Map<Engine, String> ENDLESS = Map.of(
            Engine.SQLITE,
            "with recursive n(i) as (select 1 union all select i + 1 from n) select sum(i) as \"id\" from n",
            Engine.POSTGRESQL,
            "select count(*) as \"id\" from generate_series(1, 1000000000000) n where n % 7 = 8",
            Engine.MARIADB,
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 1000000)"
                    + " select count(*) as `id` from n a, n b, n c where a.i + b.i + c.i = 0",
            Engine.H2,
            "select count(*) as \"id\" from system_range(1, 1000000000000) where mod(x, 7) = 8");

    private final Http http = Http.ofOwner();

    @ParameterizedTest
    @EnumSource
    void a_statement_that_takes_too_long_is_ended_and_leaves_no_trace(Engine engine) {
        Database database = goods(engine);
        database.execute("create view " + database.quote("endless") + " as " + ENDLESS.get(engine));
        Opened opened = Opened.of(http, database, Map.of("statementTimeout", 2));
        List<Answer> late = List.of(
                http.get(opened.resource("endless")),
                http.get(opened.resource("endless"), "Accept", "text/csv"),
                http.get("/api/list/" + opened.name("endless") + "/"));
        for (Answer answer : late) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
            assertThat(answer.body()).contains("too long").doesNotContain("SQL", "statement", "interrupt");
        }
        for (int i = 0; i < 20; i++) { // every connection of the pool, the one that was stopped too
            assertThat(http.get(opened.resource("goods")).json()).hasSize(ROWS);
        }
        opened.remove();
    }

    @ParameterizedTest
    @EnumSource
    void a_read_only_connection_reads_and_refuses_every_change(Engine engine) {
        Opened opened = Opened.of(http, goods(engine), Map.of("readOnly", true));
        String all = opened.resource("goods");
        String one = opened.resource("goods", 1);
        String name = opened.name("goods");
        String before = http.expect(200, "GET", all, null).body();
        http.expect(200, "GET", one, null);
        http.expect(200, "GET", "/api/list/" + name + "/", null);
        http.expect(200, "GET", "/api/item/" + name + "/1/", null);
        http.expect(200, "POST", "/api/item/" + name + "/1/", null);
        for (String rehearsal : List.of("false", "true")) {
            String[] dry = {"Dry-Run", rehearsal};
            http.expect(403, "POST", all, "{\"id\":99,\"name\":\"x\"}", dry);
            http.expect(403, "PATCH", one, "{\"name\":\"x\"}", dry);
            http.expect(403, "PUT", one, "{\"name\":\"x\"}", dry);
            http.expect(403, "DELETE", one, null, dry);
            http.expect(403, "POST", "/api/item/" + name + "/1/", "{\"name\":\"x\"}", dry);
            http.expect(403, "POST", "/api/items/" + name + "/", "[{\"cle\":1,\"name\":\"x\"}]", dry);
            http.expect(403, "PUT", "/api/items/" + name + "/", "[{\"cle\":99,\"name\":\"x\"}]", dry);
        }
        assertThat(http.get(all).body()).isEqualTo(before);
        opened.remove();
    }

    @ParameterizedTest
    @EnumSource
    void an_answer_has_no_more_rows_than_the_cap_and_tells_that_there_are_more(Engine engine) {
        Opened opened = Opened.of(http, goods(engine), Map.of("rowCap", 3));
        String all = opened.resource("goods");
        for (String query : List.of("", "?limit=1000", "?page=0&size=1000")) {
            Answer page = http.get(all + query);
            assertThat(page.json()).as(query).hasSize(3);
            assertThat(page.header("Link")).as(query).contains("rel=\"next\"");
        }
        assertThat(http.get(all + "?count=exact").header("X-Total-Count")).isEqualTo(Integer.toString(ROWS));
        assertThat(http.get(all, "Accept", "application/x-ndjson").body().lines())
                .hasSize(3);
        assertThat(http.get(all, "Accept", "text/csv").body().lines()).hasSize(4);
        String list = "/api/list/" + opened.name("goods") + "/";
        assertThat(http.get(list, "Accept", "text/csv").body().lines()).hasSize(4);
        assertThat(http.get(list).json().path("rowPerPage").asInt()).isEqualTo(3);
        assertThat(http.get(list).json().path("total").asInt()).isEqualTo(ROWS);
        assertThat(ids(list, 1) + ids(list, 2) + ids(list, 3)).isEqualTo("[1, 2, 3][4, 5, 6][7]");
        opened.remove();
    }

    private String ids(String list, int page) {
        return http.get(list + "?rowPerPage=1000&page=" + page)
                .json()
                .path("rows")
                .findValuesAsText("id")
                .toString();
    }

    private static Database goods(Engine engine) {
        Database database = engine.fresh("limits");
        String goods = database.quote("goods");
        database.execute("create table %s (%s integer primary key, %s varchar(50))"
                .formatted(goods, database.quote("id"), database.quote("name")));
        for (int i = 1; i <= ROWS; i++) {
            database.update("insert into " + goods + " values (?, ?)", i, "goods " + i);
        }
        return database;
    }
}
