package org.passerelle.bench;

import java.nio.file.Files;
import java.util.List;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** The figures of a real table on a real engine: searches, everything out, everything in. */
final class Communes implements Question {

    private static final List<String[]> SEARCHES = List.of(
            new String[] {
                "`nom|contain|saint|AND|departement|equal|77|`",
                "advancedSearch: nom|contain|saint|AND|departement|equal|77|"
            },
            new String[] {"textSearch `noisy`, in any column", "textSearch: noisy"},
            new String[] {"textSearch `saint`, more than a page", "textSearch: saint"});

    @Override
    public String name() {
        return "communes";
    }

    @Override
    public String asks() {
        return "How is it to work with the 34,969 communes of France, over PostgreSQL? (Their rates against plain JDBC: bulk and long-list.)";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Database database = Engine.POSTGRESQL.fresh("communes");
        database.execute(CommuneTable.CREATE);
        House house = Subject.house(Files.createTempDirectory("passerelle-bench-"), database);
        try (Program program = Subject.passerelle(house);
                Client client = new Client(program, house);
                Postgres plain = new Postgres(database);
                LoadMaker load = new LoadMaker()) {
            in(report, manner, client, plain, database);
            database.execute("vacuum analyze communes");
            report.say("");
            out(report, manner, client, plain);
            report.say("");
            search(report, manner, program, house, plain, load);
        }
    }

    private static void in(Report report, Manner manner, Client client, Postgres plain, Database database)
            throws Exception {
        var rows = CommuneTable.real();
        List<byte[]> first = CommuneTable.requests(rows, 0);
        List<byte[]> second = CommuneTable.requests(rows, 1);
        int times = manner.quick() ? 1 : 3;
        var took = new Took[3][times];
        for (int i = -2; i < times; i++) { // the first two only warm
            int round = Math.max(i, 0);
            database.execute("truncate communes");
            took[0][round] =
                    Took.of(() -> client.cpu() + plain.cpu(), () -> CommuneTable.send(client, first, "created"));
            took[1][round] =
                    Took.of(() -> client.cpu() + plain.cpu(), () -> CommuneTable.send(client, first, "unchanged"));
            took[2][round] =
                    Took.of(() -> client.cpu() + plain.cpu(), () -> CommuneTable.send(client, second, "updated"));
        }
        report.columns("all rows in, 10,000 a request, that are", "seconds", "rows a second", "CPU µs a row");
        String[] status = {"created", "unchanged", "updated"};
        for (int i = 0; i < status.length; i++) {
            Took one = Took.median(took[i]);
            report.say(
                    "| %s | %.2f | %.0f | %.1f |",
                    status[i], one.seconds(), rows.size() / one.seconds(), one.cpu() * 1e6 / rows.size());
        }
    }

    private static void out(Report report, Manner manner, Client client, Postgres plain) throws Exception {
        report.columns("all rows out as", "MB", "ms", "rows a second", "CPU ms", "first byte ms");
        for (String path : List.of("/api/communes", "/api/list/communes")) {
            for (String type : List.of("text/csv", "application/x-ndjson")) {
                Client.Answer answer = client.read(path, type);
                Took one = Took.median(
                        manner.quick() ? 5 : 21, () -> client.cpu() + plain.cpu(), () -> client.read(path, type));
                report.say(
                        "| `%s` `%s` | %.1f | %.0f | %.0f | %.0f | %.1f |",
                        path,
                        type,
                        answer.bytes() / 1e6,
                        one.seconds() * 1e3,
                        34_969 / one.seconds(),
                        one.cpu() * 1e3,
                        answer.millisToFirst());
            }
        }
    }

    private static void search(
            Report report, Manner manner, Program program, House house, Postgres plain, LoadMaker load)
            throws Exception {
        report.columns("search", "median ms", "p99 ms", "a second", "CPU ms: server", "database");
        for (String[] search : SEARCHES) {
            String headers = house.header() + "\t" + search[1];
            int millis = manner.quick() ? 1_000 : 4_000;
            load.make(program.port(), 2, millis, "/api/list/communes", headers); // only warms
            long server = Cpu.of(program.pid());
            long database = plain.cpu();
            var made = load.make(program.port(), 2, millis, "/api/list/communes", headers);
            report.say(
                    "| %s | %.1f | %.1f | %.0f | %.2f | %.2f |",
                    search[0],
                    made.median() / 1e3,
                    made.p99() / 1e3,
                    made.answered() * 1e3 / millis,
                    (Cpu.of(program.pid()) - server) / 1e3 / made.answered(),
                    (plain.cpu() - database) / 1e3 / made.answered());
        }
    }
}
