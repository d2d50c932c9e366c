package org.passerelle.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.ApiType;
import org.passerelle.access.Grant;
import org.passerelle.access.Right;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Connections;
import org.passerelle.fault.Fault;
import org.passerelle.format.Documents;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;

/** {@code /api/v1/tables} and the refresh of a connection (wire.md §8). */
@Singleton
public final class TableOperations implements Capability {

    private static final Pattern NAME = Pattern.compile("[^/\\s\\p{Cntrl}?#%]{1,200}");

    private final Schemas schemas;
    private final Connections connections;

    @Inject
    TableOperations(Schemas schemas, Connections connections) {
        this.schemas = schemas;
        this.connections = connections;
    }

    /** What may be chosen for a table. What is left out stays. */
    public record TableBody(
            @Doc(value = "Another public name; empty for the table's own", example = "clients") @Nullable
            String name,

            @Doc(value = "Show it in the data API", example = "true") @Nullable
            Boolean open,

            @Doc(value = "Audit reads of it", example = "false") @Nullable
            Boolean sensitive,

            @Doc(value = "The unique column that is cle; empty for the primary key", example = "cle") @Nullable
            String key,

            @Doc("How it is published; null takes it back") @JsonProperty("public") @Nullable
            ModuleBody published,

            @Doc("Is not changed by what is sent") @Nullable String connection,

            @Doc("Is not changed by what is sent") @Nullable String schema,

            @Doc("Is not changed by what is sent") @Nullable String table,

            @Doc("Is not changed by what is sent") @Nullable Boolean readOnly,

            @Doc("Are not changed by what is sent") @Nullable
            List<TableView.ColumnView> columns) {}

