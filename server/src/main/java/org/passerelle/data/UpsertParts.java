package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.passerelle.connection.Session;
import org.passerelle.data.Upsert.Given;
import org.passerelle.data.UpsertWriter.Line;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Parts;
import org.passerelle.operation.Parts.Reached;
import org.passerelle.operation.Progress;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Changes;

/**
 * An {@link Upsert} of rows as they come, in parts that are committed one by one: rows that are wrong are refused, the others kept. Broken off, it reads
 * again what it has read, and goes on behind the last part that was committed. Belongs to one thread.
 */
final class UpsertParts {

    private static final int ROWS = 10 * UpsertChunk.ROWS;

    private final Upsert upsert;
    private final Parts parts;
    private final Call call;
    private final Tables tables;
    private final Outcomes outcomes;

    /** How much of the ledger the progress has been told of. */
    private long told;

    /** Whether a part was written: all that had been committed before are behind it. */
    private boolean goesOn;

    UpsertParts(Upsert upsert, Parts parts, Call call, Tables tables) {
        this.upsert = upsert;
        this.parts = parts;
        this.call = call;
        this.tables = tables;
        this.outcomes = Outcomes.in(parts.ledger());
    }

    /**
     * A row that was read.
     *
     * @param given null where the row is wrong in itself, as the line then says
     */
    private record Read(
            int number, @Nullable Given given, @Nullable Line line) {}

    Reply run(Iterator<ObjectNode> rows) {
        call.progress().begins();
        var reader = new UpsertReader(upsert.open().table(), upsert.ways(), upsert.values());
        int number = 0;
        while (rows.hasNext()) {
            List<Read> part = new ArrayList<>(ROWS);
            while (rows.hasNext() && part.size() < ROWS) {
                part.add(read(reader, rows, ++number));
            }
            if (number > parts.reached().rows()) {
                keep(part, number);
            }
            call.progress().at(number, Progress.UNKNOWN);
        }
        outcomes.rewind(parts.reached().ledger());
        told = outcomes.tell(told, call.progress());
        call.progress().at(number, number);
        call.counted(number - call.terms().rows().rows()); // not twice where the work began anew
        return outcomes.reply();
    }

    private static Read read(UpsertReader reader, Iterator<ObjectNode> rows, int number) {
        String cle = "";
        try {
            ObjectNode row = rows.next();
            cle = row.path("cle").asText();
            return new Read(number, reader.read(row, number), null);
        } catch (Fault fault) {
            return new Read(number, null, Line.refused(cle, fault));
        }
    }

    /** Until a part is written, the ledger may tell of parts that are not found yet: nothing is cut off it before. */
    private void keep(List<Read> part, int end) {
        Reached before = parts.reached();
        tables.write(call.with(parts.until(end)), upsert.open(), (session, changes) -> {
            goesOn = true;
            call.progress().kept(before.rows());
            outcomes.rewind(before.ledger());
            write(part, session, changes);
            outcomes.settle();
            call.progress().mayKeep(end);
            return Reply.empty(200);
        });
        if (goesOn) {
            told = outcomes.tell(told, call.progress());
            call.progress().kept(parts.reached().rows());
        }
    }

    private void write(List<Read> part, Session session, Changes changes) {
        var writer = new UpsertWriter(upsert, session, changes);
        for (int from = 0; from < part.size(); from += UpsertChunk.ROWS) {
            Map<Integer, Line> lines = new TreeMap<>();
            List<Given> given = new ArrayList<>(UpsertChunk.ROWS);
            for (Read read : part.subList(from, Math.min(from + UpsertChunk.ROWS, part.size()))) {
                if (read.line() != null) {
                    lines.put(read.number(), read.line());
                } else if (read.given() != null) {
                    given.add(read.given());
                }
            }
            writer.write(given, lines);
            lines.forEach(outcomes::add);
        }
    }
}
