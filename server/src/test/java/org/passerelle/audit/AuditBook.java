package org.passerelle.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueSettings;
import org.passerelle.catalogue.Unit;
import org.passerelle.catalogue.Vault;
import org.passerelle.engine.Database;
import org.passerelle.engine.Engine;

/** An audit log in a catalogue of its own, and somebody who can write to that catalogue behind its back. */
record AuditBook(Catalogue catalogue, Vault vault, AuditLog log, Path folder) implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-22T08:30:00Z");

    static AuditBook open(Engine engine, Path folder) {
        Database database = engine == Engine.POSTGRESQL ? engine.fresh("audit") : null;
        var settings = database == null
                ? new CatalogueSettings(folder, null, null, null, null)
                : new CatalogueSettings(folder, database.jdbcUrl(), database.user(), database.password(), null);
        Catalogue catalogue = Catalogue.open(settings);
        Vault vault = Vault.open(settings);
        return new AuditBook(catalogue, vault, new AuditLog(catalogue, vault, Clock.systemUTC()), folder);
    }

    static AuditLine line(String target) {
        return new AuditLine(NOW, "anne", null, "192.0.2.7", "users.update", target, "200", false, "r-1");
    }

    /** So many lines, each in a unit of its own. */
    AuditBook write(int lines) {
        IntStream.range(0, lines)
                .forEach(i -> catalogue.change(unit -> {
                    log.append(unit, line("user" + i));
                    return i;
                }));
        return this;
    }

    AuditBook sign() {
        new Checkpoints(catalogue, log.key(), folder).sign(NOW);
        return this;
    }

    /** By SQL, as nobody should. */
    void tamper(Consumer<Unit> deed) {
        catalogue.change(unit -> {
            deed.accept(unit);
            return unit;
        });
    }

    Verdict verdict() {
        return log.verify(folder);
    }

    @Override
    public void close() {
        catalogue.close();
    }
}
