package org.passerelle.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.passerelle.bench.Duel.Side;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;

/**
 * How far a change of one row is from a bare handler on the same stack, which updates the row, reads it again and commits. The server's leaves its
 * event, its audit line and, where a key comes with it, its answer in the outbox; taking them into the catalogue counts among its cost.
 */
final class OneWrite implements Question {

    private static final int POOL = 10;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int POLL_MILLIS = 20;
    private static final String PATH = "/api/item/client/{" + Tables.ROWS + "}";
    private static final String JSON = "\tContent-Type: application/json";
    private static final String BODY = "\t\t{\"effectif\":{1000000}}";
    private static final String KEY = "\tIdempotency-Key: w{2147483647}-{2147483647}";

    @Override
    public String name() {
        return "write";
    }

    @Override
    public String asks() {
        return "What does a change of one row cost, with its event, its audit line and its kept answer, against a bare update?"
                + " (PostgreSQL; no goal is set.)";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        Database database = Tables.postgres();
        long postgres = Postgres.server(database);
        House house = Subject.house(folder, database);
        try (Program ours = Subject.passerelle(house);
                Program bare = Subject.bare(database, POOL);
                LoadMaker load = new LoadMaker()) {
            check(ours, bare, house);
            var duel = new Duel(manner, load, () -> Cpu.ofFamily(postgres), () -> awaitTaken(database));
            report.say("Database: PostgreSQL %s; catalogue: SQLite.", database.value("show server_version"));
            report.say("");
            Duel.head(report);
            var theirs = new Side(bare, PATH, JSON.strip() + BODY);
            double plain = duel.fight(report, "one change", new Side(ours, PATH, house.header() + JSON + BODY), theirs);
            double kept = duel.fight(
                    report, "… with a key", new Side(ours, PATH, house.header() + JSON + KEY + BODY), theirs);
            report.say("");
            report.say(
                    "**%s** times a bare update, **%s** times with an `Idempotency-Key`.",
                    String.format(Locale.ROOT, "%.2f", plain), String.format(Locale.ROOT, "%.2f", kept));
        }
    }

    /** Until nothing waits in the outbox any more, which lies in the database and tells nobody. */
    private static void awaitTaken(Database database) {
        try {
            long began = System.nanoTime();
            while (((Number) database.value("select count(*) from passerelle_outbox")).longValue() > 0) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new IllegalStateException("what changes have left is not taken in");
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Both do the same and answer the same, byte by byte, or the comparison is worth nothing. */
    private static void check(Program ours, Program bare, House house) throws Exception {
        String our = changed(ours, house.key(), 7);
        String their = changed(bare, house.key(), 8);
        if (!their.contains("\"effectif\":8,") || !our.equals(their.replace("\"effectif\":8,", "\"effectif\":7,"))) {
            throw new IllegalStateException("not the same answer:\n" + our + "\n" + their);
        }
    }

    private static String changed(Program program, String key, int value) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + program.port() + "/api/item/client/17"))
                                    .header("Authorization", "Bearer " + key)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"effectif\":" + value + "}"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
