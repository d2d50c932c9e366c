package org.passerelle.document;

import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Access;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Caller;
import org.passerelle.access.Demand;
import org.passerelle.access.Grant;
import org.passerelle.access.Holdings;
import org.passerelle.access.Permissions;
import org.passerelle.access.Right;
import org.passerelle.access.TableRight;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.PhysicalTable;
import org.passerelle.data.View;
import org.passerelle.format.Format;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Shape.Role;
import org.passerelle.operation.Tag;
import org.passerelle.schema.Column;
import org.passerelle.schema.Relation;
import org.passerelle.schema.Snapshot;
import org.passerelle.schema.Table;

/** Operations, tables and callers to make documents of. */
final class Samples {

    private static final ColumnType NUMBER = new ColumnType.Whole(BigInteger.valueOf(-128), BigInteger.valueOf(127));

    private Samples() {}

    record Thing(
            @Doc(value = "Its id", example = "7") int id,

            @Doc(value = "Its owner", example = "anne") @Nullable
            String owner,

            @Doc(value = "When it was made", example = "2026-11-22T08:30:00.000+0000")
            Instant made,

            @Doc(value = "Its parts") List<Part> parts,

            @Doc(value = "What it allows", example = "{\"data\":\"r\"}")
            Map<String, String> permissions,

            @Doc(value = "Its other half") @Nullable Part half) {

        record Part(
                @Doc(value = "Its name", example = "left") String name,
                @Doc(value = "Its size", example = "3") long size) {}
    }

    record ThingBody(
            @Doc(value = "Its owner", example = "anne") @Nullable
            String owner) {}

    static List<Operation> operations() {
        return List.of(
                reading("/api/status", "status", Right.open(), Tag.SYSTEM),
                reading("/api/public/things", "public.things", Right.open(), Tag.PUBLIC),
                reading("/swagger", "site.swagger", Right.open(), Tag.SITE),
                reading("/api/v1/auth/me", "auth.me", Right.known(), Tag.AUTHENTICATION),
                Operation.post("/api/v1/auth/jwt")
                        .named("auth.jwt", "Make a token")
                        .tag(Tag.AUTHENTICATION)
                        .needs(Right.own())
                        .takes(ThingBody.class, "thing")
                        .answers(201, Shape.of(Thing.class, "thing"))
                        .by(Samples::nothing),
                Operation.post("/api/v1/setup")
                        .named("setup", "Make the owner")
                        .tag(Tag.USERS)
                        .needs(Right.open())
                        .answers(201, Shape.of(Thing.class, "thing"))
                        .by(Samples::nothing),
                Operation.get("/api/v1/things")
                        .named("things.list", "List things")
                        .tag(Tag.USERS)
                        .needs(Right.read(ApiType.USERS))
                        .answers(200, Shape.many(Thing.class, "thing"))
                        .by(Samples::nothing),
                Operation.put("/api/v1/things/{id}")
                        .named("things.replace", "Replace a thing")
                        .tag(Tag.USERS)
                        .needs(Right.write(ApiType.USERS))
                        .takes(ThingBody.class, "thing")
                        .answers(200, Shape.of(Thing.class, "thing"))
                        .changes(DryRun.CATALOGUE)
                        .by(Samples::nothing),
                list(),
                list().at("/api/oauth2/list/{view}", "data.list.oauth2", Operation.Credentials.OAUTH_ONLY),
                Operation.post("/api/item/{table}/{id}")
                        .named("data.item.update", "Change a record")
                        .needs(Right.data(Action.READ, Action.UPDATE))
                        .takes(Shape.row(Role.VIEW_CHANGE), Format.OBJECT)
                        .orNothing()
                        .answers(200, Shape.row(Role.VIEW_ITEM))
                        .changes(DryRun.DATA)
                        .refusesBy(Operation.Faults.MESSAGE)
                        .by(Samples::nothing),
                resources(),
                Operation.patch("/api/{resource}/{id}")
                        .named("data.resource.update", "Change a record")
                        .needs(Right.data(Action.UPDATE))
                        .header("If-Match", "Only when it still has this ETag", "\"x\"")
                        .takes(Shape.row(Role.RESOURCE_PATCH), Format.OBJECT)
                        .answers(200, Shape.row(Role.RESOURCE))
                        .changes(DryRun.DATA)
                        .by(Samples::nothing),
                Operation.put("/api/{resource}/{id}")
                        .named("data.resource.replace", "Replace a record")
                        .needs(Right.data(Action.UPDATE))
                        .takes(Shape.row(Role.RESOURCE_NEW), Format.OBJECT)
                        .answers(200, Shape.row(Role.RESOURCE))
                        .changes(DryRun.DATA)
                        .by(Samples::nothing));
    }

    private static Operation reading(String path, String name, Right right, Tag tag) {
        return Operation.get(path)
                .named(name, "Read " + name)
                .tag(tag)
                .needs(right)
                .answers(200, Shape.of(Thing.class, "thing"))
                .by(Samples::nothing);
    }

    private static Operation list() {
        return Operation.get("/api/list/{view}")
                .named("data.list", "List records")
                .needs(Right.data(Action.LIST))
                .option("page", "The page, from 1", "3")
                .answers(200, Shape.row(Role.VIEW_PAGE), Format.ROWS)
                .refusesBy(Operation.Faults.MESSAGE)
                .by(Samples::nothing);
    }

