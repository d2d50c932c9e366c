package org.passerelle.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.passerelle.bench.Duel.Side;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** How far the server is from a bare handler on the same stack, in CPU time of server and database for each request. */
final class Distance implements Question {

    private static final Read ITEM = new Read("one row", "/api/item/client/{" + Tables.ROWS + "}", 1.3);
    private static final Read TOTALLED = new Read("50 rows, total", "/api/list/client?rowPerPage=50", 1.15);
    private static final Read UNTOTALLED = new Read("50 rows", "/api/list/petit?rowPerPage=51", 1.15);

    private static final int POSTGRES_POOL = 10;
    private static final int SQLITE_POOL = 4;

    private final String name;
    private final String asks;
    private final boolean sqlite;
    private final List<Read> reads;

    private Distance(String name, String asks, boolean sqlite, List<Read> reads) {
        this.name = name;
        this.asks = asks;
        this.sqlite = sqlite;
        this.reads = reads;
    }

    /** @param goal ratio, ours to the bare handler's, that is good enough */
    private record Read(String what, String path, double goal) {}

    static Distance oneRow() {
        return new Distance(
                "one-row", "How far from the floor is one row, over PostgreSQL? Goal: ≤ 1.3.", false, List.of(ITEM));
    }

    static Distance list() {
        return new Distance(
                "list",
                "How far from the floor is a list of 50 rows × 12 columns, over PostgreSQL? Goal: ≤ 1.15.",
                false,
                List.of(UNTOTALLED, TOTALLED));
    }

    static Distance sqlite() {
        return new Distance(
                "sqlite",
                "How far from the floor are one row and a list, on SQLite? Goals: ≤ 1.3 and ≤ 1.15.",
                true,
                List.of(ITEM, UNTOTALLED, TOTALLED));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String asks() {
        return asks;
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        Database database = sqlite ? Tables.sqlite(folder) : Tables.postgres();
        long postgres = sqlite ? 0 : Postgres.server(database);
        House house = Subject.house(folder, database);
        try (Program ours = Subject.passerelle(house);
                Program bare = Subject.bare(database, sqlite ? SQLITE_POOL : POSTGRES_POOL);
                LoadMaker load = new LoadMaker()) {
            var duel = new Duel(manner, load, () -> sqlite ? 0 : Cpu.ofFamily(postgres));
            report.say("Database: %s.", product(database));
            report.say("");
            Duel.head(report);
            var ratios = new StringBuilder();
            for (Read read : reads) {
                check(ours, bare, read, house);
                checkSql(database);
                var side = new Side(ours, read.path(), house.header());
                double ratio = duel.fight(report, read.what(), side, new Side(bare, read.path(), ""));
                ratios.append(ratio(read.what(), ratio, read.goal()));
                if (sqlite && read.equals(UNTOTALLED)) {
                    String grouped = read.path().replace("/list/", "/grouped/");
                    ratio = duel.fight(report, read.what() + ", json_group_array", side, new Side(bare, grouped, ""));
                    ratios.append(ratio(read.what() + " to json_group_array", ratio, read.goal()));
                }
            }
            report.say("");
            report.say(ratios.toString().strip());
        }
    }

    private static String ratio(String what, double ratio, double goal) {
        return String.format(
                java.util.Locale.ROOT,
                "**%s: %.2f** (goal %.2f, %s). ",
                what,
                ratio,
                goal,
                Report.verdict(ratio <= goal));
    }

    private static String product(Database database) {
        return database.engine() == Engine.SQLITE
                ? "SQLite " + database.value("select sqlite_version()")
                : "PostgreSQL " + database.value("show server_version");
    }

    /** Both give the same answer, byte by byte, or the comparison is worth nothing. */
    private static void check(Program ours, Program bare, Read read, House house)
            throws IOException, InterruptedException {
        String path = read.path().replaceFirst("\\{\\d+}", "17");
        String our = get(ours, path, house.key());
        String their = get(bare, path, house.key());
        if (!our.equals(their)) {
            throw new IllegalStateException("not the same answer:\n" + our + "\n" + their);
        }
    }

    /** … and asked the database the same just now. Each connection tells the text that it ran last. */
    private static void checkSql(Database database) {
        if (database.engine() == Engine.POSTGRESQL) {
            var texts = database.query(
                    "select distinct query from (select query from pg_stat_activity"
                            + " where query like 'select%\"t\"%' and pid <> pg_backend_pid() order by state_change desc limit 2) last");
            if (texts.size() != 1) {
                throw new IllegalStateException("not the same SQL: " + texts);
            }
        }
    }

    private static String get(Program program, String path, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + program.port() + path))
                                    .header("Authorization", "Bearer " + key)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
