package org.passerelle.data;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.access.Action;
import org.passerelle.access.Grant;
import org.passerelle.access.Reach;
import org.passerelle.connection.ColumnType;
import org.passerelle.connection.Engine;
import org.passerelle.connection.Folding;
import org.passerelle.data.ListPlan.Shown;
import org.passerelle.data.Tables.Open;
import org.passerelle.data.View.ViewColumn;
import org.passerelle.fault.Fault;
import org.passerelle.format.Format;
import org.passerelle.schema.Table;

/** From what was asked to what is meant, with the row rule and the columns of the grant. Pure. */
final class ListPlanner {

    /** What a whole record shows, kept as long as the snapshot that its table is of. */
    private static final Cache<Table, List<Shown>> WHOLE =
            Caffeine.newBuilder().weakKeys().build();

    private final Open open;
    private final Grant grant;
    private final Names names;
    private final Values values;

    ListPlanner(Open open, Grant grant, Action action, Values values) {
        this.open = open;
        this.grant = grant;
        this.values = values;
        this.names =
                new Names(open.snapshot(), open.table(), Sight.of(grant), reach(open.table(), grant, action), values);
    }

    /** To take records out as a file is more than to look at them page by page. */
    static Action listing(Format format) {
        return format.isStream() ? Action.EXPORT : Action.LIST;
    }

    private static Reach reach(Table table, Grant grant, Action action) {
        return grant.reach(table.name(), action).orElseThrow(() -> grant.lacking(table.name(), action));
    }

    /** Of what may be read, which is as much as the answer to a change may show; empty when nothing may. */
    Optional<ListPlanner> reading() {
        return grant.reach(open.table().name(), Action.READ)
                .map(readable ->
                        readable.equals(names.reach()) ? this : new ListPlanner(open, grant, Action.READ, values));
    }

    /** Of one record by view its {@code id} and {@code cle} alone. */
    ListPlan key() {
        return plan(identity(), Condition.ALL, List.of());
    }

    /** Of one record as a resource its primary key alone. */
    ListPlan primaryKey() {
        return plan(
                open.table().primaryKey().stream()
                        .map(c -> new Shown(c.name(), ColumnRef.of(c)))
                        .toList(),
                Condition.ALL,
                List.of());
    }

    /** What the caller may be told of a record that another one stands in the way of. */
    Violations.Told told() {
        boolean everyRow = Stream.of(Action.READ, Action.LIST)
                .flatMap(action -> grant.reach(open.table().name(), action).stream())
                .anyMatch(reach -> reach.rows().isEmpty());
        return new Violations.Told(open.table(), names::sees, everyRow);
    }

    Names names() {
        return names;
    }

    Values values() {
        return values;
    }

    Engine engine() {
        return open.database().engine();
    }

    /** The columns of a view that the caller may see; one that is no longer there is passed over. */
    record Seen(ViewColumn column, ColumnRef ref) {}

    List<Seen> columns(View view, boolean onlyVisible) {
        List<ViewColumn> wanted = view.columns().isEmpty()
                ? names.columns().stream()
                        .map(c -> new ViewColumn(c.name(), null, true, null, null, null))
                        .toList()
                : view.columns();
        List<Seen> seen = new ArrayList<>();
        for (ViewColumn column : wanted) {
            if (column.isVisible() || !onlyVisible) {
                names.find(column.name()).ifPresent(ref -> seen.add(new Seen(column, ref)));
            }
        }
        return seen;
    }

    /** A page of a view. */
    ListPlan list(View view, ListCall call) {
        List<Seen> seen = columns(view, call.onlyVisible());
        Condition where = saved(view);
        if (call.advancedSearch() != null) {
            where = where.and(new AdvancedSearch(names, values).parse(call.advancedSearch()));
        }
        if (call.textSearch() != null) {
            where = where.and(anyText(seen.stream().map(Seen::ref).toList(), call.textSearch()));
        }
        List<Shown> shown = new ArrayList<>(identity());
        for (Seen s : narrowed(seen, call.fields())) {
            if (!s.column().name().equals("id") && !s.column().name().equals("cle")) {
                shown.add(new Shown(s.column().name(), s.ref()));
            }
        }
        return plan(
                shown,
                where,
                call.sort() == null ? Sorting.saved(view.sort(), names) : Sorting.parse(call.sort(), names));
    }

    /** @param fields empty for all */
    private List<Seen> narrowed(List<Seen> seen, Set<String> fields) {
        for (String field : fields) {
            if (seen.stream().noneMatch(s -> s.column().name().equals(field))) {
                throw names.unknown(field);
            }
        }
        return fields.isEmpty()
                ? seen
                : seen.stream().filter(s -> fields.contains(s.column().name())).toList();
    }

    /** One record by view. */
    ListPlan item() {
        return plan(names.isWhole() ? WHOLE.get(open.table(), table -> cells()) : cells(), Condition.ALL, List.of());
    }

    private List<Shown> cells() {
        List<Shown> shown = new ArrayList<>(identity());
        for (ColumnRef ref : names.refs()) {
            if (!ref.name().equals("id") && !ref.name().equals("cle")) {
                shown.add(new Shown(ref.name(), ref));
            }
        }
        return shown;
    }

    ListPlan plan(List<Shown> shown, Condition where, List<Sorting> order) {
        return new ListPlan(
                open.database().engine(),
                open.table(),
                List.copyOf(shown),
                names.reach(),
                names.rule(),
                where,
                order,
                open.database().rowCap(),
                0,
                false);
    }

    /** The words in any of these columns, whatever their type, but for bytes and flags, which have no text that people see. */
    static Condition anyText(List<ColumnRef> columns, String words) {
        List<ColumnRef> texts = columns.stream()
                .filter(c -> !(c.column().type() instanceof ColumnType.Binary)
                        && !(c.column().type() instanceof ColumnType.Bool))
                .toList();
        try {
            return texts.isEmpty()
                    ? new Condition.Or(List.of())
                    : new Condition.AnyText(texts, Folding.fold(Values.whole(words)));
        } catch (Values.Unfit e) {
            throw Fault.badRequest("The words to search {}.", e.reason());
        }
    }

    /** {@code id} and {@code cle} before everything else; a composite key takes a cell for each of its parts. */
    private List<Shown> identity() {
        List<Shown> shown = new ArrayList<>();
        open.table().primaryKey().forEach(c -> shown.add(new Shown("id", ColumnRef.of(c))));
        open.table().keyColumns().forEach(c -> shown.add(new Shown("cle", ColumnRef.of(c))));
        return shown;
    }

    /** What the view says of rows; whoever saved it answered for its columns. A filter that no longer fits shows no row. */
    private Condition saved(View view) {
        if (view.filter() == null) {
            return Condition.ALL;
        }
        try {
            var whole = Names.unbounded(open.snapshot(), open.table(), values);
            return new AdvancedSearch(whole, values).parse(view.filter());
        } catch (Fault e) {
            return new Condition.Or(List.of());
        }
    }
}
