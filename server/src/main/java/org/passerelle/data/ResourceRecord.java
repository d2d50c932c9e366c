package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Reply;
import org.passerelle.outbox.Outbox;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** One record as a resource: read, create, replace, change, delete. */
final class ResourceRecord {

    private final Tables tables;

    ResourceRecord(Tables tables) {
        this.tables = tables;
    }

    Reply read(Call call) {
        boolean numbersAsText = ListCall.numbersAsText(call.query());
        return Reply.stream(200, (out, format, head) -> {
            Shot whole = tables.on(call.path("resource"), open -> {
                ListPlan plan = plan(new ListPlanner(open, call.grant(), Action.READ, tables.values()));
                return open.database()
                        .read(session -> Shot.take(open, session, List.of(plan), byId(call, open.table())))
                        .orElseThrow(() -> absent(call));
            });
            call.counted(1);
            // the tag is the whole record's, whatever fields are asked for
            String tag = whole.tag(format);
            String held = call.headers().one("If-None-Match");
            head.put("ETag", tag);
            if (held != null && ETags.isHeld(held, tag)) {
                throw new Reply.NotModified();
            }
            whole.narrowed(call.query().one("fields")).emit(Rows.single(out, format, numbersAsText));
        });
    }

    Reply create(Call call) {
        ObjectNode body = body(call);
        Reply made = tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.CREATE, tables.values());
            keyed(open.table());
            Values values = tables.values().from(call.body().format());
            var reader = new RowReader(planner.names(), values);
            List<Wrong> wrong = new ArrayList<>();
            Map<Column, @Nullable Object> row = reader.read(body, List.of(), wrong);
            wrong.addAll(reader.missingAtFirst(row, wrong));
            RowReader.refuse(wrong);
            return write(open, call, planner, (session, changes) -> {
                List<Object> key = new Records(open, session, planner, values, changes).insert(row);
                Shot shot = changed(open, session, planner, key);
                return shot.answer(201)
                        .with("Location", "/api/" + encode(call.path("resource")) + "/" + address(shot.id()));
            });
        });
        call.counted(1);
        return made;
    }

    Reply replace(Call call) {
        return change(call, true);
    }

    Reply update(Call call) {
        return change(call, false);
    }

    private Reply change(Call call, boolean whole) {
        ObjectNode body = body(call);
        Reply changed = tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.UPDATE, tables.values());
            keyed(open.table());
            Values values = tables.values().from(call.body().format());
            return write(open, call, planner, (session, changes) -> {
                var records = new Records(open, session, planner, values, changes);
                Held held = found(call, open, session, records, planner);
                Map<Column, @Nullable Object> row = row(new RowReader(planner.names(), values), body, held, whole);
                records.update(held, row, whole ? leftOut(planner, held, row) : List.of());
                return changed(open, session, planner, held.id()).answer(200);
            });
        });
        call.counted(1);
        return changed;
    }

    /** What the client writes over what is held. */
    private static Map<Column, @Nullable Object> row(RowReader reader, ObjectNode body, Held held, boolean whole) {
        List<Wrong> wrong = new ArrayList<>();
        Map<Column, @Nullable Object> row = reader.read(body, List.of(), wrong);
        reader.forgive(wrong, held.values(), row);
        if (whole) {
            reader.missing(row, wrong, held).stream()
                    .filter(w -> !reader.isKey(w.name()))
                    .forEach(wrong::add);
        }
        RowReader.refuse(wrong);
        return row;
    }

    Reply delete(Call call) {
        Reply deleted = tables.on(call.path("resource"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.DELETE, tables.values());
            keyed(open.table());
            try {
                return tables.write(call, open, (session, changes) -> {
                    var records = new Records(open, session, planner, tables.values(), changes);
                    records.delete(found(call, open, session, records, planner));
                    return Reply.empty(204);
                });
            } catch (Violation violation) {
                throw Violations.fault(violation, planner.told(), true);
            }
        });
        call.counted(1);
        return deleted;
    }

    /** The record that the address names, when it is still as the client says. */
    private Held found(Call call, Open open, Session session, Records records, ListPlanner planner) {
        List<Condition> ways = byId(call, open.table());
        Held held = records.find(ways).orElseThrow(() -> absent(call));
        String ifMatch = call.headers().one("If-Match");
        String ifNoneMatch = call.headers().one("If-None-Match");
        if (ifMatch != null || ifNoneMatch != null) {
            Shot before = planner.reading()
                    .flatMap(reading -> Shot.take(open, session, List.of(plan(reading)), ways))
                    .orElseThrow(() -> absent(call));
            ETags.check(ifMatch, ifNoneMatch, before.tag(Format.JSON));
        }
        return held;
    }

    private Reply write(Open open, Call call, ListPlanner planner, Outbox.Work work) {
        try {
            return tables.write(call, open, work);
        } catch (Violation violation) {
            throw Violations.fault(violation, planner.told(), false);
        }
    }

    private static ListPlan plan(ListPlanner planner) {
        return planner.plan(ResourceQuery.fields(null, planner.names()), Condition.ALL, List.of());
    }

    /** What a change answers: as much of the record as its changer may read, at least its key. */
    private static Shot changed(Open open, Session session, ListPlanner planner, List<Object> id) {
        List<ListPlan> shown = Stream.concat(
                        planner.reading().stream().map(ResourceRecord::plan), Stream.of(planner.primaryKey()))
                .toList();
        return Shot.take(open, session, shown, List.of(Records.byKey(open.table(), id)))
                .orElseThrow(() -> Records.vanished(planner.names()));
    }

    /** What a PUT sets back: every column that the caller reads, may write here and did not send, but for the key. */
    private static List<Column> leftOut(ListPlanner planner, Held held, Map<Column, @Nullable Object> row) {
        return planner.reading().map(ListPlanner::names).stream()
                .flatMap(names -> names.columns().stream()
                        .filter(c -> !names.table().primaryKey().contains(c)))
                .filter(c ->
                        !row.containsKey(c) && !c.generated() && !held.closed().contains(c))
                .toList();
    }

    private List<Condition> byId(Call call, Table table) {
        return Identity.inAddress(table.primaryKey(), call.key("id"), tables.values());
    }

    private static void keyed(Table table) {
        if (!table.hasKey()) {
            throw Fault.forbidden("{} has no key: its records can only be read.", table.name());
        }
    }

    private static ObjectNode body(Call call) {
        if (call.body().isEmpty()) {
            throw Fault.badRequest("The body must be an object.");
        }
        return call.body().object();
    }

    private static Fault absent(Call call) {
        return Fault.notFound("There is no record {} in {}.", call.path("id"), call.path("resource"));
    }

    private static String address(List<Object> key) {
        return String.join(
                ",", key.stream().map(part -> encode(String.valueOf(part))).toList());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
