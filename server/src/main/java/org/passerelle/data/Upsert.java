package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Parts;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Changes;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/**
 * Many records by their cle: what is there is updated, what is not is created, all or nothing. Read, compared and written in chunks, so that
 * a statement serves hundreds of rows; what a constraint refuses is tried again row by row.
 */
final class Upsert {

    private final Open open;
    private final Values values;
    private final Table table;
    private final Ways ways;

    Upsert(Open open, Grant grant, Values values) {
        this.open = open;
        this.values = values;
        this.table = open.table();
        if (!table.hasKey()) {
            throw Fault.forbidden("{} has no key: its records can only be read.", table.name());
        }
        this.ways = new Ways(
                grant,
                way(grant, Action.UPDATE),
                way(grant, Action.CREATE),
                way(grant, Action.READ).or(() -> way(grant, Action.LIST)));
    }

    private Optional<ListPlanner> way(Grant grant, Action action) {
        return grant.reach(table.name(), action).map(reach -> new ListPlanner(open, grant, action, values));
    }

    /**
     * What the grant reaches by the one action and by the other; it is for one of them at least.
     *
     * @param grant to say why where neither is enough
     * @param look what may be seen without being changed
     */
    record Ways(Grant grant, Optional<ListPlanner> update, Optional<ListPlanner> create, Optional<ListPlanner> look) {

        boolean know(Column column) {
            return all().anyMatch(planner -> planner.names().sees(column));
        }

        Violations.Told told() {
            return all().map(ListPlanner::told).reduce(Violations.Told::or).orElseThrow();
        }

        private Stream<ListPlanner> all() {
            return Stream.concat(update.stream(), create.stream());
        }
    }

    /** What became of a row, in the order of the request. */
    record Outcome(Object cle, @Nullable Object id, String status) {}

    /**
     * @param number from 1; @param key the typed parts of the cle
     * @param wrong what does not fit its column, and is right only where it stands already
     */
    record Given(int number, String cle, List<Object> key, Map<Column, @Nullable Object> values, List<Wrong> wrong) {}

    /**
     * Any number of rows, in their order and in constant memory. Of rows that are refused each is told, and then either nothing is kept or the
     * others are.
     *
     * @param rows from the first, each time they are asked for
     */
    Reply stream(Supplier<Iterator<ObjectNode>> rows, boolean skips, Call call, Tables tables) {
        try {
            return tables.write(
                    call,
                    open,
                    (session, changes) -> new UpsertStream(this, session, changes, call, skips).run(rows.get()));
        } catch (Violation violation) {
            throw Violations.fault(violation, ways.told(), false); // found at the end, of no row alone
        }
    }

    /** The same in parts that are committed one by one; of rows that are refused each is told, the others are kept. */
    Reply inParts(Supplier<Iterator<ObjectNode>> rows, Parts parts, Call call, Tables tables) {
        try {
            return new UpsertParts(this, parts, call, tables).run(rows.get());
        } catch (Violation violation) {
            throw Violations.fault(violation, ways.told(), false);
        }
    }

    /** Whether the order of rows may matter: some may point to others. */
    boolean isTree() {
        return ParentsFirst.matters(table);
    }

    Open open() {
        return open;
    }

    Ways ways() {
        return ways;
    }

    Values values() {
        return values;
    }

    /** So many rows as one answers at once: all of them are looked at before any is written. */
    Reply run(List<ObjectNode> rows, Call call, Tables tables) {
        List<Given> given = ParentsFirst.order(table, read(rows));
        try {
            return tables.write(
                    call,
                    open,
                    (session, changes) -> answer(write(session, changes, given, UpsertChunk.ROWS), given, call));
        } catch (Violation violation) {
            return oneByOne(given, call, tables);
        }
    }

    /** In the order of the request. What is left to do is to commit. */
    private static Reply answer(List<Outcome> written, List<Given> given, Call call) {
        call.progress().mayKeep(given.size());
        var outcomes = new Outcome[given.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[given.get(i).number() - 1] = written.get(i);
        }
        return Reply.ok(List.of(outcomes), "rows");
    }

    /** Some orders of rows pass only one after the other (a row that points to one before it); and a refusal now has its row. */
    private Reply oneByOne(List<Given> given, Call call, Tables tables) {
        int[] at = new int[1];
        try {
            return tables.write(call, open, (session, changes) -> {
                List<Outcome> outcomes = new ArrayList<>(given.size());
                for (Given row : given) {
                    at[0] = row.number();
                    try {
                        outcomes.addAll(write(session, changes, List.of(row), 1));
                    } catch (Violation one) {
                        throw new Targets(open, session).told(one, row.values());
                    }
                }
                return answer(outcomes, given, call);
            });
        } catch (Violation violation) {
            throw Fault.inRow(at[0], Violations.fault(violation, ways.told(), false));
        }
    }

    private List<Outcome> write(Session session, Changes changes, List<Given> given, int chunk) {
        List<Outcome> outcomes = new ArrayList<>(given.size());
        for (int from = 0; from < given.size(); from += chunk) {
            List<Given> part = given.subList(from, Math.min(from + chunk, given.size()));
            outcomes.addAll(write(session, changes, part));
        }
        return outcomes;
    }

    List<Outcome> write(Session session, Changes changes, List<Given> rows) {
        return new UpsertChunk(session, changes, open, ways, values).write(rows);
    }

    private List<Given> read(List<ObjectNode> rows) {
        var reader = new UpsertReader(table, ways, values);
        List<Given> given = new ArrayList<>(rows.size());
        rows.forEach(row -> given.add(reader.read(row, given.size() + 1)));
        return given;
    }

    static Fault refused(int number, Wrong wrong) {
        return Fault.inRow(
                number,
                Fault.badRequest(
                        wrong.name() + ": " + wrong.reason() + ".",
                        List.of(new Fault.Error(Fault.pointer(wrong.name()), wrong.said()))));
    }
}
