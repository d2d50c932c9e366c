package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.engine.FaultProxy;
import org.passerelle.http.Http;
import org.passerelle.http.Opened;
import org.passerelle.http.Soon;

/** A database that falls silent exactly at a commit has kept it, or has not: it is asked, and where it does not answer the report says so. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class SilentCommitTest {

    private static final int ROWS = 6_000;

    /** What makes a change count once: it is looked for first, and left last. */
    private static final String MARK = "action/";

    private static final String COMMIT = "";

    private final Http http = Http.ofOwner();

    private static Database goods(Engine engine) {
        Database database = engine.fresh("goods");
        database.execute("create table goods (id integer primary key, name varchar(40))");
        return database;
    }

    private static String csv(int rows) {
        return "cle,name\n"
                + IntStream.rangeClosed(1, rows).mapToObj(i -> i + ",n" + i).collect(Collectors.joining("\n"));
    }

    private JsonNode imported(Opened opened, String query) {
        String items = "/api/items/" + opened.name("goods") + "/" + query;
        String id = http.send("POST", items, csv(ROWS), "Prefer", "respond-async", "Content-Type", "text/csv")
                .json()
                .path("id")
                .asText();
        Soon.atLast(
                "the import has ended",
                () -> !action(id).path("status").asText().equals("IN_PROGRESS"));
        return action(id);
    }

    private JsonNode action(String id) {
        return http.get("/api/actions/" + id).json();
    }

    private static long count(Database direct) {
        return ((Number) direct.value("select count(*) from goods")).longValue();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void what_was_kept_though_nobody_heard_so_is_found_and_the_import_goes_on(Engine engine) {
        Database direct = goods(engine);
        try (var network = FaultProxy.before(direct)) {
            Opened opened = Opened.of(http, network.database());
            for (String query : new String[] {"?errors=skip", ""}) {
                direct.execute("delete from goods");
                network.loseAnswerAfter(MARK, MARK, COMMIT);
                JsonNode action = imported(opened, query);
                assertThat(network.hasHeard()).isTrue();
                assertThat(action.path("status").asText()).as(action.toString()).isEqualTo("SUCCESS");
                assertThat(http.get(action.path("result").asText()).json())
                        .hasSize(ROWS)
                        .allMatch(row -> row.path("status").asText().equals("created"));
                assertThat(count(direct)).isEqualTo(ROWS);
            }
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void where_it_cannot_be_asked_the_report_says_which_rows_nobody_knows_of(Engine engine) {
        Database direct = goods(engine);
        try (var network = FaultProxy.before(direct)) {
            Opened opened = Opened.of(http, network.database());
            network.goDownAfter("/6000", "/6000", COMMIT);
            assertThat(imported(opened, "?errors=skip").path("message").asText())
                    .endsWith(
                            "What was right in the first 5000 rows has been kept; whether in those up to row 6000 too,"
                                    + " the database did not tell.");
            assertThat(count(direct)).isEqualTo(ROWS);
            network.up();
            opened.remove();
        }
    }
}
