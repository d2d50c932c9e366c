package org.passerelle.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.util.List;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** How fast many rows go in by {@code /api/items}, against a plain JDBC batch of the same rows. */
final class Bulk implements Question {

    private static final double GOAL = 50;

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public String asks() {
        return "How fast are 100,000 rows upserted, 10,000 a request, over PostgreSQL? Goal: ≥ 50 % of a plain JDBC batch.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        Database database = Engine.POSTGRESQL.fresh("bulk");
        database.execute(CommuneTable.CREATE);
        House house = Subject.house(Files.createTempDirectory("passerelle-bench-"), database);
        try (Program program = Subject.passerelle(house);
                Client client = new Client(program, house);
                Postgres plain = new Postgres(database)) {
            List<ObjectNode> rows = CommuneTable.many(manner.quick() ? 20_000 : 100_000);
            report.columns(
                    "rows that are", "rows a second", "CPU µs a row", "plain JDBC: a second", "CPU µs", "rate", "CPU");
            var rounds = new Rounds(database, client, plain, rows);
            rounds.run(1); // only warms
            Took[][] took = rounds.run(manner.quick() ? 1 : 3);
            for (int i = 0; i < Rounds.STATUS.length; i++) {
                say(report, Rounds.STATUS[i], rows.size(), Took.median(took[2 * i]), Took.median(took[2 * i + 1]));
            }
        }
    }

    private static void say(Report report, String status, int count, Took our, Took their) {
        report.say(
                "| %s | %.0f | %.1f | %.0f | %.1f | **%.0f %%** (%s) | %.0f %% |",
                status,
                count / our.seconds(),
                our.cpu() * 1e6 / count,
                count / their.seconds(),
                their.cpu() * 1e6 / count,
                100 * their.seconds() / our.seconds(),
                Report.verdict(100 * their.seconds() / our.seconds() >= GOAL),
                100 * their.cpu() / our.cpu());
    }

    /** All rows made, sent again as they are, and changed: by the server and by a plain program in turns. */
    private static final class Rounds {

        static final String[] STATUS = {"created", "unchanged", "updated"};

        private final Database database;
        private final Client client;
        private final Postgres plain;
        private final List<ObjectNode> rows;
        private final List<byte[]> first;
        private final List<byte[]> second;

        Rounds(Database database, Client client, Postgres plain, List<ObjectNode> rows) {
            this.database = database;
            this.client = client;
            this.plain = plain;
            this.rows = rows;
            this.first = CommuneTable.requests(rows, 0);
            this.second = CommuneTable.requests(rows, 1);
        }

        /** @return for each status ours, then theirs; of each as many as there were rounds */
        Took[][] run(int times) throws Exception {
            var took = new Took[2 * STATUS.length][times];
            for (int i = 0; i < times; i++) {
                database.execute("truncate communes");
                took[0][i] = ours(first, STATUS[0]);
                took[2][i] = ours(first, STATUS[1]);
                took[4][i] = ours(second, STATUS[2]);
                database.execute("truncate communes");
                took[1][i] = theirs(0, false);
                took[3][i] = theirs(0, true);
                took[5][i] = theirs(1, true);
            }
            return took;
        }

        private Took ours(List<byte[]> requests, String status) throws Exception {
            return Took.of(() -> client.cpu() + plain.cpu(), () -> CommuneTable.send(client, requests, status));
        }

        private Took theirs(int more, boolean upsert) throws Exception {
            return Took.of(
                    () -> Cpu.own() + plain.cpu(), () -> CommuneTable.batch(plain.connection(), rows, more, upsert));
        }
    }
}
