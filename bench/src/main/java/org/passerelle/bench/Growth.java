package org.passerelle.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.passerelle.bench.Duel.Side;
import org.passerelle.bench.Main.Manner;
import org.passerelle.bench.Subject.House;
import org.passerelle.engine.Database;

/** Whether a request costs more where there is more of everything that it does not ask for. */
final class Growth implements Question {

    private static final double GOAL = 1.1;
    private static final int MANY = 1_000_000;
    private static final String PATH = "/api/item/client/{" + Tables.ROWS + "}";

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String asks() {
        return "Does one row cost more with a million API keys than with sixteen, on SQLite? Goal: ≤ 1.1.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        House few = house();
        House many = house();
        grow(many);
        try (Program ours = Subject.passerelle(many);
                Program small = Subject.passerelle(few);
                LoadMaker load = new LoadMaker()) {
            var duel = new Duel(manner, load, () -> 0);
            Duel.head(report);
            double ratio = duel.fight(
                    report,
                    "1,000,000 keys, then 16",
                    new Side(ours, PATH, many.header()),
                    new Side(small, PATH, few.header()));
            report.say("");
            report.say(
                    "**A million keys to sixteen: %.2f** (goal %.2f, %s).", ratio, GOAL, Report.verdict(ratio <= GOAL));
        }
    }

    private static House house() throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        Database database = Tables.sqlite(folder);
        return Subject.house(folder, database);
    }

    /** Keys that nobody holds, as many as it takes. */
    private static void grow(House house) throws SQLException {
        String catalogue = "jdbc:sqlite:" + house.folder().resolve("catalogue.db");
        try (Connection connection = DriverManager.getConnection(catalogue);
                var insert = connection.prepareStatement("""
                        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                        INSERT INTO api_key (id, hash, account, created_by, name, created, permissions)
                        SELECT printf('grown%012d', i), lower(hex(randomblob(32))), 'bench', 'bench', 'grown', 0, 'data:r' FROM n
                        """)) {
            insert.setInt(1, MANY);
            insert.executeUpdate();
        }
    }
}
