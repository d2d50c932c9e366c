package org.passerelle.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.engine.FaultProxy;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;
import org.passerelle.http.Soon;

/** A database that is down, cut off, silent or busy makes its own tables 503, and nothing else; and it is well again within five seconds. */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class AwayTest {

    private static final int ROWS = 20_000;
    private static final int CROWD = 60;

    private final Http http = Http.ofOwner();
    private Opened neighbour;

    @BeforeEach
    void openNeighbour() {
        Database database = Engine.SQLITE.fresh("neighbour");
        database.execute("create table notes (id integer primary key, name text)", "insert into notes values (1, 'n')");
        neighbour = Opened.of(http, database);
    }

    @AfterEach
    void removeNeighbour() {
        neighbour.remove();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_database_that_is_down_makes_its_tables_503_and_not_the_server(Engine engine) {
        try (var network = FaultProxy.before(goods(engine, 3))) {
            Opened opened = Opened.of(http, network.database());
            network.down();
            assertThat(all(requests(opened))).allSatisfy(AwayTest::isAway);
            neighbourIsWell();
            Soon.atLast("seen to be down", () -> status(opened).equals("down"));
            assertThat(all(requests(opened))).allSatisfy(AwayTest::isAway);
            assertThat(opened.tables()).as("what it holds is known").hasSize(1);
            network.up();
            Soon.within(
                    "well again", () -> http.get(opened.resource("goods", 1)).status() == 200);
            Soon.within("seen to be up", () -> status(opened).equals("up"));
            requests(opened)
                    .forEach(request -> assertThat(request.get().status()).isBetween(200, 299));
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void one_that_was_down_when_it_was_added_is_there_once_it_is_up(Engine engine) {
        try (var network = FaultProxy.before(goods(engine, 3))) {
            network.down();
            String id = "late" + engine.type();
            http.expect(201, "POST", "/api/v1/connections", Opened.connection(network.database(), id, Map.of()));
            String tables = "/api/v1/tables?connection=" + id;
            assertThat(http.get(tables).body()).isEqualTo("[]");
            isAway(http.send("POST", "/api/v1/connections/" + id + "/refresh", null));
            network.up();
            Soon.within("its tables", () -> http.get(tables).json().size() == 1);
            http.expect(204, "DELETE", "/api/v1/connections/" + id, null);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void connections_that_were_cut_while_they_waited_are_replaced_unnoticed(Engine engine) {
        try (var network = FaultProxy.before(goods(engine, 3))) {
            Opened opened = Opened.of(http, network.database());
            for (int round = 0; round < 20; round++) {
                assertThat(crowd(opened)).allMatch(answer -> answer.status() < 300);
                network.cut();
                assertThat(crowd(opened)).allMatch(answer -> answer.status() < 300);
            }
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_list_that_is_cut_in_the_middle_is_not_taken_for_the_whole(Engine engine) {
        try (var network = FaultProxy.before(goods(engine, ROWS))) {
            Opened opened = Opened.of(http, network.database());
            for (String format : List.of("text/csv", "application/x-ndjson")) {
                network.cutAfter(200_000);
                assertThatThrownBy(() -> http.get(opened.resource("goods"), "Accept", format))
                        .isInstanceOf(UncheckedIOException.class);
                assertThat(http.get(opened.resource("goods"), "Accept", format)
                                .body()
                                .lines()
                                .count())
                        .isGreaterThanOrEqualTo(ROWS);
            }
            network.cutAfter(20_000);
            assertThat(http.get(opened.resource("goods") + "?limit=5000").json())
                    .as("what was gathered is gathered again")
                    .hasSize(5_000);
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_change_that_is_cut_is_made_once_or_not_at_all(Engine engine) throws Exception {
        Database direct = goods(engine, 3);
        try (var network = FaultProxy.before(direct)) {
            Opened opened = Opened.of(http, network.database());
            network.silence();
            var change = CompletableFuture.supplyAsync(
                    () -> http.send("POST", opened.resource("goods"), "{\"id\":9,\"name\":\"before its commit\"}"));
            network.awaitHeld();
            network.cut();
            network.speak();
            assertThat(change.get().status()).isEqualTo(201);
            assertThat(direct.count("goods")).isEqualTo(4);
            Soon.atLast("what it left is moved", () -> direct.count("passerelle_outbox") == 0); // and commits no more
            network.cut(); // PostgreSQL's driver says COMMIT once on each connection
            network.loseAnswerTo("COMMIT");
            isAway(http.send("POST", opened.resource("goods"), "{\"id\":10,\"name\":\"at its commit\"}"));
            assertThat(direct.count("goods"))
                    .as("what may have been committed is not tried again")
                    .isEqualTo(5);
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_silent_database_holds_up_nobody_else(Engine engine) {
        try (var network = FaultProxy.before(goods(engine, 3))) {
            Opened opened = Opened.of(http, network.database(), Map.of("statementTimeout", 2));
            network.silence();
            var waiting = CompletableFuture.supplyAsync(() -> crowd(opened));
            network.awaitHeld();
            while (!waiting.isDone()) {
                neighbourIsWell();
                Soon.pause();
            }
            assertThat(waiting.join()).hasSize(CROWD).allSatisfy(AwayTest::isAway);
            network.speak();
            Soon.within(
                    "well again", () -> http.get(opened.resource("goods", 1)).status() == 200);
            opened.remove();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void when_every_connection_is_in_use_nobody_queues_for_long(Engine engine) throws SQLException {
        Database database = goods(engine, 3);
        Opened opened = Opened.of(http, database, Map.of("statementTimeout", 8));
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute(
                        engine == Engine.MARIADB ? "lock tables goods write" : "lock table goods in exclusive mode");
                // a lock that lets readers in leaves every connection to writers
                var writers = new ArrayList<Supplier<Answer>>();
                for (int i = 0; i < CROWD; i++) {
                    writers.add(() -> http.send("PATCH", opened.resource("goods", 1), "{\"name\":\"x\"}"));
                }
                assertThat(all(writers)).hasSize(CROWD).allSatisfy(AwayTest::isAway);
                neighbourIsWell();
                statement.execute(engine == Engine.MARIADB ? "unlock tables" : "rollback");
            }
        }
        Soon.within(
                "well again",
                () -> http.send("PATCH", opened.resource("goods", 1), "{\"name\":\"y\"}")
                                .status()
                        == 200);
        opened.remove();
    }

    @ParameterizedTest
    @EnumSource
    void a_record_that_another_client_changes_can_be_read_but_not_changed(Engine engine) throws SQLException {
        Database database = goods(engine, 3);
        Opened opened = Opened.of(http, database, Map.of("statementTimeout", 2));
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            try (var statement = other.createStatement()) {
                statement.execute("update %s set %s = 'theirs' where %s = 1"
                        .formatted(database.quote("goods"), database.quote("name"), database.quote("id")));
                isAway(http.send("PATCH", opened.resource("goods", 1), "{\"name\":\"ours\"}"));
                assertThat(http.get(opened.resource("goods", 1))
                                .json()
                                .path("name")
                                .asText())
                        .isEqualTo("goods 1");
            }
            other.commit();
        }
        Soon.within(
                "well again",
                () -> http.send("PATCH", opened.resource("goods", 1), "{\"name\":\"ours\"}")
                                .status()
                        == 200);
        opened.remove();
    }

    private static Database goods(Engine engine, int rows) {
        Database database = engine.fresh("goods");
        String table = database.quote("goods");
        database.execute("create table %s (%s integer primary key, %s varchar(50))"
                .formatted(table, database.quote("id"), database.quote("name")));
        var values = new ArrayList<String>();
        for (int i = 1; i <= rows; i++) {
            values.add("(%d, 'goods %d')".formatted(i, i));
        }
        database.execute("insert into " + table + " values " + String.join(",", values));
        return database;
    }

    /** Of every kind; each may be sent again. */
    private List<Supplier<Answer>> requests(Opened opened) {
        String one = opened.resource("goods", 1);
        String name = opened.name("goods");
        return List.of(
                () -> http.get(opened.resource("goods")),
                () -> http.get(opened.resource("goods") + "?count=exact&q=goods"),
                () -> http.get(opened.resource("goods"), "Accept", "text/csv"),
                () -> http.get(one),
                () -> http.get("/api/list/" + name + "/?columns=on"),
                () -> http.get("/api/item/" + name + "/1/"),
                () -> http.send("PATCH", one, "{\"name\":\"a\"}"),
                () -> http.send("PUT", one, "{\"name\":\"b\"}"),
                () -> http.send("POST", "/api/item/" + name + "/1/", "{\"name\":\"c\"}"),
                () -> http.send("POST", "/api/items/" + name + "/", "[{\"cle\":2,\"name\":\"d\"}]"),
                () -> http.send("PATCH", one, "{\"name\":\"e\"}", "Dry-Run", "true"));
    }

    /** Many at once. */
    private List<Answer> crowd(Opened opened) {
        List<Supplier<Answer>> kinds = requests(opened);
        var all = new ArrayList<Supplier<Answer>>();
        for (int i = 0; i < CROWD; i++) {
            all.add(kinds.get(i % 6)); // that only read: writers of one record wait for each other
        }
        return all(all);
    }

    private static List<Answer> all(List<Supplier<Answer>> requests) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = requests.stream()
                    .map(request -> CompletableFuture.supplyAsync(request, threads))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void isAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).matches("[1-9]\\d*");
        assertThat(answer.body()).doesNotContain("127.0.0.1", "SQL", "jdbc", "Exception");
    }

    private void neighbourIsWell() {
        assertThat(http.get(neighbour.resource("notes", 1)).status()).isEqualTo(200);
        assertThat(http.get("/api/status").status()).isEqualTo(200);
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    private String status(Opened opened) {
        return http.get("/api/v1/connections/" + opened.id())
                .json()
                .path("status")
                .asText();
    }
}
