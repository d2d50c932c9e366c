package org.passerelle.bench;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** Whether a list of millions goes out flat: as fast as it is read, in no more memory than a short one. */
final class LongList implements Question {

    private static final long HEAP_GOAL = 64L << 20;
    private static final double FIRST_BYTE_GOAL = 100;
    private static final double RATE_GOAL = 50;

    @Override
    public String name() {
        return "long-list";
    }

    @Override
    public String asks() {
        return "Does a list of 5 million rows stay flat, over PostgreSQL? Goals: heap growth ≤ 64 MB, first byte ≤ 100 ms, ≥ 50 % of the "
                + "JDBC read rate.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        int count = manner.quick() ? 500_000 : 5_000_000;
        Database database = Engine.POSTGRESQL.fresh("long");
        database.execute(
                "create table mesures (id bigint primary key, capteur varchar(20) not null, releve timestamptz not null,"
                        + " valeur numeric(12,3), actif boolean not null, note varchar(60))");
        database.update(
                "insert into mesures select i, 'capteur-' || i % 1000, timestamptz '2020-01-01 00:00Z' + i * interval '17 seconds',"
                        + " (i * 7919 % 1000000) / 1000.0, i % 3 > 0, case when i % 5 = 0 then null else 'relevé n° ' || i end"
                        + " from generate_series(1, ?) i",
                count);
        database.execute("vacuum analyze mesures");
        House house = Subject.house(Files.createTempDirectory("passerelle-bench-"), database);
        try (Program program = Subject.passerelle(house);
                Client client = new Client(program, house);
                Postgres plain = new Postgres(database)) {
            String query = "select * from mesures order by id";
            plain.scan(query + " limit 200000"); // only warms
            Took jdbc = Took.of(() -> Cpu.own() + plain.cpu(), () -> plain.scan(query));
            report.say(
                    "Plain JDBC reads %,d rows in %.1f s, %.0f a second, with %.1f s of CPU.%n",
                    count, jdbc.seconds(), count / jdbc.seconds(), jdbc.cpu());
            report.columns(
                    "rows as",
                    "MB",
                    "seconds",
                    "rows a second",
                    "of JDBC's rate",
                    "CPU s",
                    "first byte ms",
                    "heap growth MB");
            for (List<String> way : List.of(
                    List.of("/api/mesures", "text/csv"),
                    List.of("/api/mesures", "application/x-ndjson"),
                    List.of("/api/mesures?limit=" + count, "application/json"))) {
                report.say(row(way.get(0), way.get(1), new Run(program, client, plain, count), jdbc));
            }
        }
    }

    private record Run(Program program, Client client, Postgres plain, int count) {}

    private static String row(String path, String type, Run run, Took jdbc) throws Exception {
        long growth = growth(run, path, type);
        var answer = new Client.Answer[1];
        Took took = Took.of(
                () -> run.client().cpu() + run.plain().cpu(),
                () -> answer[0] = run.client().read(path, type));
        double rate = 100 * jdbc.seconds() / took.seconds();
        return String.format(
                java.util.Locale.ROOT,
                "| `%s` | %.0f | %.1f | %.0f | **%.0f %%** (%s) | %.1f | **%.0f** (%s) | **%.1f** (%s) |",
                type,
                answer[0].bytes() / 1e6,
                took.seconds(),
                run.count() / took.seconds(),
                rate,
                Report.verdict(rate >= RATE_GOAL),
                took.cpu(),
                answer[0].millisToFirst(),
                Report.verdict(answer[0].millisToFirst() <= FIRST_BYTE_GOAL),
                growth / 1048576.0,
                Report.verdict(growth <= HEAP_GOAL));
    }

    /** How much more the heap holds, garbage apart, while the list goes out; asked again and again. Warms too. */
    private static long growth(Run run, String path, String type) throws Exception {
        long before = run.program().heldAfterCollection();
        long most = before;
        var read = CompletableFuture.runAsync(() -> {
            try {
                run.client().read(path, type);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        while (!read.isDone()) {
            most = Math.max(most, run.program().heldAfterCollection());
            Machine.sleep(500);
        }
        read.join();
        return most - before;
    }
}
