package org.passerelle.data;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.passerelle.access.Action;
import org.passerelle.access.Right;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.operation.Body;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Once;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Operation.Credentials;
import org.passerelle.operation.Operation.Faults;
import org.passerelle.operation.Parts;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;

/** {@code POST|PUT /api/items/{table}/}: many records by their cle, all or nothing (wire.md §4; GoPaaS items). */
@Singleton
final class ItemsEndpoint implements Capability {

    static final int MAX_ROWS = 10_000;

    private final Tables tables;

    @Inject
    ItemsEndpoint(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (var builder : List.of(Operation.post("/api/items/{table}"), Operation.put("/api/items/{table}"))) {
            boolean first = operations.isEmpty();
            Operation items = builder.named(
                            first ? "data.items" : "data.items.put",
                            "Create or update records by their cle, all or nothing")
                    .needs(Right.data(Action.CREATE, Action.UPDATE))
                    .onTable(path ->
                            tables.snapshot().need(path.one("table", "")).name())
                    .query(
                            "errors",
                            "skip: keep the other records where some are refused; each tells its row then, and why it was refused",
                            "skip")
                    .takes(Shape.row(Role.VIEW_UPSERT), Format.ROWS)
                    .answers(200, Shape.row(Role.VIEW_OUTCOME), Format.OBJECT)
                    .changes(DryRun.DATA)
                    .mayTakeLong()
                    .refusesBy(Faults.MESSAGE)
                    .by(this::write);
            operations.add(items);
            operations.add(items.at("/api/oauth2/items/{table}", items.name() + ".oauth2", Credentials.OAUTH_ONLY));
        }
        return operations;
    }

    private Reply write(Call call) {
        if (call.body().isEmpty()) {
            throw Fault.badRequest("The body must be an array of objects, each with its cle.");
        }
        boolean skips = skips(call);
        if (call.isLong()) {
            return tables.on(call.path("table"), open -> later(upsert(call, open), skips, call));
        }
        if (skips) {
            Body body = arrived(call);
            call.counted(count(body.anew().rows()));
            return tables.on(
                    call.path("table"),
                    open -> upsert(call, open).stream(() -> body.anew().rows(), true, call, tables));
        }
        List<ObjectNode> rows = rows(call.body().rows());
        call.counted(rows.size());
        return tables.on(call.path("table"), open -> upsert(call, open).run(rows, call, tables));
    }

    private static Body arrived(Call call) {
        try {
            return call.body().arrived();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Upsert upsert(Call call, Tables.Open open) {
        return new Upsert(open, call.grant(), tables.values().from(call.body().format()));
    }

    /** As many rows as there are. Those that may point to each other are put in order, and therefore gathered. */
    private Reply later(Upsert upsert, boolean skips, Call call) {
        Optional<Parts> parts = call.once().flatMap(Once::parts);
        if (skips && parts.isPresent()) {
            return upsert.inParts(() -> call.body().anew().rows(), parts.get(), call, tables);
        }
        if (skips || !upsert.isTree()) {
            return upsert.stream(() -> call.body().anew().rows(), skips, call, tables);
        }
        List<ObjectNode> rows = new ArrayList<>();
        call.body().anew().rows().forEachRemaining(rows::add);
        call.counted(rows.size());
        return upsert.run(rows, call, tables);
    }

    /** Whether the good records are kept where some are refused. */
    private static boolean skips(Call call) {
        return switch (call.query().one("errors", "refuse")) {
            case "skip" -> true;
            case "refuse" -> false;
            default -> throw Fault.badRequest("errors must be skip or refuse.");
        };
    }

    /**
     * How many rows come, those among them that are none.
     *
     * @throws Reply.TooLong when there are more than one answers at once
     */
    private static int count(Iterator<ObjectNode> body) {
        int count = 0;
        while (body.hasNext()) {
            try {
                body.next();
            } catch (Fault ofTheRow) {
                // it is refused among the others
            }
            if (++count > MAX_ROWS) {
                throw new Reply.TooLong();
            }
        }
        return count;
    }

    /** @throws Reply.TooLong when there are more than one answers at once */
    private static List<ObjectNode> rows(Iterator<ObjectNode> body) {
        List<ObjectNode> rows = new ArrayList<>();
        while (body.hasNext()) {
            rows.add(body.next());
            if (rows.size() > MAX_ROWS) {
                throw new Reply.TooLong();
            }
        }
        return rows;
    }
}
