package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.passerelle.access.Action;
import org.passerelle.access.Right;
import org.passerelle.format.Format;
import org.passerelle.operation.Capability;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Params;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;

/** {@code /api/{resource}}: a table as REST (wire.md §5; ITCare conventions). */
@Singleton
final class ResourceEndpoint implements Capability {

    private final Tables tables;
    private final ResourceList list;
    private final ResourceRecord record;

    @Inject
    ResourceEndpoint(Tables tables) {
        this.tables = tables;
        this.list = new ResourceList(tables);
        this.record = new ResourceRecord(tables);
    }

    @Override
    public List<Operation> operations() {
        return List.of(list(), read(), create(), replace(), update(), delete());
    }

    private Operation list() {
        return Operation.get("/api/{resource}")
                .named("data.resource.list", "List records")
                .needs(Right.data(Action.LIST, Action.EXPORT))
                .onTable(this::table)
                .query("q", "Words that stand in any one column", "nids")
                .query("filter", "An RSQL expression", "environment==PRODUCTION;name=start=web")
                .query("fields", "Only these columns", "id,name")
                .query("sort", "The order: columns, a minus before one for descending", "-created_at,name")
                .query("limit", "Records of this answer", "100")
                .query("cursor", "Where the last answer ended: taken from its Link", "")
                .query("page", "Instead of a cursor: the page, from 0", "0")
                .query("size", "Records a page", "20")
                .query("count", "exact or estimated: how many there are, in X-Total-Count", "exact")
                .query("numbers", "text: numbers come as texts", "text")
                .query(
                        "{column}",
                        "Equality; several values for any of them, ! before one to leave it out",
                        "PRODUCTION")
                .query("{column}[{operator}]", "Any operator of an advanced search", "name[contain]=web")
                .answers(200, Shape.row(Role.RESOURCE_LIST), Format.ROWS)
                .mayTakeLong()
                .by(list::list);
    }

    private Operation read() {
        return Operation.get("/api/{resource}/{id}")
                .named("data.resource.get", "Read a record")
                .needs(Right.data(Action.READ))
                .onTable(this::table)
                .query("fields", "Only these columns", "id,name")
                .query("numbers", "text: numbers come as texts", "text")
                .header("If-None-Match", "The ETag that you have: 304 when the record is the same", "\"pRk3.j\"")
                .answers(200, Shape.row(Role.RESOURCE), Format.OBJECT)
                .by(record::read);
    }

    private Operation create() {
        return Operation.post("/api/{resource}")
                .named("data.resource.create", "Create a record")
                .needs(Right.data(Action.CREATE))
                .onTable(this::table)
                .takes(Shape.row(Role.RESOURCE_NEW), Format.OBJECT)
                .answers(201, Shape.row(Role.RESOURCE))
                .changes(DryRun.DATA)
                .by(record::create);
    }

    private Operation replace() {
        return Operation.put("/api/{resource}/{id}")
                .named("data.resource.replace", "Replace a record: columns left out get their default")
                .needs(Right.data(Action.UPDATE))
                .onTable(this::table)
                .header("If-Match", "Only when the record still has this ETag", "\"pRk3.j\"")
                .takes(Shape.row(Role.RESOURCE_NEW), Format.OBJECT)
                .answers(200, Shape.row(Role.RESOURCE))
                .changes(DryRun.DATA)
                .by(record::replace);
    }

    private Operation update() {
        return Operation.patch("/api/{resource}/{id}")
                .named("data.resource.update", "Change some columns of a record")
                .needs(Right.data(Action.UPDATE))
                .onTable(this::table)
                .header("If-Match", "Only when the record still has this ETag", "\"pRk3.j\"")
                .takes(Shape.row(Role.RESOURCE_PATCH), Format.OBJECT)
                .answers(200, Shape.row(Role.RESOURCE))
                .changes(DryRun.DATA)
                .by(record::update);
    }

    private Operation delete() {
        return Operation.delete("/api/{resource}/{id}")
                .named("data.resource.delete", "Delete a record")
                .needs(Right.data(Action.DELETE))
                .onTable(this::table)
                .header("If-Match", "Only when the record still has this ETag", "\"pRk3.j\"")
                .takes(new Shape.Members("It is not looked at", "{}"), Format.OBJECT)
                .orNothing()
                .answers(204, Shape.NOTHING)
                .changes(DryRun.DATA)
                .by(record::delete);
    }

    private String table(Params path) {
        return tables.snapshot().need(path.one("resource", "")).name();
    }
}
