package org.passerelle.data;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.Upsert.Outcome;
import org.passerelle.fault.Fault;
import org.passerelle.outbox.Changes;

/**
 * Writes rows of an {@link Upsert}, some hundred at a time. Where some are refused all of them are undone and tried again row by row, so that every
 * wrong row is found, with its reason. Belongs to one transaction.
 */
record UpsertWriter(Upsert upsert, Session session, Changes changes) {

    /**
     * What became of a row.
     *
     * @param refusal null where it was not refused
     */
    record Line(Outcome outcome, @Nullable Fault refusal) {

        static Line refused(String cle, Fault refusal) {
            return new Line(new Outcome(cle, null, Outcomes.REFUSED), refusal);
        }
    }

    /** @param lines are told what became of each row, by its number */
    void write(List<Given> rows, Map<Integer, Line> lines) {
        List<Given> ordered = ParentsFirst.order(upsert.open().table(), rows);
        try {
            keep(ordered, lines);
        } catch (Violation violation) {
            ordered.forEach(row -> alone(row, lines));
        } catch (Fault fault) {
            mustBeOfARow(fault);
            ordered.forEach(row -> alone(row, lines));
        }
    }

    private void alone(Given row, Map<Integer, Line> lines) {
        try {
            keep(List.of(row), lines);
        } catch (Violation violation) {
            Violation told = new Targets(upsert.open(), session).told(violation, row.values());
            Fault fault = Violations.fault(told, upsert.ways().told(), false);
            lines.put(row.number(), Line.refused(row.cle(), Fault.inRow(row.number(), fault)));
        } catch (Fault fault) {
            mustBeOfARow(fault);
            lines.put(row.number(), Line.refused(row.cle(), fault));
        }
    }

    private void keep(List<Given> rows, Map<Integer, Line> lines) {
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
}
