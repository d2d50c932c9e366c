package org.passerelle.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.command.EngineHouse;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;
import org.passerelle.http.Http;
import org.passerelle.http.Http.Answer;
import org.passerelle.http.Opened;
import org.passerelle.http.Soon;

/**
 * Another client changes tables while many read and write: within five seconds everyone sees it, without a restart, without a 5xx, and no
 * list mixes before and after.
 */
@QuarkusTest
@WithTestResource(EngineHouse.class)
class LiveSchemaTest {

    private static final int ROWS = 3_000;

    /** What every list of this test has; the fourth column comes, is renamed and goes. */
    private static final Set<String> ALWAYS = Set.of("id", "name", "amount");

    private final Http http = Http.ofOwner();

    @ParameterizedTest
    @EnumSource
    void a_change_by_another_client_is_seen_under_load(Engine engine) {
        Database database = engine.fresh("live");
        table(database);
        Opened opened = Opened.of(http, database);
        try (var crowd = new Crowd(opened)) {
            for (int round = 0; round < 2; round++) {
                change(database, "alter table goods add column colour varchar(20) default 'red'");
                Soon.within("added", () -> columns(opened).contains("colour"));
                change(database, "alter table goods rename column colour to hue");
                Soon.within("renamed", () -> columns(opened).contains("hue"));
                change(database, "alter table goods drop column hue");
                Soon.within("dropped", () -> columns(opened).equals(ALWAYS));
            }
            change(database, "alter table goods add column colour varchar(20)");
            opened.refresh();
            assertThat(columns(opened)).as("after a refresh").contains("colour");
            Soon.atLast("the crowd has asked", () -> crowd.asked.get() > 100);
            assertThat(crowd.wrong).isEmpty();
        }
        http.send("DELETE", opened.resource("goods", 9999), null); // where its guest was interrupted
        assertThat(http.get(opened.resource("goods") + "?count=exact&limit=1").header("X-Total-Count"))
                .isEqualTo(Integer.toString(ROWS));
        opened.remove();
    }

    @ParameterizedTest
    @EnumSource
    void tables_come_and_go(Engine engine) {
        Database database = engine.fresh("tables");
        table(database);
        Opened opened = Opened.of(http, database);
        change(database, "create table later (id integer primary key)");
        Soon.within("a table", () -> opened.tables().size() == 2);
        JsonNode later = opened.tables().stream()
                .filter(t -> t.path("table").asText().equalsIgnoreCase("later"))
                .findFirst()
                .orElseThrow();
        assertThat(later.path("open").asBoolean()).as("a new table is closed").isFalse();
        http.expect(404, "GET", "/api/" + later.path("name").asText(), null);
        change(database, "drop table goods");
        assertThat(http.get(opened.resource("goods")).status()).isEqualTo(404);
        assertThat(http.send("PATCH", opened.resource("goods", 1), "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(404);
        table(database);
        Soon.within("the table again", () -> http.get(opened.resource("goods")).status() == 200);
        opened.remove();
    }

    /** An engine's words for a name that is gone must not come out, nor stop a request that does not need it. */
    @Test
    void a_search_for_a_column_that_is_gone_names_it() {
        for (Engine engine : Engine.values()) {
            Database database = engine.fresh("gone");
            table(database);
            Opened opened = Opened.of(http, database);
            change(database, "alter table goods drop column amount");
            Answer answer = http.get(opened.resource("goods") + "?amount=1");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("detail").asText()).startsWith("There is no column amount in ");
            answer = http.send("PATCH", opened.resource("goods", 1), "{\"amount\":1}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(http.get(opened.resource("goods", 1)).body()).isEqualTo("{\"id\":1,\"name\":\"goods 1\"}");
            opened.remove();
        }
    }

    private static void table(Database database) {
        change(database, "create table goods (id integer primary key, name varchar(50), amount integer)");
        StringBuilder rows = new StringBuilder();
        for (int i = 1; i <= ROWS; i++) {
            rows.append(i == 1 ? "" : ",").append("(%d,'goods %d',%d)".formatted(i, i, i % 7));
        }
        change(database, "insert into goods (id, name, amount) values " + rows);
    }

    /** As another client would, names quoted: it waits for locks, and tries again where it waited too long. */
    private static void change(Database database, String sql) {
        String quoted = sql.replaceAll(
                "\\b(goods|later|id|name|amount|colour|hue)\\b(?![ \\w]*')",
                database.engine() == Engine.MARIADB ? "`$1`" : "\"$1\"");
        for (int tried = 1; ; tried++) {
            try {
                database.execute(quoted);
                return;
            } catch (IllegalStateException e) {
                if (tried == 30 || !String.valueOf(e.getCause().getMessage()).matches("(?is).*(lock|busy).*")) {
                    throw e;
                }
            }
        }
    }

    private Set<String> columns(Opened opened) {
        Answer answer = http.get(opened.resource("goods") + "?limit=1");
        if (opened.engine() == Engine.H2 && !answer.json().has(0)) {
            return Set.of(); // while it copies the table
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new TreeSet<>(names(answer.json().get(0)));
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** Threads that ask and write without rest, and keep whatever should not have been answered. */
    private final class Crowd implements AutoCloseable {
        private final Opened opened;

        /** H2 copies a table to change it, and who asks meanwhile may find no table, or none of its records. */
        private final boolean copies;

        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicInteger asked = new AtomicInteger();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();

        Crowd(Opened opened) {
            this.opened = opened;
            this.copies = opened.engine() == Engine.H2;
            String table = opened.name("goods");
            join(() -> list(http.get(opened.resource("goods") + "?limit=500&sort=-amount")
                    .json()));
            join(() -> described(http.get("/api/list/" + table + "/?rowPerPage=200&page=3&columns=on")
                    .json()));
            join(() -> lines(
                    http.get(opened.resource("goods"), "Accept", "text/csv").body()));
            join(() -> endless(http.get(opened.resource("goods"), "Accept", "application/x-ndjson")
                    .body()));
            join(() -> fine(http.get("/api/item/" + table + "/7/")));
            join(() ->
                    fine(http.send("PATCH", opened.resource("goods", 8), "{\"name\":\"" + System.nanoTime() + "\"}")));
            join(() -> fine(http.send(
                    "POST",
                    "/api/items/" + table + "/",
                    "[{\"cle\":9,\"name\":\"n%d\"},{\"cle\":10,\"amount\":3}]".formatted(System.nanoTime()))));
            join(() -> either(http.send("PATCH", opened.resource("goods", 11), "{\"colour\":\"blue\"}")));
            join(() -> {
                fine(http.send("POST", opened.resource("goods"), "{\"id\":9999,\"name\":\"guest\"}"));
                fine(http.send("DELETE", opened.resource("goods", 9999), null));
            });
        }

        private void join(Runnable work) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!ended.get()) {
                    try {
                        work.run();
                        asked.incrementAndGet();
                    } catch (RuntimeException | AssertionError e) {
                        wrong.add(String.valueOf(e));
                    }
                    Soon.pause();
                }
            }));
        }

