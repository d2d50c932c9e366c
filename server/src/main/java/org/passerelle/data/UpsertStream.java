package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.UpsertWriter.Line;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Changes;

/** An {@link Upsert} of rows as they come, within one transaction, to which it belongs. Every wrong row is told, with its reason. */
final class UpsertStream {

    /** So many wrong rows are enough to know that nothing will be kept. */
    private static final int ENOUGH = 1_000;

    private final Upsert upsert;
    private final UpsertWriter writer;
    private final Call call;
    private final boolean skips;
    private final Outcomes outcomes;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();
    private int wrong;
    private @Nullable Fault first;

    /** @param skips whether the other rows are kept where some are refused */
    UpsertStream(Upsert upsert, Session session, Changes changes, Call call, boolean skips) {
        this.upsert = upsert;
        this.writer = new UpsertWriter(upsert, session, changes);
        this.call = call;
        this.skips = skips;
        this.outcomes = Outcomes.passing(skips);
    }

    /** @throws Fault of the first wrong row, when nothing is to be kept then */
    Reply run(Iterator<ObjectNode> rows) {
        call.progress().kept(0);
        call.progress().begins();
        var reader = new UpsertReader(upsert.open().table(), upsert.ways(), upsert.values());
        List<Given> part = new ArrayList<>(UpsertChunk.ROWS);
        int number = 0;
        while (rows.hasNext() && (skips || wrong < ENOUGH)) {
            read(reader, rows, ++number, part);
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
        call.progress().mayKeep(number);
        return outcomes.reply();
    }

    private void read(UpsertReader reader, Iterator<ObjectNode> rows, int number, List<Given> part) {
        String cle = "";
        try {
            ObjectNode row = rows.next();
            cle = row.path("cle").asText();
            part.add(reader.read(row, number));
        } catch (Fault fault) {
            wrong++;
            lines.put(number, Line.refused(cle, fault));
        }
    }

    private void write(List<Given> part) {
        int before = lines.size();
        writer.write(part, lines);
        part.clear();
        wrong += (int) lines.values().stream()
                        .filter(line -> line.refusal() != null)
                        .count()
                - before;
        lines.forEach(this::tell);
        lines.clear();
    }

    /** In the order of the rows. */
    private void tell(int row, Line line) {
        Fault refusal = line.refusal();
        outcomes.add(row, line);
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
