package org.passerelle.data;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.passerelle.access.Action;
import org.passerelle.access.ApiType;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.access.Right;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.Unit;
import org.passerelle.data.View.ViewColumn;
import org.passerelle.fault.Fault;
import org.passerelle.operation.Call;
import org.passerelle.operation.Capability;
import org.passerelle.operation.Doc;
import org.passerelle.operation.DryRun;
import org.passerelle.operation.Operation;
import org.passerelle.operation.Pages;
import org.passerelle.operation.Reply;
import org.passerelle.operation.Shape;
import org.passerelle.operation.Tag;
import org.passerelle.schema.Table;

/** {@code /api/v1/views}: the saved lists (wire.md §8). */
@Singleton
final class ViewOperations implements Capability {

    private static final Pattern KEY = Pattern.compile("[^/\\s\\p{Cntrl}?#%,]{1,200}");
    private static final Set<String> ALIGNS = Set.of("left", "center", "right");

    private final ViewStore store;
    private final Tables tables;

    @Inject
    ViewOperations(ViewStore store, Tables tables) {
        this.store = store;
        this.tables = tables;
    }

    /** A view as a client writes it. */
    public record ViewBody(
            @Doc(value = "Its number; given by the server when left out", example = "1170") @Nullable
            Integer id,

            @Doc(value = "Its key; made of the table's name and number when left out", example = "clients-77") @Nullable
            String key,

            @Doc(value = "The public name of an open table", example = "clients") @Nullable
            String table,

            @Doc(value = "What people call it", example = "Clients de Seine-et-Marne") @Nullable
            String title,

            @Doc(value = "Its columns, in order; empty for all columns of the table") @Nullable
            List<ViewColumn> columns,

            @Doc(value = "Only rows that fulfil this advanced search", example = "cp|start|77|") @Nullable
            String filter,

            @Doc(value = "The order: columns, a minus before one for descending", example = "nom") @Nullable
            String sort,

            @Doc(value = "Rows a page when the caller does not say", example = "50") @Nullable
            Integer rowPerPage) {}

