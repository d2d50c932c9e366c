package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.Records.Held;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Selection.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** One record as a resource: read, create, replace, change, delete. */
final class ResourceRecord {

    private final Tables tables;

    ResourceRecord(Tables tables) {
        this.tables = tables;
    }

    /** A record on its way out, read in the transaction that changed it. */
    private record Shot(
            Open open, List<String> names, @Nullable Object[] cells, List<Object> key) {}

    Reply read(Call call) {
        boolean numbersAsText = ListCall.numbersAsText(call.query());
        return Reply.stream(200, (out, format, head) -> {
            Shot whole = tables.on(call.path("resource"), open -> {
                ListPlan plan = plan(new ListPlanner(open, call.grant(), Action.READ, tables.values()), null);
                return open.database()
                        .read(session -> shot(open, session, plan, byId(call, open.table())))
                        .orElseThrow(() -> absent(call));
            });
            String tag = ETags.of(whole.open().database(), whole.names(), whole.cells(), format);
            String held = call.headers().one("If-None-Match");
            head.put("ETag", tag);
            if (held != null && ETags.isHeld(held, tag)) {
                throw new Reply.NotModified();
            }
            emit(narrowed(whole, call), Rows.single(out, format, numbersAsText));
        });
    }

    /** Only the fields that were asked for. The tag is the whole record's all the same. */
    private static Shot narrowed(Shot whole, Call call) {
        String fields = call.query().one("fields");
        if (fields == null || fields.isBlank()) {
            return whole;
        }
        List<String> names = new ArrayList<>();
        List<@Nullable Object> cells = new ArrayList<>();
        for (String field : fields.split(",", -1)) {
            int at = whole.names().indexOf(field.trim());
            if (at < 0) {
                throw Fault.badRequest("There is no column " + field.trim() + " in " + call.path("resource") + ".");
            }
            names.add(whole.names().get(at));
            cells.add(whole.cells()[at]);
        }
        return new Shot(whole.open(), names, cells.toArray(), whole.key());
    }

