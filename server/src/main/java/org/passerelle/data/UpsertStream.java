package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.Upsert.Outcome;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Changes;

/**
 * An {@link Upsert} of rows as they come, within one transaction. A part of it that is refused is undone and tried again row by row, so that every
 * wrong row is found, with its reason. Belongs to one transaction.
 */
final class UpsertStream {

    /** So many wrong rows are enough to know that nothing will be kept. */
    private static final int ENOUGH = 1_000;

    private final Upsert upsert;
    private final Session session;
    private final Changes changes;
    private final Call call;
    private final boolean skips;
    private final Outcomes outcomes;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();
    private int wrong;
    private @Nullable Fault first;

    /** What became of a row, until those before it are known too. */
    private record Line(Outcome outcome, @Nullable Fault refusal) {}

    /** @param skips whether the other rows are kept where some are refused */
    UpsertStream(Upsert upsert, Session session, Changes changes, Call call, boolean skips) {
        this.upsert = upsert;
        this.session = session;
        this.changes = changes;
        this.call = call;
        this.skips = skips;
        this.outcomes = new Outcomes(skips);
    }

    /** @throws Fault of the first wrong row, when nothing is to be kept then */
    Reply run(Iterator<ObjectNode> rows) {
        call.progress().begins();
        var reader = new UpsertReader(upsert.open().table(), upsert.ways(), upsert.values());
        List<Given> part = new ArrayList<>(UpsertChunk.ROWS);
        int number = 0;
        while (rows.hasNext() && (skips || wrong < ENOUGH)) {
            read(reader, rows.next(), ++number, part);
            if (number % UpsertChunk.ROWS == 0) {
                write(part);
                call.progress().at(number, Progress.UNKNOWN);
            }
        }
        write(part);
        call.progress().at(number, number);
        if (first != null && !skips) {
            throw refusal(first);
        }
        call.counted(number - call.terms().rows().rows()); // not twice where the work began anew
        return outcomes.reply();
    }

    private void read(UpsertReader reader, ObjectNode row, int number, List<Given> part) {
        try {
            part.add(reader.read(row, number));
        } catch (Fault fault) {
            refuse(number, row.path("cle").asText(), fault);
        }
    }

    private void write(List<Given> part) {
        List<Given> ordered = ParentsFirst.order(upsert.open().table(), part);
        try {
            keep(ordered);
        } catch (Violation violation) {
            ordered.forEach(this::alone);
        } catch (Fault fault) {
            mustBeOfARow(fault);
            ordered.forEach(this::alone);
        }
        part.clear();
        lines.forEach(this::tell);
        lines.clear();
    }

    private void alone(Given row) {
        try {
            keep(List.of(row));
        } catch (Violation violation) {
            Violation told = new Targets(upsert.open(), session).told(violation, row.values());
            refuse(
                    row.number(),
                    row.cle(),
                    Fault.inRow(
                            row.number(), Violations.fault(told, upsert.ways().told(), false)));
        } catch (Fault fault) {
            mustBeOfARow(fault);
            refuse(row.number(), row.cle(), fault);
        }
    }

    private void keep(List<Given> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Outcome> written = session.attempt(() -> upsert.write(session, changes, rows));
        for (int i = 0; i < rows.size(); i++) {
            lines.put(rows.get(i).number(), new Line(written.get(i), null));
        }
    }

    /** Any other fault ends the work. */
    private static void mustBeOfARow(Fault fault) {
        if (fault.kind() == Fault.Kind.UNAVAILABLE || fault.kind() == Fault.Kind.INTERNAL) {
            throw fault;
        }
    }

    private void refuse(int number, String cle, Fault fault) {
        wrong++;
        lines.put(number, new Line(new Outcome(cle, null, Outcomes.REFUSED), fault));
    }

    /** In the order of the rows. */
    private void tell(int row, Line line) {
        Fault refusal = line.refusal();
        outcomes.add(row, line.outcome(), refusal == null ? null : refusal.detail());
        if (refusal != null) {
            first = Objects.requireNonNullElse(first, refusal);
            call.progress().wrong(row, line.outcome().cle().toString(), refusal.detail());
        }
    }

    private Fault refusal(Fault one) {
        return wrong == 1
                ? one
                : Fault.of(
                        one.kind(),
                        "{} {}{} other rows are refused too. Nothing has been kept.",
                        one.detail(),
                        (wrong < ENOUGH ? "" : "At least "),
                        (wrong - 1));
    }
}