    @Override
    public List<Operation> operations() {
        return List.of(
                Pages.declared(Operation.get("/api/v1/views"))
                        .named("views.list", "List the saved views")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.read(ApiType.CONNECTIONS))
                        .answers(200, Shape.many(View.class, "view"))
                        .by(call -> Pages.whole(call, store.all(), ViewOperations::place, view -> view, "views")),
                Operation.get("/api/v1/views/{id}")
                        .named("views.get", "Show a saved view")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.read(ApiType.CONNECTIONS))
                        .answers(200, Shape.of(View.class, "view"))
                        .by(call -> Reply.ok(need(call), "view")),
                Operation.post("/api/v1/views")
                        .named("views.create", "Save a view")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .takes(ViewBody.class, "view")
                        .answers(201, Shape.of(View.class, "view"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::create),
                Operation.put("/api/v1/views/{id}")
                        .named("views.replace", "Replace a saved view")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .takes(ViewBody.class, "view")
                        .answers(200, Shape.of(View.class, "view"))
                        .changes(DryRun.CATALOGUE)
                        .by(this::replace),
                Operation.delete("/api/v1/views/{id}")
                        .named("views.delete", "Remove a saved view")
                        .tag(Tag.CONNECTIONS)
                        .needs(Right.write(ApiType.CONNECTIONS))
                        .answers(204, Shape.NOTHING)
                        .changes(DryRun.CATALOGUE)
                        .by(this::delete));
    }

    /** The number, so written that texts sort as numbers do. */
    private static String place(View view) {
        return "%010d".formatted(view.id());
    }

    private Reply create(Call call) {
        View view = view(call.body().as(ViewBody.class), Optional.empty(), call);
        if (store.isTaken(call.change(), view)) {
            throw Catalogue.taken("A view of this number or key,", view.id() + " or " + view.key() + ",");
        }
        store.insert(call.change(), view);
        return Reply.created(view, "view", "/api/v1/views/" + view.id());
    }

    private Reply replace(Call call) {
        View before = need(call);
        View view = view(call.body().as(ViewBody.class), Optional.of(before), call);
        if (view.id() != before.id()) {
            throw Fault.badMember("id", "cannot change");
        }
        Unit unit = call.change();
        store.delete(unit, before.id());
        if (store.isTaken(unit, view)) {
            throw Catalogue.taken("A view of the key", view.key());
        }
        store.insert(unit, view);
        return Reply.ok(view, "view");
    }

    private Reply delete(Call call) {
        store.delete(call.change(), need(call).id());
        return Reply.empty(204);
    }

    /** Everything that a view names must be there when it is saved. */
    private View view(ViewBody body, Optional<View> before, Call call) {
        if (body.table() == null) {
            throw Fault.badMember("table", "is missing");
        }
        Table table = tables.snapshot()
                .open(body.table())
                .orElseThrow(() -> Fault.badMember("table", "there is no open table {}", body.table()));
        var names = Names.unbounded(tables.snapshot(), table, tables.values());
        List<ViewColumn> columns = body.columns() == null ? List.of() : body.columns();
        columns.forEach(column -> check(column, names));
        eachOnce(columns);
        if (body.filter() != null && !body.filter().isBlank()) {
            new AdvancedSearch(names, tables.values()).parse(body.filter());
            answerFor(body.filter(), table, call.grant());
        }
        Sorting.parse(body.sort(), names);
        if (body.rowPerPage() != null && (body.rowPerPage() < 1 || body.rowPerPage() > ListCall.MAX_ROWS)) {
            throw Fault.badMember("rowPerPage", "must be from 1 to {}", ListCall.MAX_ROWS);
        }
        int id = body.id() != null ? body.id() : before.map(View::id).orElseGet(() -> store.nextNumber(call.change()));
        String key = body.key() != null ? body.key() : before.map(View::key).orElse(body.table() + "-" + id);
        if (id < 1 || !KEY.matcher(key).matches() || key.chars().allMatch(Character::isDigit)) {
            throw Fault.badMember(
                    id < 1 ? "id" : "key",
                    id < 1 ? "must be at least 1" : "must not be a number, nor hold spaces, / ? # % or ,");
        }
        keepOff(key, table);
        return new View(
                id,
                key,
                table.name(),
                Objects.requireNonNullElse(body.title(), key),
                columns,
                body.filter(),
                body.sort(),
                body.rowPerPage());
    }

    /** Which rows pass a filter tells of the columns in it, to whoever lists the view: who saves it must see them on every row. */
    private void answerFor(String filter, Table table, Grant grant) {
        Reach reach = grant.reach(table.name(), Action.LIST).orElse(new Reach(List.of()));
        var seen = new Names(tables.snapshot(), table, Sight.of(grant), reach, tables.values());
        try {
            if (reach.rows().isEmpty()
                    && !new AdvancedSearch(seen, tables.values()).parse(filter).isMasked()) {
                return;
            }
        } catch (Fault unseen) {
            // told below
        }
        throw Fault.forbidden("Who saves a filter must see the columns in it, on every row of {}.", table.name());
    }

    /** A row has no two members of one name. */
    private static void eachOnce(List<ViewColumn> columns) {
        var seen = new HashSet<String>();
        for (int i = 0; i < columns.size(); i++) {
            if (!seen.add(columns.get(i).name())) {
                throw Fault.badMember(
                        List.of("columns", String.valueOf(i), "name"), "names a column that the view has already");
            }
        }
    }

    /** A table is listed by its own name: no view of another table may stand in its place. */
    private void keepOff(String key, Table table) {
        if (!key.equals(table.name()) && tables.snapshot().tables().containsKey(key)) {
            throw Fault.conflict("{} is a table, and its list has this key: choose another.", key);
        }
    }

    private static void check(ViewColumn column, Names names) {
        names.need(Objects.requireNonNullElse(column.name(), ""));
        if (column.align() != null && !ALIGNS.contains(column.align())) {
            throw Fault.badMember("columns", "align of {} must be left, center or right", column.name());
        }
    }

    private View need(Call call) {
        return store.find(call.path("id")).orElseThrow(() -> Fault.notFound("There is no view {}.", call.path("id")));
    }
}