    private static Operation resources() {
        return Operation.get("/api/{resource}")
                .named("data.resource.list", "List records")
                .needs(Right.data(Action.LIST))
                .query("fields", "Only these columns", "id,name")
                .query("cursor", "Where the last answer ended", "")
                .query("numbers", "text: numbers come as texts", "text")
                .query("{column}", "Equality", "x")
                .query("{column}[{operator}]", "Any operator", "name[contain]=web")
                .answers(200, Shape.row(Role.RESOURCE_LIST), Format.ROWS)
                .by(Samples::nothing);
    }

    private static Reply nothing(org.passerelle.operation.Call call) {
        return Reply.empty(204);
    }

    static Column column(String name, ColumnType type) {
        return new Column(name, name, type, false, false, false, null);
    }

    static Column nullable(String name, ColumnType type) {
        return new Column(name, name, type, true, false, false, null);
    }

    /** A table whose first columns are its primary key. */
    static Table table(String name, int keys, List<Column> columns, Relation... relations) {
        return new Table(
                name,
                "demo",
                new PhysicalTable("", name, false, List.of(), List.of(), List.of(), List.of(), List.of()),
                Table.index(columns),
                columns.subList(0, keys),
                Optional.empty(),
                List.of(relations),
                true,
                false,
                Optional.empty());
    }

    /** One column of each type. */
    static Table zoo() {
        var columns = new ArrayList<>(List.of(
                column("id", ColumnTypes.LONG),
                nullable("short.text", new ColumnType.Text(3)),
                nullable("text", new ColumnType.Text(0)),
                nullable("tiny", NUMBER),
                nullable("huge", new ColumnType.Whole(BigInteger.ZERO, BigInteger.TWO.pow(64))),
                nullable("money", new ColumnType.Decimal(12, 2)),
                nullable("rate", new ColumnType.Decimal(2, 5)),
                nullable("any_number", new ColumnType.Decimal(0, -1)),
                nullable("double", new ColumnType.Floating(false)),
                nullable("flag", new ColumnType.Bool()),
                nullable("day", new ColumnType.Day("")),
                nullable("clock", new ColumnType.Clock("")),
                nullable("moment", new ColumnType.Moment(true, "")),
                nullable("uuid", new ColumnType.Uuid()),
                nullable("json", new ColumnType.JsonValue()),
                nullable("bytes", new ColumnType.Binary()),
                nullable("choice", new ColumnType.Choice(List.of("red", "green"))),
                nullable("array", new ColumnType.Array(new ColumnType.Text(0))),
                nullable("other", new ColumnType.Other("inet")),
                nullable("anything", new ColumnType.Other("any"))));
        columns.add(new Column("made", "made", new ColumnType.Moment(false, ""), false, true, true, null));
        return table("zoo", 1, columns, new Relation("hut", List.of("tiny"), "huts", List.of("id"), "fk"));
    }

    static Table composite() {
        return table(
                "été d'or",
                2,
                List.of(column("a", ColumnTypes.LONG), column("b", new ColumnType.Text(5)), column("limit", NUMBER)));
    }

    static Table keyless() {
        return table("log", 0, List.of(column("line", new ColumnType.Text(0))));
    }

    static Table huts() {
        return table("huts", 1, List.of(column("id", ColumnTypes.LONG), column("name", new ColumnType.Text(0))));
    }

    static Stock stock(Table... tables) {
        var byName = new LinkedHashMap<String, Table>();
        for (Table table : tables) {
            byName.put(table.name(), table);
        }
        return new Stock(
                operations(),
                new Snapshot(byName, Set.of()),
                List.of(new View(7, "animals", "zoo", "Animals", List.of(), null, null, null)),
                Set.of());
    }

    static Stock many(int count) {
        var tables = new ArrayList<Table>();
        for (int i = 0; i < count; i++) {
            tables.add(table("t" + i, 1, List.of(column("id", ColumnTypes.LONG))));
        }
        return stock(tables.toArray(Table[]::new));
    }

    static Audience nobody() {
        return audience(Caller.anonymous(), false);
    }

    /** With API access, a password, and these ACLs. */
    static Audience with(String... acls) {
        return of(Caller.Kind.PASSWORD, List.of(), acls);
    }

    static Audience of(Caller.Kind kind, List<TableRight> tables, String... acls) {
        Set<String> held = new TreeSet<>(List.of(acls));
        var holdings = new Holdings(false, true, held, tables, List.of(), List.of());
        var credential = new Caller.Credential(kind, "", null);
        return audience(new Caller("anne", null, credential, Permissions.ALL, holdings), false);
    }

    static Audience owner(boolean everything) {
        var holdings = new Holdings(true, true, Set.of(), List.of(), List.of(), List.of());
        var credential = new Caller.Credential(Caller.Kind.PASSWORD, "", null);
        return audience(new Caller("owner", null, credential, Permissions.ALL, holdings), everything);
    }

    /** Nobody, where the administrator has opened the document. */
    static Audience passerBy() {
        return new Audience(nobody().grant(), Audience.Breadth.OPERATIONS, Limits.NONE);
    }

    private static Audience audience(Caller caller, boolean everything) {
        var granted = (Access.Granted) Access.decide(caller, Demand.of(Right.open(), ""));
        Grant grant = granted.grant();
        return new Audience(grant, everything ? Audience.Breadth.EVERYTHING : Audience.Breadth.NOTHING, Limits.NONE);
    }

    static Document.Site site(String prefix) {
        return new Document.Site(
                URI.create("https://api.example.org"), List.of("ddenterpriseapi", "itcare"), Set.of("itcare"), prefix);
    }

    private static final class ColumnTypes {
        static final ColumnType LONG =
                new ColumnType.Whole(BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE));
    }
}