    /** What a refresh found. */
    public record Refreshed(
            @Doc(value = "How many tables the connection holds", example = "11")
            int tables) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.declared(Operation.get("/api/v1/tables"))
                        .named("tables.list", "List the tables of all connections")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.read(ApiType.CONNECTIONS))
                        .query("connection", "Only those of this connection", "demo")
                        .query("open", "Only open (true) or closed (false) ones", "true")
                        .answers(200, Shape.many(TableView.class, "table"))
                        .by(this::list),
                Operation.get("/api/v1/tables/{table}")
                        .named("tables.get", "Show a table")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.read(ApiType.CONNECTIONS))
                        .answers(200, Shape.of(TableView.class, "table"))
                        .by(call -> Reply.ok(TableView.of(find(call.path("table"))), "table")),
                Operation.put("/api/v1/tables/{table}")
                        .named("tables.replace", "Open or close a table, name it, choose its key")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .takes(TableBody.class, "table")
                        .answers(200, Shape.of(TableView.class, "table"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::replace),
                Operation.post("/api/v1/connections/{id}/refresh")
                        .named("connections.refresh", "Read again what a connection holds")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .answers(200, Shape.of(Refreshed.class, "refresh"))
                        .by(this::refresh));
    }

    private Reply list(Call call) {
        String connection = call.query().one("connection");
        String open = call.query().one("open");
        List<Table> tables = schemas.snapshot().all().stream()
                .filter(t -> connection == null || t.connection().equals(connection))
                .filter(t -> open == null || t.isOpen() == open.equals("true"))
                .toList();
        return Pages.whole(call, tables, Table::name, TableView::of, "tables");
    }

    private Reply replace(Call call) {
        Table table = find(call.path("table"));
        ObjectNode given = call.body().object();
        TableBody body = Documents.convert(given, TableBody.class);
        TableChoice.Id id = id(table);
        TableChoice before =
                schemas.choices().all().getOrDefault(id, TableChoice.closed(id.connection(), id.schema(), id.table()));
        boolean open = body.open() == null ? before.isOpen() : body.open();
        var after = new TableChoice(
                before.connection(),
                before.schema(),
                before.table(),
                body.name() == null ? kept(before, table, open) : publicName(body.name(), table),
                open,
                body.sensitive() == null ? before.isSensitive() : body.sensitive(),
                body.key() == null ? before.keyColumn() : key(body.key(), table),
                given.has("public") ? module(call.grant(), body.published(), table) : before.module());
        String name = body.name() == null || body.name().isEmpty() ? table.name() : body.name();
        Table changed = changed(table, name, after);
        new ChoiceGuard(call.grant()).check(table, changed);
        schemas.choices().save(call.change(), after);
        return Reply.ok(TableView.of(changed), "table");
    }

    /** What the table will look like once this is committed. */
    private static Table changed(Table t, String name, TableChoice choice) {
        return new Table(
                name,
                t.connection(),
                t.physical(),
                t.columns(),
                t.primaryKey(),
                Naming.key(t.physical(), t.columns(), choice),
                t.relations(),
                choice.isOpen(),
                choice.isSensitive(),
                Optional.ofNullable(choice.module()));
    }

    private @Nullable Module module(Grant grant, @Nullable ModuleBody body, Table table) {
        if (body == null) {
            return null;
        }
        var publishing = new Publishing(schemas.snapshot(), table);
        Module module = publishing.module(body);
        if (table.module().filter(module::equals).isEmpty()) {
            publishing.check(grant, module);
        }
        return module;
    }

    private Reply refresh(Call call) {
        String id = call.path("id");
        if (connections.find(id).isEmpty()) {
            throw Fault.notFound("There is no connection {}.", id);
        }
        if (!call.dryRun()) {
            schemas.refresh(id);
        }
        long tables = schemas.snapshot().all().stream()
                .filter(t -> t.connection().equals(id))
                .count();
        return Reply.ok(new Refreshed((int) tables), "refresh");
    }

    /** A table that is opened under another name than its own keeps it, whatever comes and goes beside it. */
    private static @Nullable String kept(TableChoice before, Table table, boolean open) {
        boolean own = table.name().equals(table.physical().name());
        return before.publicName() == null && open && !own ? table.name() : before.publicName();
    }

    private @Nullable String publicName(String name, Table table) {
        if (name.isEmpty() || name.equals(table.physical().name())) {
            return null;
        }
        if (!NAME.matcher(name).matches() || Naming.RESERVED.contains(name)) {
            throw Fault.badMember(
                    "name",
                    "must have no space, slash or control character, and not be one of {}",
                    String.join(", ", Naming.RESERVED.stream().sorted().toList()));
        }
        if (schemas.snapshot().tables().containsKey(name) && !name.equals(table.name())) {
            throw Fault.conflict("Another table is called {} already.", name);
        }
        return name;
    }

    private static @Nullable String key(String name, Table table) {
        if (name.isEmpty()) {
            return null;
        }
        Column column = table.column(name).orElseThrow(() -> Fault.badMember("key", "there is no column {}", name));
        if (!Naming.isUnique(table.physical(), column.physical())) {
            throw Fault.inconsistentMember("key", "no unique index keeps {} from standing twice", name);
        }
        return name;
    }

    private Table find(String name) {
        Table table = schemas.snapshot().tables().get(name);
        if (table == null) {
            throw Fault.notFound("There is no table {}.", name);
        }
        return table;
    }

    private static TableChoice.Id id(Table table) {
        return new TableChoice.Id(
                table.connection(), table.physical().schema(), table.physical().name());
    }

    /** A type in one word, as clients see it. */
    public static String word(ColumnType type) {
        return switch (type) {
            case ColumnType.Text t -> t.maxLength() == 0 ? "text" : "text(" + t.maxLength() + ")";
            case ColumnType.Whole t -> "integer";
            case ColumnType.Decimal t ->
                t.precision() == 0 ? "decimal" : "decimal(" + t.precision() + "," + t.scale() + ")";
            case ColumnType.Floating t -> "float";
            case ColumnType.Bool t -> "boolean";
            case ColumnType.Day t -> "date";
            case ColumnType.Clock t -> "time";
            case ColumnType.Moment t -> "date-time";
            case ColumnType.Uuid t -> "uuid";
            case ColumnType.JsonValue t -> "json";
            case ColumnType.Binary t -> "binary";
            case ColumnType.Choice t -> "choice";
            case ColumnType.Array t -> "array of " + word(t.of());
            case ColumnType.Other t -> t.engineName();
        };
    }
}
