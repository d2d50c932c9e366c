package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.Right;
import org.passerelle.connection.Session;
import org.passerelle.connection.Violation;
import org.passerelle.data.RowReader.Wrong;
import org.passerelle.data.Tables.Open;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.format.RowSink;
import org.passerelle.format.Rows;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operation.Credentials;
import org.passerelle.operation.Operation.Faults;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;
import org.passerelle.schema.Column;
import org.passerelle.schema.Table;

/** {@code GET|POST /api/item/{table}/{id}/}: one flat record; a POST with a body changes it (wire.md §4; GoPaaS item). */
@Singleton
final class ItemEndpoint implements Capability {

    private final Tables tables;

    @Inject
    ItemEndpoint(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Operation> operations() {
        Operation get = Operation.get("/api/item/{table}/{id}")
                .named("data.item", "Read a record by its id or cle")
                .needs(Right.data(Action.READ))
                .onTable(this::table)
                .query("numbers", "text: numbers come as texts", "text")
                .answers(200, Shape.row(Role.VIEW_ITEM), Format.OBJECT)
                .refusesBy(Faults.MESSAGE)
                .by(this::read);
        Operation post = Operation.post("/api/item/{table}/{id}")
                .named("data.item.update", "Change a record, or read it when there is no body")
                .needs(Right.data(Action.READ, Action.UPDATE))
                .onTable(this::table)
                .query("numbers", "text: numbers come as texts", "text")
                .takes(Shape.row(Role.VIEW_CHANGE), Format.OBJECT)
                .orNothing()
                .answers(200, Shape.row(Role.VIEW_ITEM), Format.OBJECT)
                .changes(DryRun.DATA)
                .refusesBy(Faults.MESSAGE)
                .by(call -> call.body().isEmpty() ? read(call) : update(call));
        return List.of(
                get,
                post,
                get.at("/api/oauth2/item/{table}/{id}", "data.item.oauth2", Credentials.OAUTH_ONLY),
                post.at("/api/oauth2/item/{table}/{id}", "data.item.update.oauth2", Credentials.OAUTH_ONLY));
    }

    private String table(org.passerelle.operation.Params path) {
        return tables.snapshot().need(path.one("table", "")).name();
    }

    private Reply read(Call call) {
        boolean numbersAsText = ListCall.numbersAsText(call.query());
        return Reply.stream(
                200,
                (out, format, head) -> tables.on(call.path("table"), open -> {
                    ListPlan plan = new ListPlanner(open, call.grant(), Action.READ, tables.values()).item();
                    RowSink sink = IdentitySink.of(open.table(), Rows.single(out, format, numbersAsText));
                    boolean found = open.database().read(session -> {
                        for (Condition way : ways(open.table(), call.key("id"), tables.values())) {
                            ListPlan one = plan.where(way).page(1, 0);
                            if (session.copy(ListSql.rows(one), one.types(), one.names(), sink) > 0) {
                                return true;
                            }
                        }
                        return false;
                    });
                    if (!found) {
                        throw absent(call);
                    }
                    sink.end();
                    call.counted(1);
                    return plan;
                }));
    }

    private Reply update(Call call) {
        ObjectNode given = call.body().object();
        boolean numbersAsText = ListCall.numbersAsText(call.query());
        Reply changed = tables.on(call.path("table"), open -> {
            var planner = new ListPlanner(open, call.grant(), Action.UPDATE, tables.values());
            try {
                return tables.write(call, open, (session, changes) -> {
                    var records = new Records(open, session, planner, values(call), changes);
                    Shot shot = changed(call, open, session, planner, records, given);
                    return Reply.stream(
                            200,
                            (out, format, head) -> shot.emit(
                                    IdentitySink.of(shot.open().table(), Rows.single(out, format, numbersAsText))));
                });
            } catch (Violation violation) {
                throw Violations.fault(violation, planner.told(), false);
            }
        });
        call.counted(1);
        return changed;
    }

    private Values values(Call call) {
        return tables.values().from(call.body().format());
    }

    private Shot changed(
            Call call, Open open, Session session, ListPlanner planner, Records records, ObjectNode given) {
        var reader = new RowReader(planner.names(), values(call));
        Held held = records.find(ways(open.table(), call.key("id"), tables.values()))
                .orElseThrow(() -> absent(call));
        List<Wrong> wrong = new ArrayList<>();
        Map<Column, @Nullable Object> row = reader.read(given, List.of("id", "cle"), wrong);
        reader.forgive(wrong, held.values(), row);
        RowReader.refuse(wrong);
        records.update(held, row, List.of());
        List<ListPlan> shown = Stream.concat(
                        planner.reading().stream().map(ListPlanner::item), Stream.of(planner.key()))
                .toList();
        return Shot.take(open, session, shown, List.of(Records.byKey(open.table(), held.id())))
                .orElseThrow(() -> Records.vanished(planner.names()));
    }

    /** An id wins over a cle. */
    static List<Condition> ways(Table table, String id, Values values) {
        List<Condition> ways = new ArrayList<>();
        ways.addAll(Identity.inAddress(table.primaryKey(), id, values));
        if (table.key().isPresent()) {
            ways.addAll(Identity.inAddress(table.keyColumns(), id, values));
        }
        return ways;
    }

    private static Fault absent(Call call) {
        return Fault.notFound("There is no record {} in {}.", Objects.toString(call.path("id")), call.path("table"));
    }
}
