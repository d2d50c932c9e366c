package org.passerelle.audit;

import java.time.Instant;
import java.util.List;
import org.passerelle.catalogue.Source;
import org.passerelle.catalogue.Unit;

/** The log in the catalogue. */
final class AuditStore {

    private static final String HEAD = "number, hash, running, since, seal";

    private AuditStore() {}

    static Head head(Source source) {
        return source.one(Head::of, "SELECT " + HEAD + " FROM audit_head WHERE id = 1")
                .orElseThrow(() -> new IllegalStateException("the audit log has lost its head"));
    }

    /** Adds lines to the chain. Its head stays locked until the unit ends: nothing else should be locked after it. */
    static void chain(Unit unit, AuditKey key, List<AuditLine> lines) {
        Head head = unit.one(
                        Head::of,
                        "UPDATE audit_head SET number = number + ? WHERE id = 1 RETURNING " + HEAD,
                        lines.size())
                .orElseThrow(() -> new IllegalStateException("the audit log has lost its head"));
        long number = head.number() - lines.size();
        String hash = head.hash();
        for (AuditLine line : lines) {
            hash = Chain.hash(hash, ++number, line);
            insert(unit, number, line, hash);
        }
        seal(unit, key, head.at(number, hash));
    }

    private static void insert(Unit unit, long number, AuditLine line, String hash) {
        unit.run(
                "INSERT INTO audit_line (number, time, account, actor, address, operation, target, result, dry_run, request, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                line.time().toEpochMilli(),
                line.user(),
                line.actorOrNobody(),
                line.address(),
                line.operation(),
                line.target(),
                line.result(),
                line.dryRun() ? 1 : 0,
                line.requestId(),
                hash);
    }

    /** Starts or stops the writing of lines. */
    static void run(Unit unit, AuditKey key, boolean running, Instant now) {
        unit.run("UPDATE audit_head SET number = number WHERE id = 1"); // nobody adds lines meanwhile
        seal(unit, key, head(unit).running(running, now));
    }

    /** The log runs from its first opening on. */
    static void begin(Unit unit, AuditKey key, Instant now) {
        if (head(unit).seal().isEmpty()) {
            run(unit, key, true, now);
        }
    }

    private static void seal(Unit unit, AuditKey key, Head head) {
        unit.run(
                "UPDATE audit_head SET number = ?, hash = ?, running = ?, since = ?, seal = ? WHERE id = 1",
                head.number(),
                head.hash(),
                head.running() ? 1 : 0,
                head.since().toEpochMilli(),
                key.seal(head));
    }
}