        private void fine(Answer answer) {
            if (!copies || answer.status() != 404 && answer.status() != 409) {
                assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
            }
        }

        /** The column may be there or not. */
        private void either(Answer answer) {
            assertThat(answer.status()).as(answer.body()).isIn(copies ? List.of(200, 400, 404) : List.of(200, 400));
        }

        /** Every row has the columns of the first. */
        private void list(JsonNode rows) {
            if (copies && !rows.has(0)) {
                return;
            }
            assertThat(rows.isArray()).as(rows.toString()).isTrue();
            List<String> first = names(rows.get(0));
            assertThat(first).containsAll(ALWAYS);
            rows.forEach(row -> assertThat(names(row)).isEqualTo(first));
        }

        /** The columns that are described are those of the rows. */
        private void described(JsonNode page) {
            list(page.path("rows"));
            if (copies && !page.path("rows").has(0)) {
                return;
            }
            List<String> shown = new ArrayList<>(names(page.at("/rows/0")));
            shown.remove("cle");
            assertThat(page.path("column").findValuesAsText("field")).isEqualTo(shown);
        }

        private void endless(String body) {
            List<String> lines = body.lines().toList();
            if (copies && lines.size() < ROWS) {
                return;
            }
            List<String> first = names(Http.parse(lines.getFirst()));
            assertThat(lines).hasSizeBetween(ROWS, ROWS + 1);
            lines.forEach(line -> assertThat(names(Http.parse(line))).isEqualTo(first));
        }

        private void lines(String csv) {
            List<String> lines = csv.lines().toList();
            if (copies && lines.size() < ROWS) {
                return;
            }
            long commas = commas(lines.getFirst());
            assertThat(lines).hasSizeBetween(ROWS + 1, ROWS + 2);
            lines.forEach(line -> assertThat(commas(line)).as(line).isEqualTo(commas));
        }

        private static long commas(String line) {
            return line.chars().filter(c -> c == ',').count();
        }

        @Override
        public void close() {
            ended.set(true);
            threads.forEach(thread -> {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }
}
