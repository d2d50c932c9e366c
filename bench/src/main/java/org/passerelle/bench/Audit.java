package org.passerelle.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.passerelle.audit.AuditLine;
import org.passerelle.audit.AuditLog;
import org.passerelle.audit.Verdict;
import org.passerelle.bench.Main.Manner;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Vault;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** How fast the chain of the audit log is written and walked. */
final class Audit implements Question {

    private static final int GOAL = 50_000;
    private static final int LINES = 500_000;
    private static final int UNIT = 500;

    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public String asks() {
        return "How many lines of the audit log are verified for a second of CPU of this process, collector and compiler included? "
                + "Goal: ≥ 50,000.";
    }

    @Override
    public void answer(Report report, Manner manner) throws Exception {
        report.columns(
                "catalogue",
                "lines",
                "verified a CPU second",
                "by the clock",
                "goal",
                "added a second, " + UNIT + " a unit");
        for (Engine engine : List.of(Engine.SQLITE, Engine.POSTGRESQL)) {
            measure(engine, manner.quick() ? LINES / 10 : LINES, report);
        }
    }

    private void measure(Engine engine, int lines, Report report) throws Exception {
        Path folder = Files.createTempDirectory("passerelle-bench-");
        CatalogueSettings settings = settings(engine, folder);
        try (Catalogue catalogue = Catalogue.open(settings)) {
            var log = new AuditLog(catalogue, Vault.open(settings), Clock.systemUTC());
            Took adding = Took.of(this::cpu, () -> add(catalogue, log, lines));
            Took verifying = Took.median(3, this::cpu, () -> verify(log, folder, lines));
            report.say(
                    "| %s | %,d | %,.0f | %,.0f | %s | %,.0f |",
                    catalogue.product(),
                    lines,
                    lines / verifying.cpu(),
                    lines / verifying.seconds(),
                    Report.verdict(lines / verifying.cpu() >= GOAL),
                    lines / adding.seconds());
        }
    }

    private long cpu() {
        return machine.getProcessCpuTime() / 1_000;
    }

    private static void add(Catalogue catalogue, AuditLog log, int lines) {
        for (int done = 0; done < lines; done += UNIT) {
            int from = done;
            catalogue.change(unit -> {
                for (int i = from; i < from + UNIT; i++) {
                    log.append(unit, line(i));
                }
                return from;
            });
        }
    }

    private static AuditLine line(int i) {
        return new AuditLine(
                Clock.systemUTC().instant(),
                "user" + i % 100,
                null,
                "192.0.2." + i % 250,
                "users.update",
                "user" + i,
                "200",
                false,
                "bench-" + i);
    }

    private static void verify(AuditLog log, Path folder, int lines) {
        Verdict verdict = log.verify(folder);
        if (verdict.lines() != lines || !verdict.findings().isEmpty()) {
            throw new IllegalStateException(verdict.toString());
        }
    }

    private static CatalogueSettings settings(Engine engine, Path folder) {
        if (engine == Engine.SQLITE) {
            return new CatalogueSettings(folder, null, null, null, null);
        }
        Database database = engine.fresh("audit");
        return new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
    }
}
