package org.passerelle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
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
            throw Fault.forbidden(table.name() + " has no key: its records can only be read.");
        }
        this.ways = new Ways(
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
     * @param look what may be seen without being changed
     */
    record Ways(Optional<ListPlanner> update, Optional<ListPlanner> create, Optional<ListPlanner> look) {

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

    List<Outcome> run(List<ObjectNode> rows, boolean rehearsal) {
        List<Given> given = ParentsFirst.order(table, read(rows));
        var outcomes = new Outcome[given.size()];
        List<Outcome> written = written(given, rehearsal);
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[given.get(i).number() - 1] = written.get(i);
        }
        return List.of(outcomes);
    }

    private List<Outcome> written(List<Given> given, boolean rehearsal) {
        try {
            return open.database().write(rehearsal, session -> write(session, given, UpsertChunk.ROWS));
        } catch (Violation violation) {
            return oneByOne(given, rehearsal);
        }
    }

    /** Some orders of rows pass only one after the other (a row that points to one before it); and a refusal now has its row. */
    private List<Outcome> oneByOne(List<Given> given, boolean rehearsal) {
        int[] at = new int[1];
        try {
            return open.database().write(rehearsal, session -> {
                List<Outcome> outcomes = new ArrayList<>(given.size());
                for (Given row : given) {
                    at[0] = row.number();
                    try {
                        outcomes.addAll(write(session, List.of(row), 1));
                    } catch (Violation one) {
                        throw new Targets(open, session).told(one, row.values());
                    }
                }
                return outcomes;
            });
        } catch (Violation violation) {
            throw Fault.inRow(at[0], Violations.fault(violation, ways.told(), false));
        }
    }

    private List<Outcome> write(Session session, List<Given> given, int chunk) {
        List<Outcome> outcomes = new ArrayList<>(given.size());
        for (int from = 0; from < given.size(); from += chunk) {
            List<Given> part = given.subList(from, Math.min(from + chunk, given.size()));
            outcomes.addAll(new UpsertChunk(session, open, ways, values).write(part));
        }
        return outcomes;
    }

    private List<Given> read(List<ObjectNode> rows) {
        var reader = new RowReader(table, ways::know, values);
        Map<List<Object>, Integer> seen = new HashMap<>();
        List<Given> given = new ArrayList<>(rows.size());
        for (ObjectNode row : rows) {
            int number = given.size() + 1;
            Given read = read(reader, row, number);
            Integer before = seen.put(read.key(), number);
            if (before != null) {
                throw refused(number, new Wrong("cle", "is the same as in row " + before));
            }
            given.add(read);
        }
        return given;
    }

    private Given read(RowReader reader, ObjectNode row, int number) {
        JsonNode cle = row.get("cle");
        if (cle == null || cle.isNull() || !cle.isValueNode() || cle.asText().isEmpty()) {
            throw refused(number, new Wrong("cle", "is missing"));
        }
        Optional<List<Object>> key = Identity.parse(table.keyColumns(), cle.asText(), values);
        if (key.isEmpty()) {
            throw refused(number, new Wrong("cle", "\"" + cle.asText() + "\" cannot be a key of " + table.name()));
        }
        List<Wrong> wrong = new ArrayList<>();
        ObjectNode rest = row.deepCopy();
        rest.remove("cle");
        if (table.column("id").isEmpty()
                && table.key().isEmpty()
                && cle.asText().equals(rest.path("id").asText())) {
            rest.remove("id"); // as lists show it, beside the same cle
        }
        Map<Column, @Nullable Object> typed = reader.read(rest, List.of(), wrong);
        wrong.stream().filter(w -> w.column() == null).findFirst().ifPresent(w -> {
            throw refused(number, w);
        });
        var whole = new LinkedHashMap<Column, @Nullable Object>();
        for (int i = 0; i < table.keyColumns().size(); i++) {
            Column column = table.keyColumns().get(i);
            Object part = key.get().get(i);
            if (typed.containsKey(column) && !Objects.equals(typed.get(column), part)) {
                throw refused(number, new Wrong(column.name(), "is not what cle says"));
            }
            whole.put(column, part);
        }
        typed.forEach(whole::putIfAbsent);
        return new Given(number, cle.asText(), key.get(), whole, wrong);
    }

    static Fault refused(int number, Wrong wrong) {
        return Fault.inRow(
                number,
                Fault.badRequest(
                        wrong.name() + ": " + wrong.reason() + ".",
                        List.of(new Fault.Error(Fault.pointer(wrong.name()), wrong.reason()))));
    }
}