    Reply create(Call call) {
        ObjectNode body = body(call);
        Shot made = tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.CREATE, tables.values());
            keyed(open.table());
            Values values = tables.values().from(call.body().format());
            var reader = new RowReader(planner.names(), values);
            List<Wrong> wrong = new ArrayList<>();
            Map<Column, @Nullable Object> row = reader.read(body, List.of(), wrong);
            wrong.addAll(reader.missing(row));
            RowReader.refuse(wrong);
            ListPlan plan = plan(planner, null);
            return write(open, call, session -> {
                List<Object> key = new Records(open, session, plan, values).insert(row);
                return changed(open, planner, session, key);
            });
        });
        return answer(made, 201).with("Location", "/api/" + encode(call.path("resource")) + "/" + address(made.key()));
    }

    Reply replace(Call call) {
        return change(call, true);
    }

    Reply update(Call call) {
        return change(call, false);
    }

    private Reply change(Call call, boolean whole) {
        ObjectNode body = body(call);
        Shot changed = tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.UPDATE, tables.values());
            keyed(open.table());
            Values values = tables.values().from(call.body().format());
            ListPlan plan = plan(planner, null).locking();
            return write(open, call, session -> {
                var records = new Records(open, session, plan, values);
                Held held = found(call, open, session, records, planner);
                Map<Column, @Nullable Object> row = row(new RowReader(planner.names(), values), body, held, whole);
                records.update(held, row, whole ? leftOut(planner.names(), row) : List.of());
                return changed(open, planner, session, held.key());
            });
        });
        return answer(changed, 200);
    }

    /** What the client writes over what is held. */
    private static Map<Column, @Nullable Object> row(RowReader reader, ObjectNode body, Held held, boolean whole) {
        List<Wrong> wrong = new ArrayList<>();
        Map<Column, @Nullable Object> row = reader.read(body, List.of(), wrong);
        reader.forgive(wrong, held.values(), row);
        if (whole && wrong.isEmpty()) {
            reader.missing(row).stream().filter(w -> !reader.isKey(w.name())).forEach(wrong::add);
        }
        RowReader.refuse(wrong);
        return row;
    }

    Reply delete(Call call) {
        tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.DELETE, tables.values());
            keyed(open.table());
            ListPlan plan = plan(planner, null).locking();
            try {
                return open.database().write(call.dryRun(), session -> {
                    var records = new Records(open, session, plan, tables.values());
                    records.delete(found(call, open, session, records, planner));
                    return plan;
                });
            } catch (Violation violation) {
                throw Violations.fault(violation, open.table(), true);
            }
        });
        return Reply.empty(204);
    }

    /** The record that the address names, when it is still as the client says. */
    private Held found(Call call, Open open, Session session, Records records, ListPlanner planner) {
        List<Condition> ways = byId(call, open.table());
        Held held = records.find(ways).orElseThrow(() -> absent(call));
        String ifMatch = call.headers().one("If-Match");
        String ifNoneMatch = call.headers().one("If-None-Match");
        if (ifMatch != null || ifNoneMatch != null) {
            Shot before = planner.reading()
                    .flatMap(reading -> shot(open, session, plan(reading, null), ways))
                    .orElseThrow(() -> absent(call));
            ETags.check(ifMatch, ifNoneMatch, ETags.of(open.database(), before.names(), before.cells(), Format.JSON));
        }
        return held;
    }

    /** What a change answers: as much of the record as its changer may read, at least its key. */
    private static Shot changed(Open open, ListPlanner planner, Session session, List<Object> key) {
        List<Condition> ways = List.of(Records.byKey(open.table(), key));
        boolean reads = planner.reading().filter(planner::equals).isPresent();
        Shot changed = shot(open, session, reads ? plan(planner, null) : planner.primaryKey(), ways)
                .orElseThrow(Records::outOfReach);
        return reads
                ? changed
                : planner.reading()
                        .flatMap(reading -> shot(open, session, plan(reading, null), ways))
                        .orElse(changed);
    }

    private static <T> T write(Open open, Call call, Function<Session, T> work) {
        try {
            return open.database().write(call.dryRun(), work);
        } catch (Violation violation) {
            throw Violations.fault(violation, open.table(), false);
        }
    }

    private static ListPlan plan(ListPlanner planner, @Nullable String fields) {
        return planner.plan(ResourceQuery.fields(fields, planner.names()), Condition.ALL, List.of());
    }

    private static java.util.Optional<Shot> shot(Open open, Session session, ListPlan plan, List<Condition> ways) {
        List<Shown> shown = new ArrayList<>(plan.shown());
        open.table().primaryKey().forEach(c -> shown.add(new Shown("", ColumnRef.of(c))));
        ListPlan withKey = plan.showing(shown);
        for (Condition way : ways) {
            ListPlan one = withKey.where(way).page(1, 0);
            var found = session.fetch(ListSql.rows(one), one.types());
            if (!found.isEmpty()) {
                @Nullable Object[] cells = found.getFirst();
                List<Object> key = new ArrayList<>();
                for (int i = plan.shown().size(); i < cells.length; i++) {
                    key.add(java.util.Objects.requireNonNull(cells[i]));
                }
                return java.util.Optional.of(new Shot(
                        open,
                        plan.names(),
                        java.util.Arrays.copyOf(cells, plan.shown().size()),
                        key));
            }
        }
        return java.util.Optional.empty();
    }

    private static Reply answer(Shot shot, int status) {
        return Reply.stream(status, (out, format, head) -> {
            head.put("ETag", ETags.of(shot.open().database(), shot.names(), shot.cells(), format));
            emit(shot, Rows.single(out, format, false));
        });
    }

    private static void emit(Shot shot, RowSink sink) {
        sink.begin(shot.names());
        shot.open().database().emit(shot.cells(), sink);
        sink.end();
    }

    /** What a PUT sets back: every column that the caller sees and did not send, but for the key and what the database writes. */
    private static List<Column> leftOut(Names names, Map<Column, @Nullable Object> row) {
        return names.columns().stream()
                .filter(c -> !row.containsKey(c)
                        && !c.generated()
                        && !names.table().primaryKey().contains(c))
                .toList();
    }

    private List<Condition> byId(Call call, Table table) {
        return Identity.inAddress(table.primaryKey(), call.key("id"), tables.values());
    }

    private static void keyed(Table table) {
        if (!table.hasKey()) {
            throw Fault.forbidden(table.name() + " has no key: its records can only be read.");
        }
    }

    private static ObjectNode body(Call call) {
        if (call.body().isEmpty()) {
            throw Fault.badRequest("The body must be an object.");
        }
        return call.body().object();
    }

    private static Fault absent(Call call) {
        return Fault.notFound("There is no record " + call.path("id") + " in " + call.path("resource") + ".");
    }

    private static String address(List<Object> key) {
        return String.join(
                ",", key.stream().map(part -> encode(String.valueOf(part))).toList());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
